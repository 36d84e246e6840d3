import type { Viewer } from '#platform';
import type { Look, Relation, Who, Wishes } from '#workflow/pure';

const own: Who = { role: 'memberRepresentative', right: 'endorse', relation: 'ownOrganisation' };
const recorder: Who = { role: 'policyOfficer', right: 'record' };

/** Who decides for an organisation: its own seat, and nobody else. What is entered on its behalf counts only once it confirms. */
export const endorsementWishes = {
  ENDORSE: [own],
  ENDORSE_ON_BEHALF: [recorder],
  CONFIRM: [own],
  RECONFIRM: [own],
  RESERVE: [own],
  CHANGE_APPEARANCE: [own],
  DECLINE: [own],
  ABSTAIN: [own],
  WITHDRAW: [own],
  RECORD_PAST: [recorder],
  CORRECT: [recorder],
} satisfies Wishes;

/** `ownOrganisation`: the decision is that of the viewer's organisation. */
export function endorsementRelations(viewer: Viewer, look: Pick<Look, 'row'>): Relation[] {
  return look.row['organisation_id'] === viewer.organisationId ? ['ownOrganisation'] : [];
}
