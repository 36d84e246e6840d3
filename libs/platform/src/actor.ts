/** What a person can be, from the process that the coalition agreed on. `public`: nobody has signed in. */
export const ROLES = [
  'policyOfficer',
  'coordinator',
  'chair',
  'memberRepresentative',
  'budgetGroupMember',
  'observer',
  'administrator',
  'public',
] as const;
export type Role = (typeof ROLES)[number];

/** What a seat lets its holder do for the organisation. */
export const RIGHTS = ['draft', 'endorse', 'record', 'verify', 'administer'] as const;
export type Right = (typeof RIGHTS)[number];

/** The part of the work that a group watches: topics, addressees, instruments. Empty lists mean: none. */
export interface Field {
  topics: string[];
  addresseeIds: string[];
  instrumentIds: string[];
}

/** The person who looks or acts, through one seat, for one organisation. */
export interface Viewer {
  personId: string;
  seatId: string;
  organisationId: string;
  role: Role;
  rights: readonly Right[];
  /** Only for a member of the budget working group. */
  field: Field;
  /** The signed-in device of the request; none behind a token. */
  session?: ViewerSession;
  /** The hash of the token behind which the viewer came; none behind a device. */
  tokenHash?: string;
  /** When a program acts for the person: with a part of the seat's rights, and of what it sees. */
  apiToken?: ViewerToken;
  /** When somebody acts through the seat of another: by which delegation, and who holds the seat. */
  delegation?: { id: string; holderId: string };
  /** With the public viewer: who it would be, did the seat or the sign-in still hold. It sees and may do nothing more. */
  ended?: EndedStanding;
}

/** A token of a program. */
export interface ViewerToken {
  id: string;
  /** The kinds of things that it reads. */
  reads: readonly string[];
  /** It has asked more often in this minute than a program may. */
  tooOften: boolean;
}

/** Somebody who came with what no longer lets them act: the attempt is kept, and nothing else follows from it. */
export interface EndedStanding extends Pick<Viewer, 'personId' | 'seatId' | 'organisationId'> {
  why: 'SEAT_ENDED' | 'SIGNED_OUT' | 'DELEGATION_ENDED';
}

/** A device on which a person is signed in. */
export interface ViewerSession {
  id: string;
  /** When a passkey or a second factor was last used on it, as ISO 8601 in UTC; null: never. */
  provedAt: string | null;
}

const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Somebody who has not signed in: sees released material only, acts on nothing. */
export const publicViewer: Viewer = Object.freeze({
  personId: NOBODY,
  seatId: NOBODY,
  organisationId: NOBODY,
  role: 'public' as const,
  rights: [],
  field: { topics: [], addresseeIds: [], instrumentIds: [] },
});
