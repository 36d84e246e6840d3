import { Inject, Injectable } from '@nestjs/common';
import { Cursors, Database, foldKhmer, fromGlobalId, readPage } from '#platform';
import type { Listing, Page, PageRequest, Viewer, Queryable } from '#platform';
import type { StatementFilter } from './statement.inputs.js';
import type { ItemRow, StatementRow, VersionRow } from './statement.model.js';
import { visibleStatements, visibleVersions } from './statement.scope.js';

const VERSION = `v.id AS "versionId", v.statement_id AS "statementId", v.number AS "versionNumber", v.title_km AS "titleKm",
  v.title_en AS "titleEn", v.body_km AS "bodyKm", v.body_en AS "bodyEn", v.km_status AS "kmStatus", v.en_status AS "enStatus",
  v.amendment, v.reason, v.hash, v.frozen_at AS "frozenAt"`;
const COLUMNS = `s.id, s.number, s.version, s.status, s.context, s.kind, s.authentic_language AS "authenticLanguage", s.release,
  s.initiator_id AS "initiatorId", s.quorum_rule_id AS "quorumRuleId", s.renews_id AS "renewsId",
  s.external_reference AS "externalReference", s.created_at AS "createdAt", ${VERSION}`;
const ITEM = `i.id, i.version_id AS "versionId", i.item_key AS key, i.position, i.recommendation_id AS "recommendationId",
  coalesce(i.wording_km, CASE WHEN v.frozen_at IS NULL THEN coalesce(t.body_km, t.title_km) END) AS "wordingKm",
  coalesce(i.wording_en, CASE WHEN v.frozen_at IS NULL THEN coalesce(t.body_en, t.title_en) END) AS "wordingEn"`;
const ITEMS = `statement_items i JOIN statement_versions v ON v.id = i.version_id JOIN statements s ON s.id = v.statement_id
  JOIN recommendation_texts t ON t.recommendation_id = i.recommendation_id`;

/** A statement with the version that its viewer sees: the draft, where there is one and it may be seen, else the one that counts. */
function withVersion(viewer: Viewer, parameters: unknown[]): string {
  return `statements s JOIN LATERAL (SELECT v.* FROM statement_versions v
     WHERE v.statement_id = s.id AND ${visibleVersions(viewer, parameters)}
       AND (v.frozen_at IS NULL OR v.number = s.version_number)
     ORDER BY v.frozen_at IS NULL DESC LIMIT 1) v ON true`;
}

