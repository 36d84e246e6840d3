import type { Look, Relation, Who, Wishes } from '#workflow/pure';
import type { Viewer } from '#platform';

const officer: Who = { role: 'policyOfficer', right: 'draft' };
const recorder: Who = { role: 'policyOfficer', right: 'record' };

/** Who may send which event to a recommendation (the coalition's table "who may"). Events that are not here are facts. */
export const recommendationWishes = {
  DRAFT: [officer, { role: 'memberRepresentative', right: 'draft' }],
  RECORD_PAST: [recorder],
  EDIT: [officer, { role: 'memberRepresentative', right: 'draft', relation: 'ownOrganisation' }],
  MERGE: [officer],
  SPLIT: [officer],
  SUPERSEDE: [officer],
  WITHDRAW: [officer, { role: 'memberRepresentative', right: 'draft', relation: 'ownOrganisation' }],
  RETIRE: [officer],
  CORRECT: [recorder],
} satisfies Wishes;

/** `ownOrganisation`: the viewer's organisation proposed it. */
export function recommendationRelations(viewer: Viewer, look: Look): Relation[] {
  return look.row['proposed_by_id'] === viewer.organisationId ? ['ownOrganisation'] : [];
}
