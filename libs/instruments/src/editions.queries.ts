import { Inject, Injectable } from '@nestjs/common';
import { Cursors, Database, foldKhmer, fromGlobalId, readPage } from '#platform';
import type { Page, PageRequest, Viewer } from '#platform';
import type { EditionRow, ProvisionRow } from './edition.model.js';
import type { EditionFilter, ProvisionFilter } from './instrument.inputs.js';
import { grouped } from './instruments.queries.js';

const EDITION = `e.id, e.instrument_id AS "instrumentId", e.label, e.version, e.status, e.replaced_by_id AS "replacedById",
  e.drafted_on::text AS "draftedOn", e.adopted_on::text AS "adoptedOn", e.in_force_on::text AS "inForceOn",
  e.launched_on::text AS "launchedOn", e.repealed_on::text AS "repealedOn", e.source`;
const PROVISION = `p.id, p.edition_id AS "editionId", p.position, p.chapter, p.section, p.article, p.page,
  p.text_km AS "textKm", p.text_en AS "textEn"`;

/** Editions and provisions are public texts: everybody may see them. */
@Injectable()
export class EditionsQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  readonly byIds = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, EditionRow>> => {
    const rows = await this.db.query<EditionRow[]>(`SELECT ${EDITION} FROM editions e WHERE e.id = ANY($1)`, [ids]);
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** The editions of each instrument, newest first. */
  readonly ofInstruments = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, EditionRow[]>> => {
    const rows = await this.db.query<EditionRow[]>(
      `SELECT ${EDITION} FROM editions e WHERE e.instrument_id = ANY($1) ORDER BY e.created_at DESC, e.id DESC`,
      [ids],
      { prepared: true },
    );
    return grouped(ids, rows, (row) => row.instrumentId);
  };

  /** The editions whose place each edition took. */
  readonly replacedBy = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, EditionRow[]>> => {
    const rows = await this.db.query<EditionRow[]>(
      `SELECT ${EDITION} FROM editions e WHERE e.replaced_by_id = ANY($1) ORDER BY e.created_at DESC, e.id DESC`,
      [ids],
      { prepared: true },
    );
    return grouped(ids, rows, (row) => row.replacedById as string);
  };

  /** How many provisions of each edition are here. */
  readonly provisionCounts = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, number>> => {
    const rows = await this.db.query<{ id: string; count: string }[]>(
      `SELECT edition_id AS id, count(*) AS count FROM provisions WHERE edition_id = ANY($1) GROUP BY 1`,
      [ids],
      { prepared: true },
    );
    return new Map(rows.map((row) => [row.id, Number(row.count)]));
  };

  /** Newest first. */
  list(filter: EditionFilter, request: PageRequest): Promise<Page<EditionRow>> {
    const parameters: unknown[] = [];
    const bind = (value: unknown) => `$${parameters.push(value)}`;
    const where: string[] = [];
    if (filter.instrumentIds)
      where.push(`e.instrument_id = ANY(${bind(filter.instrumentIds.map((id) => fromGlobalId('ins', id)))})`);
    if (filter.status) where.push(`e.status = ANY(${bind(filter.status)})`);
    return readPage<EditionRow>(
      this.db,
      this.cursors,
      {
        columns: EDITION,
        from: 'editions e',
        where,
        parameters,
        key: [
          { expression: 'e.created_at', type: 'timestamptz' },
          { expression: 'e.id', type: 'uuid' },
        ],
        descending: true,
        identity: ['editions', filter],
      },
      request,
    );
  }

  readonly provisionsByIds = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, ProvisionRow>> => {
    const rows = await this.db.query<ProvisionRow[]>(`SELECT ${PROVISION} FROM provisions p WHERE p.id = ANY($1)`, [
      ids,
    ]);
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** The provisions of one edition, in the order of its text. */
  provisions(editionId: string, filter: ProvisionFilter, request: PageRequest): Promise<Page<ProvisionRow>> {
    const parameters: unknown[] = [editionId];
    const bind = (value: unknown) => `$${parameters.push(value)}`;
    const where = ['p.edition_id = $1'];
    if (filter.article) where.push(`p.article = ${bind(filter.article.trim())}`);
    if (filter.fromPosition != null) where.push(`p.position >= ${bind(filter.fromPosition)}`);
    for (const word of foldKhmer(filter.text ?? '')
      .split(' ')
      .filter(Boolean))
      where.push(`position(${bind(word)} in p.folded) > 0`);
    return readPage<ProvisionRow>(
      this.db,
      this.cursors,
      {
        columns: PROVISION,
        from: 'provisions p',
        where,
        parameters,
        key: [
          { expression: 'p.position', type: 'integer' },
          { expression: 'p.id', type: 'uuid' },
        ],
        descending: false,
        identity: ['provisions', editionId, filter],
      },
      request,
    );
  }
}
