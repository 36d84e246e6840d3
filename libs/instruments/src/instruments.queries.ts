import { Inject, Injectable } from '@nestjs/common';
import { Clock, Cursors, Database, PHNOM_PENH, foldKhmer, fromGlobalId, readPage, readPagesBeside } from '#platform';
import type { Page, PageRequest, Viewer } from '#platform';
import type { InstrumentFilter, WindowFilter } from './instrument.inputs.js';
import type { InstrumentEntryRow, InstrumentRow, WindowRow } from './instrument.model.js';

const COLUMNS = `i.id, i.code, i.version, i.kind, i.parent_id AS "parentId", i.name_km AS "nameKm", i.name_en AS "nameEn",
  i.aliases, i.period_from::text AS "periodFrom", i.period_to::text AS "periodTo"`;

/** What a search looks through: folded names, and the rest as it was typed for rows that came in without them. */
const SOUGHT = `i.folded || ' ' || lower(i.code || ' ' || i.name_en || ' ' || coalesce(i.name_km, '') || ' ' || array_to_string(i.aliases, ' '))`;

/** Instruments are public texts: everybody may see them. */
@Injectable()
export class InstrumentsQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  readonly byIds = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, InstrumentRow>> => {
    const rows = await this.db.query<InstrumentRow[]>(`SELECT ${COLUMNS} FROM instruments i WHERE i.id = ANY($1)`, [
      ids,
    ]);
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** The parts of each instrument, in order of their codes. */
  readonly children = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, InstrumentRow[]>> => {
    const rows = await this.db.query<InstrumentRow[]>(
      `SELECT ${COLUMNS} FROM instruments i WHERE i.parent_id = ANY($1) ORDER BY i.code`,
      [ids],
      { prepared: true },
    );
    return grouped(ids, rows, (row) => row.parentId as string);
  };

  /** In order of their codes. */
  list(filter: InstrumentFilter, request: PageRequest): Promise<Page<InstrumentRow>> {
    const parameters: unknown[] = [];
    const bind = (value: unknown) => `$${parameters.push(value)}`;
    const where: string[] = [];
    if (filter.kind) where.push(`i.kind = ANY(${bind(filter.kind)})`);
    if (filter.parentIds)
      where.push(`i.parent_id = ANY(${bind(filter.parentIds.map((id) => fromGlobalId('ins', id)))})`);
    for (const word of foldKhmer(filter.text ?? '')
      .split(' ')
      .filter(Boolean))
      where.push(`position(${bind(word)} in ${SOUGHT}) > 0`);
    return readPage<InstrumentRow>(
      this.db,
      this.cursors,
      {
        columns: COLUMNS,
        from: 'instruments i',
        where,
        parameters,
        key: [
          { expression: 'i.code', type: 'text' },
          { expression: 'i.id', type: 'uuid' },
        ],
        descending: false,
        identity: ['instruments', filter],
      },
      request,
    );
  }

  readonly windowsByIds = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, WindowRow>> => {
    const rows = await this.db.query<WindowRow[]>(
      `SELECT ${this.windowColumns()} FROM windows w WHERE w.id = ANY($1)`,
      [ids],
      { prepared: true },
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** The windows of each instrument, in order of their opening. */
  readonly windowsOf = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, WindowRow[]>> => {
    const rows = await this.db.query<WindowRow[]>(
      `SELECT ${this.windowColumns()} FROM windows w WHERE w.instrument_id = ANY($1) ORDER BY w.opens_on, w.id`,
      [ids],
      { prepared: true },
    );
    return grouped(ids, rows, (row) => row.instrumentId);
  };

  /** In order of their opening. */
  windows(filter: WindowFilter, request: PageRequest): Promise<Page<WindowRow>> {
    const parameters: unknown[] = [];
    const bind = (value: unknown) => `$${parameters.push(value)}`;
    const where: string[] = [];
    if (filter.instrumentIds)
      where.push(`w.instrument_id = ANY(${bind(filter.instrumentIds.map((id) => fromGlobalId('ins', id)))})`);
    if (filter.standing) where.push(`${this.standing()} = ANY(${bind(filter.standing)})`);
    return readPage<WindowRow>(
      this.db,
      this.cursors,
      {
        columns: this.windowColumns(),
        from: 'windows w',
        where,
        parameters,
        key: [
          { expression: 'w.opens_on', type: 'date' },
          { expression: 'w.id', type: 'uuid' },
        ],
        descending: false,
        identity: ['windows', filter],
      },
      request,
    );
  }

  /** What was done to each instrument's register, newest first. */
  readonly entriesOfInstruments = (ids: readonly string[], _viewer: Viewer, request: PageRequest) =>
    this.entries('n.instrument_id', 'instrumentId', ids, request);

  /** What was done to each edition, newest first. */
  readonly entriesOfEditions = (ids: readonly string[], _viewer: Viewer, request: PageRequest) =>
    this.entries('n.edition_id', 'editionId', ids, request);

  private entries(
    of: string,
    name: string,
    ids: readonly string[],
    request: PageRequest,
  ): Promise<Map<string, Page<InstrumentEntryRow>>> {
    return readPagesBeside<InstrumentEntryRow>(
      this.db,
      this.cursors,
      {
        columns: `n.event, n.happened_on::text AS "happenedOn", n.recorded_at AS "recordedAt", n.reason, n.detail,
                  n.organisation_id AS "organisationId"`,
        from: 'instrument_entries n',
        of,
        where: [],
        parameters: [],
        key: [{ expression: 'n.id', type: 'bigint' }],
        descending: true,
        identity: (id) => ['instrument entries', { [name]: id }],
      },
      ids,
      request,
    );
  }

  private standing(): string {
    const today = `(${this.clock.sql()} AT TIME ZONE '${PHNOM_PENH}')::date`;
    return `CASE WHEN w.opens_on > ${today} THEN 'ahead' WHEN w.closes_on < ${today} THEN 'over' ELSE 'open' END`;
  }

  private windowColumns(): string {
    return `w.id, w.instrument_id AS "instrumentId", w.kind, w.name_km AS "nameKm", w.name_en AS "nameEn",
      w.opens_on::text AS "opensOn", w.closes_on::text AS "closesOn", ${this.standing()} AS standing, w.source`;
  }
}

/** Rows by the key that they belong to; a key without rows has an empty list. */
export function grouped<Row>(
  keys: readonly string[],
  rows: readonly Row[],
  keyOf: (row: Row) => string,
): Map<string, Row[]> {
  const groups = new Map<string, Row[]>(keys.map((key) => [key, []]));
  for (const row of rows) groups.get(keyOf(row))?.push(row);
  return groups;
}
