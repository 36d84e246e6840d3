import { Inject, Injectable } from '@nestjs/common';
import { Database, isInside } from '#platform';
import type { Queryable, Viewer } from '#platform';
import type { OrganisationRow } from './organisation.model.js';

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
  constructor(@Inject(Database) private readonly db: Database) {}

  readonly byIds = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, OrganisationRow>> => {
    const rows = await this.db.query<OrganisationRow[]>(
      `SELECT ${COLUMNS} FROM ${TODAY} WHERE o.id = ANY($1) AND ${scope(viewer)}`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** Which of these ids are organisations of one of the kinds; used before a reference is stored. */
  async existing(db: Queryable, ids: readonly string[], kinds: readonly string[]): Promise<Set<string>> {
    const rows = await db.query<{ id: string }[]>(`SELECT id FROM organisations WHERE id = ANY($1) AND kind = ANY($2)`, [ids, kinds]);
    return new Set(rows.map((row) => row.id));
  }
}
