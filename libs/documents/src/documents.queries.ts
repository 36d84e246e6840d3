import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { Queryable, Viewer } from '#platform';
import { scopeOf } from '#policy';
import type { FactsSql } from '#policy';
import type { DocumentRow } from './document.model.js';

const facts: FactsSql<'Document'> = {
  ownOrganisation: (viewer, bind) => `d.organisation_id = ${bind(viewer.organisationId)}`,
  uploadedBySelf: (viewer, bind) => `d.uploaded_by = ${bind(viewer.personId)}`,
  mandate: () => `d.kind = 'mandate'`,
  forMembers: () => `d.visibility = 'members'`,
  forEverybody: () => `d.visibility = 'public'`,
};

/** Which documents a viewer may see, by the policy, as SQL over `d`. */
export function visibleDocuments(viewer: Viewer, parameters: unknown[]): string {
  return scopeOf('Document', viewer, parameters, facts);
}

/** Which of them are the viewer's own: seen for another reason than that they are open to others. */
function isOwn(viewer: Viewer, parameters: unknown[]): string {
  return scopeOf('Document', viewer, parameters, { ...facts, forMembers: () => 'false', forEverybody: () => 'false' });
}

/** Reads of documents, each through the viewer's scope. */
@Injectable()
export class DocumentsQueries {
  constructor(@Inject(Database) private readonly db: Database) {}

  readonly byIds = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, DocumentRow>> => {
    const parameters: unknown[] = [ids];
    const own = isOwn(viewer, parameters);
    const rows = await this.db.as(viewer).query<DocumentRow[]>(
      `SELECT d.id, d.kind, d.visibility, d.media_type AS "mediaType", d.size_bytes::int AS size, d.sha256,
              coalesce(d.received_sha256, d.sha256) AS "receivedSha256", CASE WHEN ${own} THEN d.file_name END AS "fileName",
              to_char(d.uploaded_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') AS "uploadedAt",
              d.storage_key AS "storageKey"
         FROM documents d WHERE d.id = ANY($1) AND ${visibleDocuments(viewer, parameters)}`,
      parameters,
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** Those of the ids that the viewer may see. */
  async seen(db: Queryable, ids: readonly string[], viewer: Viewer): Promise<Set<string>> {
    const parameters: unknown[] = [ids];
    const rows = await db.query<{ id: string }[]>(
      `SELECT d.id FROM documents d WHERE d.id = ANY($1) AND ${visibleDocuments(viewer, parameters)}`,
      parameters,
      { prepared: true },
    );
    return new Set(rows.map((row) => row.id));
  }
}
