import { acts, audienceOf, reads } from '#policy';
import type { Audience, ReadsTable, RowRule } from '#policy';
import type { Role } from '#platform';

/** One cell of the policy, said otherwise than it is. */
export interface Flip {
  cell: string;
  /** Says it otherwise from now on. @returns how to take that back. */
  change: () => () => void;
}

/** The rules of a type, by which the product and nobody else decides: to be changed here only. */
const rulesOf = (type: string) => (reads as ReadsTable)[type]?.rows as RowRule[];

const alsoSees = (role: Role, type: string, ...where: string[]): Flip => ({
  cell: `${role} also sees ${type}${where.length ? ` ${where.join(', ')}` : ''}`,
  change: () => {
    const rules = rulesOf(type);
    rules.push(where.length ? { roles: [role], where } : { roles: [role] });
    return () => void rules.pop();
  },
});

/** The rule of a type with these facts is gone for one role. */
const noLongerSees = (role: Role, type: string, ...where: string[]): Flip => ({
  cell: `${role} no longer sees ${type}${where.length ? ` ${where.join(', ')}` : ''}`,
  change: () => {
    const rules = rulesOf(type);
    const index = rules.findIndex((rule) => rule.roles.includes(role) && (rule.where ?? []).join() === where.join());
    const rule = rules[index];
    if (!rule) throw new Error(`There is no such rule for ${type}`);
    rules[index] = { ...rule, roles: rule.roles.filter((each) => each !== role) };
    return () => void (rules[index] = rule);
  },
});

const isReadBy = (audience: Audience, field: string): Flip => ({
  cell: `${field} is read by ${audience}`,
  change: () => {
    const before = audienceOf.get(field);
    if (!before || before === audience) throw new Error(`${field} is read by ${before}`);
    audienceOf.set(field, audience);
    return () => void audienceOf.set(field, before);
  },
});

const mayDo = (role: Role, on: keyof typeof acts, event: string): Flip => ({
  cell: `${role} may ${on}.${event}`,
  change: () => {
    const rules = (acts[on] as unknown as Record<string, { role: Role }[]>)[event];
    if (!rules) throw new Error(`There is no act ${on}.${event}`);
    rules.push({ role });
    return () => void rules.pop();
  },
});

const mayNot = (role: Role, on: keyof typeof acts, event: string): Flip => ({
  cell: `${role} may not ${on}.${event}`,
  change: () => {
    const rules = (acts[on] as unknown as Record<string, { role: Role }[]>)[event] ?? [];
    const before = [...rules];
    rules.splice(0, rules.length, ...before.filter((rule) => rule.role !== role));
    if (rules.length === before.length) throw new Error(`${role} may not do ${on}.${event} anyway`);
    return () => void rules.splice(0, rules.length, ...before);
  },
});

export const flips: Flip[] = [
  alsoSees('observer', 'Endorsement'),
  alsoSees('memberRepresentative', 'Endorsement'),
  alsoSees('administrator', 'Recommendation'),
  alsoSees('budgetGroupMember', 'Recommendation', 'opened'),
  alsoSees('budgetGroupMember', 'Statement', 'opened'),
  alsoSees('public', 'Submission', 'handedOver'),
  alsoSees('memberRepresentative', 'Submission', 'handedOver'),
  alsoSees('budgetGroupMember', 'Submission', 'handedOver'),
  alsoSees('public', 'Integration', 'ofRecommendationInSight'),
  alsoSees('administrator', 'Document', 'forMembers'),
  alsoSees('public', 'Organisation'),
  alsoSees('observer', 'QuorumRule'),
  noLongerSees('memberRepresentative', 'Recommendation', 'ownOrganisation'),
  noLongerSees('memberRepresentative', 'Statement', 'ownOrganisation'),
  noLongerSees('public', 'Recommendation', 'released'),
  noLongerSees('chair', 'Endorsement'),
  isReadBy('reader', 'Submission.ourReference'),
  isReadBy('secretariat', 'Submission.ourReference'),
  isReadBy('reader', 'HistoryEntry.reason'),
  isReadBy('workers', 'HistoryEntry.payload'),
  isReadBy('reader', 'StatementQuorum.tally'),
  isReadBy('workers', 'Statement.throughNetworks'),
  isReadBy('reader', 'Recommendation.proposedBy'),
  alsoSees('memberRepresentative', 'Remark', 'ofSubjectInSight'),
  alsoSees('observer', 'Remark', 'shared'),
  alsoSees('memberRepresentative', 'RemarkEntry'),
  alsoSees('memberRepresentative', 'FollowUp'),
  alsoSees('budgetGroupMember', 'FollowUp'),
  alsoSees('memberRepresentative', 'Concern', 'ofRecommendationInSight'),
  alsoSees('budgetGroupMember', 'Concern', 'shared'),
  alsoSees('policyOfficer', 'Seat'),
  alsoSees('observer', 'Seat'),
  noLongerSees('observer', 'Seat', 'self'),
  alsoSees('memberRepresentative', 'Invitation', 'ownOrganisation'),
  alsoSees('memberRepresentative', 'Invitation', 'keepsSeats'),
  alsoSees('policyOfficer', 'RefusedAttempt'),
  alsoSees('administrator', 'Recovery'),
  mayDo('policyOfficer', 'remark', 'SHOW'),
  mayDo('memberRepresentative', 'remark', 'ANSWER'),
  mayDo('policyOfficer', 'endorsement', 'ANSWER_COMPLAINT'),
  mayDo('administrator', 'organisation', 'SET_GROUP_FIELD'),
  mayDo('coordinator', 'statement', 'OPEN'),
  mayDo('policyOfficer', 'endorsement', 'WITHDRAW'),
  mayDo('policyOfficer', 'endorsement', 'CHANGE_APPEARANCE'),
  mayDo('administrator', 'recommendation', 'DRAFT'),
  mayDo('budgetGroupMember', 'integration', 'VERIFY'),
  mayDo('policyOfficer', 'quorumRule', 'SET_QUORUM_RULE'),
  mayNot('budgetGroupMember', 'submission', 'RESPOND'),
];
