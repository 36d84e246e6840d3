import type { EntityManager } from 'typeorm';
import type { Queryable } from '#platform';
import { foldedOf } from './statement.content.js';
import type { Content, Language, TextStatus } from './statement.content.js';
import type { Amendment } from './statement.machine.js';

/** A version as it is stored; one without `frozenAt` is a draft. */
export interface StoredVersion {
  id: string;
  statementId: string;
  number: number;
  hash: string | null;
  frozenAt: Date | null;
  content: Content;
}

/** A version to be written. `frozen`: with its hash, at that moment (ISO 8601, UTC). */
export interface NewVersion {
  id: string;
  statementId: string;
  number: number;
  content: Content;
  amendment?: Amendment;
  reason?: string;
  frozen?: { hash: string; at: string };
}

type Texts = { title_km: string | null; title_en: string | null; body_km: string | null; body_en: string | null };
type Row = Texts & {
  id: string;
  statement_id: string;
  number: number;
  km_status: TextStatus;
  en_status: TextStatus;
  hash: string | null;
  frozen_at: Date | null;
  items: Content['items'];
};

const VERSION = `v.id, v.statement_id, v.number, v.title_km, v.title_en, v.body_km, v.body_en, v.km_status, v.en_status,
  v.hash, v.frozen_at, coalesce((SELECT jsonb_agg(jsonb_build_object('key', i.item_key, 'recommendationId', i.recommendation_id,
    'wordingKm', i.wording_km, 'wordingEn', i.wording_en) ORDER BY i.position)
   FROM statement_items i WHERE i.version_id = v.id), '[]') AS items`;

/** The versions of a statement with all that they say, oldest first. */
export async function readVersions(db: Queryable, statementId: string): Promise<StoredVersion[]> {
  const rows = await db.query<Row[]>(
    `SELECT ${VERSION} FROM statement_versions v WHERE v.statement_id = $1 ORDER BY v.number`,
    [statementId],
  );
  return rows.map(toVersion);
}

/** The frozen versions of statements, with all that they say. */
export async function readFrozen(db: Queryable, statementIds: readonly string[]): Promise<StoredVersion[]> {
  const rows = await db.query<Row[]>(
    `SELECT ${VERSION} FROM statement_versions v WHERE v.statement_id = ANY($1) AND v.frozen_at IS NOT NULL ORDER BY v.number`,
    [statementIds],
  );
  return rows.map(toVersion);
}

/** The draft of each of these statements that has one, with what decides when it is complete. */
export async function readDrafts(
  db: Queryable,
  statementIds: readonly string[],
): Promise<{ statementId: string; authentic: Language; kind: string; content: Content }[]> {
  const rows = await db.query<(Row & { authentic: Language; kind: string })[]>(
    `SELECT ${VERSION}, s.authentic_language AS authentic, s.kind
       FROM statement_versions v JOIN statements s ON s.id = v.statement_id
      WHERE v.statement_id = ANY($1) AND v.frozen_at IS NULL`,
    [statementIds],
  );
  return rows.map((row) => ({
    statementId: row.statement_id,
    authentic: row.authentic,
    kind: row.kind,
    content: toVersion(row).content,
  }));
}

function toVersion(row: Row): StoredVersion {
  return {
    id: row.id,
    statementId: row.statement_id,
    number: row.number,
    hash: row.hash,
    frozenAt: row.frozen_at,
    content: {
      titleKm: row.title_km,
      titleEn: row.title_en,
      bodyKm: row.body_km,
      bodyEn: row.body_en,
      kmStatus: row.km_status,
      enStatus: row.en_status,
      items: row.items,
    },
  };
}

/** Writes new versions with their items, two statements for any number of them. */
export async function addVersions(tx: EntityManager, versions: readonly NewVersion[]): Promise<void> {
  await tx.query(
    `INSERT INTO statement_versions (id, statement_id, number, title_km, title_en, body_km, body_en, km_status, en_status,
                                     folded, amendment, reason, hash, frozen_at)
     SELECT id, statement_id, number, title_km, title_en, body_km, body_en, km_status, en_status, folded, amendment, reason,
            hash, frozen_at FROM jsonb_populate_recordset(NULL::statement_versions, $1)`,
    [JSON.stringify(versions.map(toRow))],
  );
  await addItems(tx, versions);
}

