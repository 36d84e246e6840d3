import type { Who, Wishes } from '#workflow/pure';

const keepers: readonly Who[] = [
  { role: 'policyOfficer', right: 'record' },
  { role: 'coordinator', right: 'record' },
];

/** Who may hand in a document, and who may open one to everybody. */
export const documentWishes = {
  UPLOAD_DOCUMENT: [
    { role: 'policyOfficer' },
    { role: 'coordinator' },
    { role: 'chair' },
    { role: 'memberRepresentative' },
    { role: 'budgetGroupMember' },
    { role: 'administrator' },
  ],
  PUBLISH_DOCUMENT: keepers,
} satisfies Wishes;