/** Reads, straight to SQL, each through the viewer's scope. */
@Injectable()
export class StatementsQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  readonly byIds = async (
    ids: readonly string[],
    viewer: Viewer,
    db: Queryable = this.db.as(viewer),
  ): Promise<Map<string, StatementRow>> => {
    const parameters: unknown[] = [ids];
    const from = withVersion(viewer, parameters);
    const rows = await db.query<StatementRow[]>(
      `SELECT ${COLUMNS} FROM ${from} WHERE s.id = ANY($1) AND ${visibleStatements(viewer, parameters)}`,
      parameters,
      { prepared: true },
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** May the viewer see it? A change looks before it locks, and needs no more than that. */
  async sees(id: string, viewer: Viewer, tx: Queryable): Promise<boolean> {
    const parameters: unknown[] = [id];
    const rows = await tx.query<unknown[]>(
      `SELECT FROM statements s WHERE s.id = $1 AND ${visibleStatements(viewer, parameters)}`,
      parameters,
    );
    return rows.length > 0;
  }

  /** Newest first. */
  list(filter: StatementFilter, request: PageRequest, viewer: Viewer): Promise<Page<StatementRow>> {
    return readPage<StatementRow>(this.db.as(viewer), this.cursors, this.listing(filter, viewer), request);
  }

  /** The pieces of the list, for whoever narrows it further. */
  listing(filter: StatementFilter, viewer: Viewer): Listing {
    const parameters: unknown[] = [];
    const bind = (value: unknown) => `$${parameters.push(value)}`;
    const from = withVersion(viewer, parameters);
    const where = [visibleStatements(viewer, parameters)];
    if (filter.status) where.push(`s.status = ANY(${bind(filter.status)})`);
    if (filter.kind) where.push(`s.kind = ANY(${bind(filter.kind)})`);
    if (filter.initiatorId) where.push(`s.initiator_id = ${bind(fromGlobalId('org', filter.initiatorId))}`);
    if (filter.recommendationId) {
      const id = bind(fromGlobalId('rec', filter.recommendationId));
      where.push(`v.id IN (SELECT version_id FROM statement_items WHERE recommendation_id = ${id})`);
    }
    for (const word of foldKhmer(filter.text ?? '')
      .split(' ')
      .filter(Boolean)) {
      where.push(`position(${bind(word)} in v.folded) > 0`);
    }
    return {
      columns: COLUMNS,
      from,
      where,
      parameters,
      key: [
        { expression: 's.created_at', type: 'timestamptz' },
        { expression: 's.id', type: 'uuid' },
      ],
      descending: true,
      identity: ['statements', filter],
    };
  }

  readonly versionsByIds = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, VersionRow>> => {
    const rows = await this.versions('v.id = ANY($1)', ids, viewer);
    return new Map(rows.map((row) => [row.versionId, row]));
  };

  /** The versions of each statement, oldest first. */
  readonly versionsOf = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, VersionRow[]>> =>
    grouped(ids, await this.versions('s.id = ANY($1)', ids, viewer), (row) => row.statementId);

  readonly itemsByIds = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, ItemRow>> => {
    const rows = await this.items('i.id = ANY($1)', ids, viewer);
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** The items of each version, in order. Whoever has the version may see its items. */
  readonly itemsOf = async (versionIds: readonly string[], viewer: Viewer): Promise<Map<string, ItemRow[]>> =>
    grouped(versionIds, await this.items('v.id = ANY($1)', versionIds, viewer), (row) => row.versionId);

  /** The successors of each statement that the viewer may see, oldest first. */
  readonly successors = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, string[]>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.as(viewer).query<{ id: string; renews: string }[]>(
      `SELECT s.id, s.renews_id AS renews FROM statements s
        WHERE s.renews_id = ANY($1) AND ${visibleStatements(viewer, parameters)} ORDER BY s.created_at, s.id`,
      parameters,
      { prepared: true },
    );
    const found = grouped(ids, rows, (row) => row.renews);
    return new Map([...found].map(([id, each]) => [id, each.map((row) => row.id)]));
  };

  /** The items by which statements carry each recommendation now: of the version that a viewer sees, unless it was withdrawn. */
  readonly carryings = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, CarryingRow[]>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.as(viewer).query<CarryingRow[]>(
      `SELECT s.id AS "statementId", ${ITEM}, s.version_number AS counts, v.number
         FROM ${ITEMS} WHERE i.recommendation_id = ANY($1) AND s.status <> 'withdrawn'
          AND (v.frozen_at IS NULL OR v.number = s.version_number)
          AND ${visibleVersions(viewer, parameters)} AND ${visibleStatements(viewer, parameters)}
        ORDER BY s.created_at, s.id, v.frozen_at IS NULL DESC`,
      parameters,
      { prepared: true },
    );
    const first = rows.filter(
      (row, index) =>
        rows.findIndex(
          (each) => each.statementId === row.statementId && each.recommendationId === row.recommendationId,
        ) === index,
    );
    return grouped(ids, first, (row) => row.recommendationId);
  };

  private versions(where: string, ids: readonly string[], viewer: Viewer): Promise<VersionRow[]> {
    const parameters: unknown[] = [ids];
    return this.db.as(viewer).query<VersionRow[]>(
      `SELECT ${VERSION} FROM statement_versions v JOIN statements s ON s.id = v.statement_id
        WHERE ${where} AND ${visibleStatements(viewer, parameters)} AND ${visibleVersions(viewer, parameters)}
        ORDER BY v.statement_id, v.number`,
      parameters,
      { prepared: true },
    );
  }

  private items(where: string, ids: readonly string[], viewer: Viewer): Promise<ItemRow[]> {
    const parameters: unknown[] = [ids];
    return this.db.as(viewer).query<ItemRow[]>(
      `SELECT ${ITEM} FROM ${ITEMS}
        WHERE ${where} AND ${visibleStatements(viewer, parameters)} AND ${visibleVersions(viewer, parameters)}
        ORDER BY i.version_id, i.position`,
      parameters,
      { prepared: true },
    );
  }
}

/** An item by which a statement carries a recommendation. */
export interface CarryingRow extends ItemRow {
  statementId: string;
}

function grouped<Row>(keys: readonly string[], rows: readonly Row[], keyOf: (row: Row) => string): Map<string, Row[]> {
  const groups = new Map<string, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return groups;
}
