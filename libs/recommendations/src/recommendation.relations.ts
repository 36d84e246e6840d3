import type { Viewer } from '#platform';
import type { Relation } from '#policy';
import type { Look } from '#workflow/pure';

/** `ownOrganisation`: the viewer's organisation proposed it. */
export function recommendationRelations(viewer: Viewer, look: Look): Relation[] {
  return look.row['proposed_by_id'] === viewer.organisationId ? ['ownOrganisation'] : [];
}
