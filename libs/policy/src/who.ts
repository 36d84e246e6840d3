import type { Reason, Right, Role, Viewer } from '#platform';

/** How the person is related to what is acted on. Who asks computes the ones that hold; a rule names the one that it needs. */
export type Relation = 'anyone' | 'ownOrganisation' | 'otherOrganisation' | 'inField' | 'responsible';

/** One line of the answer to "who may": a role, the right that the seat must give, and the relation to the case. */
export interface Who {
  role: Role;
  right?: Right;
  relation?: Relation;
}

/** Wishes: events that a person may send. Events that are no wish are facts, sent by the product itself. */
export type Wishes<TEvent extends string = string> = Record<TEvent, readonly Who[]>;

/** Does any of these rules let the viewer's role act by this relation? If not, nobody need look whether it holds. */
export function namesRelation(wishes: Wishes, viewer: Viewer, relation: Relation): boolean {
  return Object.values(wishes).some((rules) =>
    rules.some((rule) => rule.role === viewer.role && rule.relation === relation),
  );
}

/**
 * Who stands in the way of whom: nothing when one rule fits the person, else the reason, saying who could do it.
 * The same answer serves the button, the API and the bulk act. In which state an event is known is the machine's to say.
 */
export function reasonsOfWho(rules: readonly Who[], viewer: Viewer, relations: readonly Relation[]): Reason[] {
  // A token without a right only reads, whatever its person may do without one.
  if (viewer.apiToken && viewer.rights.length === 0) return [{ code: 'TOKEN_MAY_NOT' }];
  const holds = (rule: Who) =>
    rule.relation === undefined || rule.relation === 'anyone' || relations.includes(rule.relation);
  const ofRole = rules.filter((rule) => rule.role === viewer.role && holds(rule));
  if (ofRole.some((rule) => rule.right === undefined || viewer.rights.includes(rule.right))) return [];
  const right = ofRole.find((rule) => rule.right !== undefined)?.right;
  if (right) return [{ code: 'RIGHT_MISSING', parameters: { right }, clearedBy: ['administrator'] }];
  const roles = [...new Set(rules.map((rule) => rule.role))];
  return [{ code: 'NOT_YOUR_ACT', parameters: { roles: roles.join(', ') }, clearedBy: roles }];
}
