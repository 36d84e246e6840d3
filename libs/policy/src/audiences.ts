import type { Role } from '#platform';

/** They see all endorsers and all drafts. */
export const SECRETARIAT: readonly Role[] = ['policyOfficer', 'coordinator', 'chair'];

/** They work on the content: what is asked, sent, answered and found. */
export const WORKERS: readonly Role[] = [...SECRETARIAT, 'memberRepresentative', 'budgetGroupMember'];

/** They are inside the coalition. The administrator keeps people, organisations, seats and calendars: no say in content. */
export const INSIDERS: readonly Role[] = [...WORKERS, 'administrator'];

/** All but the members, who see of a process what was opened to them or signed by them; what is released has been opened. */
export const NO_MEMBERS: readonly Role[] = [...SECRETARIAT, 'budgetGroupMember', 'administrator', 'observer', 'public'];

export const EVERYBODY: readonly Role[] = [...INSIDERS, 'observer', 'public'];

/**
 * Who of those that see a thing may read one of its fields. `reader`: all of them. `counted`: the secretariat any number,
 * others only from five upwards, without those that want not to be counted.
 */
export const AUDIENCES = {
  reader: EVERYBODY,
  counted: EVERYBODY,
  insiders: INSIDERS,
  workers: WORKERS,
  secretariat: SECRETARIAT,
} as const satisfies Record<string, readonly Role[]>;
export type Audience = keyof typeof AUDIENCES;

/** How few organisations others than the secretariat may be told of: a smaller number gives names away. */
export const FEWEST_TOLD = 5;
