import type { Viewer } from '#platform';
import type { Relation } from '#policy';
import type { Look } from '#workflow/pure';

/** `ownOrganisation`: the decision is that of the viewer's organisation. */
export function endorsementRelations(viewer: Viewer, look: Pick<Look, 'row'>): Relation[] {
  return look.row['organisation_id'] === viewer.organisationId ? ['ownOrganisation'] : [];
}
