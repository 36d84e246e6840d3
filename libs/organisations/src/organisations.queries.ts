import { Inject, Injectable } from '@nestjs/common';
import { Cursors, Database, foldKhmer, fromGlobalId, isInside, readPage } from '#platform';
import type { Page, PageRequest, Viewer } from '#platform';
import type { OrganisationFilter } from './organisation.inputs.js';
import type { OrganisationName, OrganisationRow } from './organisation.model.js';

const COLUMNS = `o.id, o.code, o.kind, o.parent_id AS "parentId", o.place_code AS "placeCode",
  n.name_km AS "nameKm", n.name_en AS "nameEn", n.abbreviation`;
const TODAY = `organisations o JOIN organisation_names n ON n.organisation_id = o.id
  AND n.valid_from <= current_date AND n.valid_to > current_date`;

/** Outside the coalition only what is public anyway is shown: institutions and the secretariat, never a member. */
function scope(viewer: Viewer): string {
  return isInside(viewer) ? 'true' : `o.kind IN ('institution', 'unit', 'secretariat')`;
}

@Injectable()
export class OrganisationsQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  readonly byIds = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, OrganisationRow>> => {
    const rows = await this.db.query<OrganisationRow[]>(
      `SELECT ${COLUMNS} FROM ${TODAY} WHERE o.id = ANY($1) AND ${scope(viewer)}`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** In order of their codes. A register of some hundreds: names are folded and compared here, in one place with every other search. */
  async list(filter: OrganisationFilter, request: PageRequest, viewer: Viewer): Promise<Page<OrganisationRow>> {
    const parameters: unknown[] = [];
    const bind = (value: unknown) => `$${parameters.push(value)}`;
    const where = [scope(viewer)];
    if (filter.kind) where.push(`o.kind = ANY(${bind(filter.kind)})`);
    if (filter.networkId) {
      const network = bind(fromGlobalId('org', filter.networkId));
      where.push(
        isInside(viewer)
          ? `o.id IN (SELECT member_id FROM memberships WHERE network_id = ${network} AND valid_from <= current_date AND valid_to > current_date)`
          : 'false',
      );
    }
    if (filter.text) where.push(`o.id = ANY(${bind(await this.named(filter.text))})`);
    return readPage<OrganisationRow>(
      this.db,
      this.cursors,
      {
        columns: COLUMNS,
        from: TODAY,
        where,
        parameters,
        key: [{ expression: 'o.code', type: 'text' }],
        descending: false,
        identity: ['organisations', filter],
      },
      request,
    );
  }

  private async named(text: string): Promise<string[]> {
    const wanted = foldKhmer(text);
    const rows = await this.db.query<{ id: string; words: string }[]>(
      `SELECT o.id, concat_ws(' ', o.code, n.name_en, n.name_km, n.abbreviation, array_to_string(n.aliases, ' ')) AS words
         FROM organisations o JOIN organisation_names n ON n.organisation_id = o.id`,
    );
    return rows.filter((row) => foldKhmer(row.words).includes(wanted)).map((row) => row.id);
  }

  readonly names = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, OrganisationName[]>> => {
    const rows = await this.db.query<(OrganisationName & { id: string })[]>(
      `SELECT o.id, n.name_en AS en, n.name_km AS km, n.abbreviation,
              nullif(n.valid_from, '-infinity')::text AS "from", nullif(n.valid_to, 'infinity')::text AS "to"
         FROM organisations o JOIN organisation_names n ON n.organisation_id = o.id
        WHERE o.id = ANY($1) AND ${scope(viewer)} ORDER BY n.valid_from DESC`,
      [ids],
    );
    return grouped(ids, rows);
  };

  readonly units = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, OrganisationRow[]>> => {
    const rows = await this.db.query<(OrganisationRow & { of: string })[]>(
      `SELECT o.parent_id AS of, ${COLUMNS} FROM ${TODAY} WHERE o.parent_id = ANY($1) AND ${scope(viewer)} ORDER BY o.code`,
      [ids],
    );
    return grouped(ids, rows, 'of');
  };

  /** Who belongs to what is for those inside: such a list was once used against its members. */
  readonly networks = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, OrganisationRow[]>> => {
    if (!isInside(viewer)) return new Map();
    const rows = await this.db.query<(OrganisationRow & { of: string })[]>(
      `SELECT m.member_id AS of, ${COLUMNS} FROM ${TODAY} JOIN memberships m ON m.network_id = o.id
         AND m.valid_from <= current_date AND m.valid_to > current_date WHERE m.member_id = ANY($1) ORDER BY o.code`,
      [ids],
    );
    return grouped(ids, rows, 'of');
  };
}

function grouped<Row extends { id: string; of?: string }>(ids: readonly string[], rows: readonly Row[], by: 'id' | 'of' = 'id'): Map<string, Row[]> {
  const groups = new Map<string, Row[]>(ids.map((id) => [id, []]));
  for (const row of rows) groups.get(row[by] as string)?.push(row);
  return groups;
}
