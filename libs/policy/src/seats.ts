import type { Right, Role } from '#platform';
import { INSIDERS } from './audiences.js';

/** What a seat of each role may be given at the most; no seat makes somebody more than their role is. */
export const RIGHTS_OF_ROLE: Readonly<Record<Role, readonly Right[]>> = {
  policyOfficer: ['draft', 'record', 'verify'],
  coordinator: ['record', 'administer'],
  chair: [],
  memberRepresentative: ['draft', 'endorse', 'verify', 'administer'],
  budgetGroupMember: ['record', 'administer'],
  observer: [],
  administrator: ['administer'],
  public: [],
};

/** Which roles the people of each kind of organisation may have. An official or a donor reads released material only. */
export const ROLES_OF_KIND: Readonly<Record<string, readonly Role[]>> = {
  secretariat: ['policyOfficer', 'coordinator', 'chair', 'administrator'],
  // Who sits for a group of which the organisation is a member.
  member: ['memberRepresentative', 'budgetGroupMember'],
  network: ['memberRepresentative'],
  // An adviser observes.
  body: ['budgetGroupMember', 'observer'],
  institution: ['observer'],
  unit: ['observer'],
  partner: ['observer'],
};

/** The role whose last seat must stay: without it nobody could give seats any more. */
export const givesSeatsToAll = (role: Role): boolean => role === 'administrator';

/**
 * What a holder can let somebody else do for a time. Not what needs another person, such as to verify, nor what gives
 * power over others: those are asked of the holder.
 */
export const DELEGABLE: readonly Right[] = ['draft', 'endorse', 'record'];

/** To whom: an official or a donor reads released material only, whoever asks them to. */
export const DELEGATES = INSIDERS;

/** Can a seat of this role be handed to somebody who is this already? A seat inside only to those who are inside. */
export const mayTakeOver = (heir: Role, seat: Role): boolean => DELEGATES.includes(heir) || heir === seat;