/** Writes a draft anew: its texts and items become what is given, and items that stay keep their rows. */
export async function rewriteDraft(tx: EntityManager, versionId: string, content: Content): Promise<void> {
  await setTexts(tx, versionId, content, undefined);
  await tx.query(`DELETE FROM statement_items WHERE version_id = $1 AND item_key <> ALL($2::uuid[])`, [
    versionId,
    content.items.map((item) => item.key),
  ]);
  await addItems(tx, [{ id: versionId, content }]);
}

/** Freezes a draft: every wording written out, with its hash; from here on nothing of it changes. */
export async function freezeDraft(
  tx: EntityManager,
  versionId: string,
  content: Content,
  frozen: { hash: string; at: string },
): Promise<void> {
  await setTexts(tx, versionId, content, frozen);
  await addItems(tx, [{ id: versionId, content }]);
}

async function setTexts(
  tx: EntityManager,
  versionId: string,
  content: Content,
  frozen: { hash: string; at: string } | undefined,
): Promise<void> {
  await tx.query(
    `UPDATE statement_versions SET title_km = $2, title_en = $3, body_km = $4, body_en = $5, km_status = $6, en_status = $7,
            folded = $8, hash = $9, frozen_at = $10 WHERE id = $1 AND frozen_at IS NULL`,
    [
      versionId,
      content.titleKm,
      content.titleEn,
      content.bodyKm,
      content.bodyEn,
      content.kmStatus,
      content.enStatus,
      foldedOf(content),
      frozen?.hash ?? null,
      frozen?.at ?? null,
    ],
  );
}

async function addItems(tx: EntityManager, versions: readonly { id: string; content: Content }[]): Promise<void> {
  const items = versions.flatMap(({ id, content }) =>
    content.items.map((item, index) => ({
      version_id: id,
      item_key: item.key,
      position: index + 1,
      recommendation_id: item.recommendationId,
      wording_km: item.wordingKm,
      wording_en: item.wordingEn,
    })),
  );
  if (items.length === 0) return;
  await tx.query(
    `INSERT INTO statement_items (version_id, item_key, position, recommendation_id, wording_km, wording_en)
     SELECT version_id, item_key, position, recommendation_id, wording_km, wording_en
       FROM jsonb_populate_recordset(NULL::statement_items, $1)
     ON CONFLICT (version_id, item_key) DO UPDATE SET position = excluded.position, wording_km = excluded.wording_km,
                                                      wording_en = excluded.wording_en`,
    [JSON.stringify(items)],
  );
}

function toRow(version: NewVersion): Record<string, unknown> {
  const { content } = version;
  return {
    id: version.id,
    statement_id: version.statementId,
    number: version.number,
    title_km: content.titleKm,
    title_en: content.titleEn,
    body_km: content.bodyKm,
    body_en: content.bodyEn,
    km_status: content.kmStatus,
    en_status: content.enStatus,
    folded: foldedOf(content),
    amendment: version.amendment ?? null,
    reason: version.reason ?? null,
    hash: version.frozen?.hash ?? null,
    frozen_at: version.frozen?.at ?? null,
  };
}

export const draftOf = (versions: readonly StoredVersion[]) => versions.find((version) => version.frozenAt === null);
export const nextVersionNumber = (versions: readonly StoredVersion[]) =>
  Math.max(0, ...versions.map((version) => version.number)) + 1;

/** An item as others refer to it. */
export interface CarriedItem {
  key: string;
  recommendationId: string;
  position: number;
}

/** The items of one version, in order; none for a version that is not there. */
export function carriedItems(db: Queryable, statementId: string, versionNumber: number): Promise<CarriedItem[]> {
  return db.query<CarriedItem[]>(
    `SELECT i.item_key AS key, i.recommendation_id AS "recommendationId", i.position
       FROM statement_items i JOIN statement_versions v ON v.id = i.version_id
      WHERE v.statement_id = $1 AND v.number = $2 ORDER BY i.position`,
    [statementId, versionNumber],
  );
}
