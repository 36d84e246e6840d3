import { randomUUID } from 'node:crypto';
import { fromGlobalId } from '#platform';
import { viewers } from './scene.js';
import type { Scene, ViewerName } from './scene.js';

/** What a test reads is what it asked for. */
type Any = any;

const TYPES: Record<string, [type: string, list: string]> = {
  rec: ['Recommendation', 'recommendations'],
  stm: ['Statement', 'statements'],
  sub: ['Submission', 'submissions'],
  int: ['Integration', 'integrations'],
  end: ['Endorsement', ''],
  doc: ['Document', ''],
  org: ['Organisation', 'organisations'],
  sea: ['Seat', ''],
  con: ['Concern', 'concerns'],
  rmk: ['Remark', 'remarks'],
  fol: ['FollowUp', 'followUps'],
  quo: ['QuorumRule', 'quorumRules'],
  edi: ['Edition', 'editions'],
  ins: ['Instrument', 'instruments'],
  imp: ['ImportRun', ''],
};

/** Short questions to the API about the things of a scene, as one of its viewers. */
export class Asking {
  constructor(readonly scene: Scene) {}

  id(name: string): string {
    return this.scene.ids[name] ?? name;
  }

  async data(as: ViewerName, query: string, variables: Record<string, unknown> = {}): Promise<Any> {
    const { data, errors } = await this.scene.world.house.ask(query, variables, viewers[as]);
    if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
    return data;
  }

  /** Does the viewer get the thing by its id, and so in the list of its kind? @throws when the two disagree. */
  async sees(as: ViewerName, name: string): Promise<boolean> {
    const id = this.id(name);
    const alone = (await this.data(as, `query ($id: ID!) { node(id: $id) { id } }`, { id })).node !== null;
    const list = TYPES[id.slice(0, 3)]?.[1];
    if (list) {
      const { edges } = (await this.data(as, `{ ${list}(first: 100) { edges { node { id } } } }`))[list];
      const listed = edges.some(({ node }: Any) => node.id === id);
      if (listed !== alone)
        throw new Error(`${as} ${alone ? 'has' : 'has not'} ${name} by its id, in the list otherwise`);
    }
    return alone;
  }

  /** Exactly these see it, of all. */
  async seenBy(name: string, ...expected: ViewerName[]): Promise<boolean> {
    const seen: ViewerName[] = [];
    for (const as of Object.keys(viewers)) if (await this.sees(as, name)) seen.push(as);
    return seen.sort().join() === expected.sort().join();
  }

  /** What the viewer reads of it; undefined when it is not for the viewer. */
  async reads(as: ViewerName, name: string, selection: string): Promise<Any> {
    const id = this.id(name);
    const type = TYPES[id.slice(0, 3)]?.[0];
    const { node } = await this.data(as, `query ($id: ID!) { node(id: $id) { ... on ${type} { ${selection} } } }`, {
      id,
    });
    return node ?? undefined;
  }

  /** The reasons against an event, by the button; nothing when it may be sent; undefined when the thing is not seen. */
  async against(as: ViewerName, name: string, event: string): Promise<string[] | undefined> {
    const found = await this.reads(as, name, 'availableEvents { event reasons { code } }');
    const entry = found?.availableEvents.find((each: Any) => each.event === event);
    return entry?.reasons.map(({ code }: Any) => code);
  }

  /** May the viewer's role do it at all, whatever else stands in the way now? */
  async may(as: ViewerName, name: string, event: string): Promise<boolean> {
    const reasons = await this.against(as, name, event);
    return reasons !== undefined && !reasons.some((code) => ['NOT_YOUR_ACT', 'RIGHT_MISSING'].includes(code));
  }

  /** The codes with which a mutation is refused; nothing when it was done. */
  async refused(as: ViewerName, mutation: string, input: Record<string, unknown>): Promise<string[]> {
    const type = { declineStatement: 'DecideOnStatementInput', joinNetwork: 'MembershipInput' }[mutation];
    const name = type ?? `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const query = `mutation ($input: ${name}!) { ${mutation}(input: $input) { userErrors { code } } }`;
    const data = await this.data(as, query, { input: { idempotencyKey: randomUUID(), ...input } });
    return data[mutation].userErrors.map(({ code }: Any) => code);
  }

  uuid(name: string): string {
    const id = this.id(name);
    return fromGlobalId(id.slice(0, 3), id);
  }
}
