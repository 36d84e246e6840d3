import { Inject, Injectable } from '@nestjs/common';
import { Clock, Cursors, Database, readPage } from '#platform';
import type { Page, PageRequest, Viewer } from '#platform';
import { scopeOf, seesEvery } from '#policy';
import type { FactsSql } from '#policy';
import type { Name } from '#organisations';
import type { SeatRow } from './account.model.js';

const moment = (column: string) =>
  `CASE WHEN isfinite(${column}) THEN to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') END`;
const SEAT = `s.id, s.organisation_id AS "organisationId", s.role, s.rights, ${moment('s.valid_from')} AS "from",
  ${moment('s.valid_to')} AS "to", s.mandate_document_id AS "mandateDocumentId"`;

const seatFacts: FactsSql<'Seat'> = {
  self: (viewer, bind) => `s.person_id = ${bind(viewer.personId)}`,
  ownOrganisation: (viewer, bind) => `s.organisation_id = ${bind(viewer.organisationId)}`,
};

/** Who holds a seat. */
export interface Holder {
  personId: string;
  office: Name;
}

/** Reads of people and seats. A person is an office: no name is kept anywhere. */
@Injectable()
export class AccountsQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  /** Offices by person, for those who work inside the coalition. Outside, who did what is nobody's business. */
  readonly offices = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, Name>> =>
    seesEvery('Actor', viewer) ? this.officesOf(ids) : new Map<string, Name>();

  /** The viewer's own office; none for somebody who has not signed in. */
  async ownOffice(viewer: Viewer): Promise<Name | null> {
    return this.officeOf(viewer.personId);
  }

  /** A person's office, for that person. */
  async officeOf(personId: string): Promise<Name | null> {
    return (await this.officesOf([personId])).get(personId) ?? null;
  }

  /** A person's own seats that are valid now, in the order in which a sign-in takes them, for that person. */
  ownSeats({ personId }: Pick<Viewer, 'personId'>): Promise<SeatRow[]> {
    const now = this.clock.sql();
    return this.db.query<SeatRow[]>(
      `SELECT ${SEAT} FROM seats s
        WHERE s.person_id = $1 AND s.valid_from <= ${now} AND s.valid_to > ${now} ORDER BY s.valid_from, s.id LIMIT 100`,
      [personId],
    );
  }

  /** Seats by id: one's own, those of one's organisation, and all for those who keep them. */
  readonly seats = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, SeatRow>> => {
    const parameters: unknown[] = [ids];
    const rows = await this.db.query<SeatRow[]>(
      `SELECT ${SEAT} FROM seats s WHERE s.id = ANY($1) AND ${scopeOf('Seat', viewer, parameters, seatFacts)}`,
      parameters,
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** The same seats as a list, the newest first. */
  listSeats(request: PageRequest, viewer: Viewer): Promise<Page<SeatRow>> {
    const parameters: unknown[] = [];
    const where = [scopeOf('Seat', viewer, parameters, seatFacts)];
    return readPage<SeatRow>(
      this.db,
      this.cursors,
      {
        columns: SEAT,
        from: 'seats s',
        where,
        parameters,
        key: [
          { expression: 's.valid_from', type: 'timestamptz' },
          { expression: 's.id', type: 'uuid' },
        ],
        descending: true,
        identity: ['seats'],
      },
      request,
    );
  }

  /** Who holds seats, by seat, for those who work inside the coalition, and of one's own. */
  readonly holders = async (seatIds: readonly string[], viewer: Viewer): Promise<Map<string, Holder>> => {
    const rows = await this.db.query<(Name & { id: string; personId: string })[]>(
      `SELECT s.id, p.id AS "personId", p.office_km AS km, p.office_en AS en FROM seats s JOIN people p ON p.id = s.person_id
        WHERE s.id = ANY($1) AND ($2 OR s.person_id = $3)`,
      [seatIds, seesEvery('Actor', viewer), viewer.personId],
    );
    return new Map(rows.map(({ id, personId, km, en }) => [id, { personId, office: { km, en } }]));
  };

  /** Which commands came through the token of a program, by `<person> <key>`. */
  readonly throughTokens = async (commands: readonly string[]): Promise<Map<string, true>> => {
    const pairs = commands.map((each) => each.split(' '));
    const rows = await this.db.query<{ command: string }[]>(
      `SELECT c.person_id || ' ' || c.command_key AS command FROM api_token_commands c
         JOIN unnest($1::uuid[], $2::uuid[]) AS asked(person_id, command_key) USING (person_id, command_key)`,
      [pairs.map(([person]) => person), pairs.map(([, key]) => key)],
    );
    return new Map(rows.map(({ command }) => [command, true]));
  };

  private async officesOf(ids: readonly string[]): Promise<Map<string, Name>> {
    const rows = await this.db.query<(Name & { id: string })[]>(
      `SELECT id, office_km AS km, office_en AS en FROM people WHERE id = ANY($1)`,
      [ids],
    );
    return new Map(rows.map(({ id, km, en }) => [id, { km, en }]));
  }
}
