import type { Who, Wishes } from '#workflow/pure';

const keeper: Who = { role: 'administrator', right: 'administer' };

/** Who keeps the register of organisations. Institutions, which a letter needs at once, a policy officer may enter too. */
export const organisationWishes = {
  REGISTER_ORGANISATION: [keeper],
  REGISTER_INSTITUTION: [keeper, { role: 'policyOfficer', right: 'record' }],
  RENAME_ORGANISATION: [keeper, { role: 'policyOfficer', right: 'record' }],
  JOIN_NETWORK: [keeper],
  LEAVE_NETWORK: [keeper],
} satisfies Wishes;
