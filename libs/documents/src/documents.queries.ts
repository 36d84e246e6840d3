import { Inject, Injectable } from '@nestjs/common';
import { Database, isInside, isSecretariat } from '#platform';
import type { Queryable, Viewer } from '#platform';
import type { DocumentRow } from './document.model.js';

/** Whose document it is to this viewer, as SQL over `d`: the secretariat's all, an organisation's its own. */
function isOwn(viewer: Viewer, bind: (value: unknown) => string): string {
  if (isSecretariat(viewer)) return 'true';
  if (!isInside(viewer)) return 'false';
  const own = `d.organisation_id = ${bind(viewer.organisationId)}`;
  if (viewer.role !== 'administrator') return own;
  // No say in content: of what the secretariat keeps to itself, only mandates, which go with seats, and the own uploads.
  return `(${own} AND (d.visibility <> 'secretariat' OR d.kind = 'mandate' OR d.uploaded_by = ${bind(viewer.personId)}))`;
}

/** Which documents a viewer may see, as SQL over `d`. */
export function visibleDocuments(viewer: Viewer, parameters: unknown[]): string {
  const own = isOwn(viewer, (value) => `$${parameters.push(value)}`);
  const others = isInside(viewer) ? `('members', 'public')` : `('public')`;
  return `(${own} OR d.visibility IN ${others})`;
}

/** Reads of documents, each through the viewer's scope. */
@Injectable()
export class DocumentsQueries {
  constructor(@Inject(Database) private readonly db: Database) {}

  readonly byIds = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, DocumentRow>> => {
    const parameters: unknown[] = [ids];
    const own = isOwn(viewer, (value) => `$${parameters.push(value)}`);
    const rows = await this.db.query<DocumentRow[]>(
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
    );
    return new Set(rows.map((row) => row.id));
  }
}
