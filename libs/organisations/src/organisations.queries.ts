import { Inject, Injectable } from '@nestjs/common';
import { Clock, Cursors, Database, PHNOM_PENH, foldKhmer, fromGlobalId, readPage } from '#platform';
import type { Batch, Page, PageRequest, RegistersSeen, Viewer } from '#platform';
import { scopeOf, sees, seesEvery } from '#policy';
import type { FactsSql } from '#policy';
import type { OrganisationFilter } from './organisation.inputs.js';
import type { OrganisationName, OrganisationRow } from './organisation.model.js';
import { OrganisationRegister } from './organisation.register.js';

const COLUMNS = `o.id, o.code, o.kind, o.parent_id AS "parentId", o.place_code AS "placeCode",
  n.name_km AS "nameKm", n.name_en AS "nameEn", n.abbreviation`;

const facts: FactsSql<'Organisation'> = {
  publicBody: () => `o.kind IN ('institution', 'unit', 'secretariat')`,
  ownSeat: (viewer, bind) => `o.id IN (SELECT organisation_id FROM seats WHERE person_id = ${bind(viewer.personId)})`,
};

/** Which organisations a viewer may see, by the policy, as SQL over `o`. */
function visibleOrganisations(viewer: Viewer, parameters: unknown[]): string {
  return scopeOf('Organisation', viewer, parameters, facts);
}

@Injectable()
export class OrganisationsQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(OrganisationRegister) private readonly register: OrganisationRegister,
  ) {}

  readonly byIds: Batch<string, OrganisationRow> = Object.assign(
    async (ids: readonly string[], viewer: Viewer): Promise<Map<string, OrganisationRow>> => {
      const parameters: unknown[] = [ids];
      const rows = await this.db.query<OrganisationRow[]>(
        `SELECT ${COLUMNS} FROM ${this.named()} WHERE o.id = ANY($1) AND ${visibleOrganisations(viewer, parameters)}`,
        parameters,
        { prepared: true },
      );
      return new Map(rows.map((row) => [row.id, row]));
    },
    {
      whole: (viewer: Viewer, seen: RegistersSeen | undefined) =>
        seesEvery('Organisation', viewer) ? ((seen && this.register.seen(seen)) ?? this.register.today()) : undefined,
    },
  );

  /** In order of their codes. A register of some hundreds: names are folded and compared here, in one place with every other search. */
  async list(filter: OrganisationFilter, request: PageRequest, viewer: Viewer): Promise<Page<OrganisationRow>> {
    const parameters: unknown[] = [];
    const bind = (value: unknown) => `$${parameters.push(value)}`;
    const where = [visibleOrganisations(viewer, parameters)];
    if (filter.kind) where.push(`o.kind = ANY(${bind(filter.kind)})`);
    if (filter.networkId) {
      const network = bind(fromGlobalId('org', filter.networkId));
      where.push(
        sees(viewer, 'Organisation.members')
          ? `o.id IN (SELECT m.member_id FROM memberships m WHERE m.network_id = ${network} AND ${this.holds('m')})`
          : 'false',
      );
    }
    if (filter.text) where.push(`o.id = ANY(${bind(await this.idsNamed(filter.text))})`);
    return readPage<OrganisationRow>(
      this.db,
      this.cursors,
      {
        columns: COLUMNS,
        from: this.named(),
        where,
        parameters,
        key: [{ expression: 'o.code', type: 'text' }],
        descending: false,
        identity: ['organisations', filter],
      },
      request,
    );
  }

  private async idsNamed(text: string): Promise<string[]> {
    const wanted = foldKhmer(text);
    const rows = await this.db.query<{ id: string; words: string }[]>(
      `SELECT o.id, concat_ws(' ', o.code, n.name_en, n.name_km, n.abbreviation, array_to_string(n.aliases, ' ')) AS words
         FROM organisations o JOIN organisation_names n ON n.organisation_id = o.id`,
    );
    return rows.filter((row) => foldKhmer(row.words).includes(wanted)).map((row) => row.id);
  }

  readonly names = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, OrganisationName[]>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.query<(OrganisationName & { id: string })[]>(
      `SELECT o.id, n.name_en AS en, n.name_km AS km, n.abbreviation,
              nullif(n.valid_from, '-infinity')::text AS "from", nullif(n.valid_to, 'infinity')::text AS "to"
         FROM organisations o JOIN organisation_names n ON n.organisation_id = o.id
        WHERE o.id = ANY($1) AND ${visibleOrganisations(viewer, parameters)} ORDER BY n.valid_from DESC`,
      parameters,
    );
    return grouped(ids, rows);
  };

  readonly units = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, OrganisationRow[]>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.query<(OrganisationRow & { of: string })[]>(
      `SELECT o.parent_id AS of, ${COLUMNS} FROM ${this.named()}
        WHERE o.parent_id = ANY($1) AND ${visibleOrganisations(viewer, parameters)} ORDER BY o.code`,
      parameters,
    );
    return grouped(ids, rows, 'of');
  };

  readonly networks = (ids: readonly string[], viewer: Viewer): Promise<Map<string, OrganisationRow[]>> =>
    this.belonging('m.member_id', 'm.network_id', ids, viewer);

  readonly members = (ids: readonly string[], viewer: Viewer): Promise<Map<string, OrganisationRow[]>> =>
    this.belonging('m.network_id', 'm.member_id', ids, viewer);

  /** Who belongs to what is for those inside: such a list was once used against its members. */
  private async belonging(
    of: string,
    shown: string,
    ids: readonly string[],
    viewer: Viewer,
  ): Promise<Map<string, OrganisationRow[]>> {
    if (!sees(viewer, 'Organisation.members')) return new Map();
    const rows = await this.db.query<(OrganisationRow & { of: string })[]>(
      `SELECT ${of} AS of, ${COLUMNS} FROM ${this.named()} JOIN memberships m ON ${shown} = o.id AND ${this.holds('m')}
        WHERE ${of} = ANY($1) ORDER BY o.code LIMIT ${MOST_MEMBERS}`,
      [ids],
    );
    return grouped(ids, rows, 'of');
  }

  /** Organisations with the name that they bear today. */
  private named(): string {
    return `organisations o JOIN organisation_names n ON n.organisation_id = o.id AND ${this.holds('n')}`;
  }

  /** Holds on the civil day that it is in Phnom Penh. */
  private holds(alias: string): string {
    const today = `(${this.clock.sql()} AT TIME ZONE '${PHNOM_PENH}')::date`;
    return `${alias}.valid_from <= ${today} AND ${alias}.valid_to > ${today}`;
  }
}

/** A coalition has hundreds of members, not thousands; a request for many networks still ends somewhere. */
const MOST_MEMBERS = 5_000;

function grouped<Row extends { id: string; of?: string }>(
  ids: readonly string[],
  rows: readonly Row[],
  by: 'id' | 'of' = 'id',
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>(ids.map((id) => [id, []]));
  for (const row of rows) groups.get(row[by] as string)?.push(row);
  return groups;
}
