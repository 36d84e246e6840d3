import { Inject, Injectable } from '@nestjs/common';
import { Calendars, NO_OFFICE, calendarOf, workingDaysBetween } from '#deadlines';
import { Clock, Database, civilDay, fromGlobalId, prefixOf, toGlobalId } from '#platform';
import type { Visit } from '#sign-in';
import type { Sealed } from './decision.page.js';
import { BECAME, LIST, STATEMENT, WHO } from './endorse.documents.js';
import type { Desk } from './endorse.page.js';
import type { Edges, Listed, Statement, Submission, Text, Who } from './endorse.shapes.js';
import { sayIn } from './endorse.texts.js';
import { Operations } from './operations.js';
import type { Sender } from './operations.js';
import type { Reader } from './words.js';

const NUMBER = /^S-\d{4}-\d{1,9}$/;

/** Who looks, for which organisation, and whether they decide for it. */
export interface Reading extends Reader {
  sender: Sender;
  who: Who;
  organisation: { id: string; name: Text } | null;
  decides: boolean;
  seat: string | undefined;
  others: { id: string; name: Text }[];
}

const decidesAs = ({ role, rights }: { role: string; rights: string[] }): boolean =>
  role === 'MEMBER_REPRESENTATIVE' && rights.includes('ENDORSE');

/** Puts together what a page shows, all of it as its reader may see it. */
@Injectable()
export class Desks {
  constructor(
    @Inject(Operations) private readonly operations: Operations,
    @Inject(Calendars) private readonly calendars: Calendars,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Database) private readonly db: Database,
  ) {}

  /**
   * Who looks at a page. Of several seats the one that is asked for counts, else the first that decides: whoever follows
   * a link to endorse should not have to know which of their seats comes first.
   */
  async readerOf(visit: Visit, asked: string | undefined): Promise<Reading> {
    const { request, language } = visit;
    const first = await this.who({ request, language });
    const seats = [...first.seats, ...first.delegations.filter(({ standing }) => standing === 'HOLDS')].filter(
      decidesAs,
    );
    const chosen = seats.find(({ id }) => id === asked) ?? (decidesAs(first) ? undefined : seats[0]);
    const sender: Sender = { request, language, seat: chosen?.id };
    const who = chosen ? await this.who(sender) : first;
    const current = who.delegation?.id ?? who.seat?.id;
    return {
      language,
      say: sayIn(language),
      sender,
      who,
      organisation: who.organisation,
      decides: decidesAs(who),
      seat: chosen?.id,
      others: seats.flatMap(({ id, organisation }) =>
        organisation && id !== current ? [{ id, name: organisation.name }] : [],
      ),
    };
  }

  /** The statement of an address, by its number or its id; nothing where there is none for whoever looks. */
  async deskOf(reading: Reading, address: string): Promise<Desk | undefined> {
    const id = await this.idOf(address);
    if (!id) return undefined;
    const { statement } = await this.operations.run<{ statement: Statement | null }>(reading.sender, STATEMENT, { id });
    if (!statement) return undefined;
    const now = await this.clock.now(this.db);
    const open = statement.status === 'ENDORSING' && statement.deadline !== null && statement.deadline > now;
    const left = open && statement.deadline ? await this.workingDaysLeft(now, statement.deadline) : undefined;
    return { ...reading, statement, open, workingDaysLeft: left };
  }

  /** What was handed over of it and answered, as far as whoever looks may see. */
  async submissionsOf(reading: Reading, id: string): Promise<Submission[]> {
    const { statement } = await this.operations.run<{ statement: { submissions: Edges<Submission> } | null }>(
      reading.sender,
      BECAME,
      { id },
    );
    return statement?.submissions.edges.map(({ node }) => node) ?? [];
  }

  /** Statements, the newest first, and where the next page begins. */
  async listOf(reading: Reading, after: string | undefined): Promise<{ all: Listed[]; after: string | undefined }> {
    const { statements } = await this.operations.run<{
      statements: Edges<Listed> & { pageInfo: { hasNextPage: boolean; endCursor: string | null } };
    }>(reading.sender, LIST, { after: after ?? null });
    const { hasNextPage, endCursor } = statements.pageInfo;
    return { all: statements.edges.map(({ node }) => node), after: (hasNextPage && endCursor) || undefined };
  }

  now(): Promise<string> {
    return this.clock.now(this.db);
  }

  /** The seal of an entry of an endorsement that whoever looks has been shown; nothing until it is sealed. */
  async sealOf(endorsementId: string, version: number): Promise<Sealed | undefined> {
    const [seal] = await this.db.asProduct.query<Sealed[]>(
      `SELECT position::text AS position, encode(entry_hash, 'hex') AS "entryHash", encode(hash, 'hex') AS hash
         FROM history_seals WHERE case_id = $1 AND version = $2`,
      [fromGlobalId('end', endorsementId), version],
    );
    return seal;
  }

  /** Which statement an address means says nothing: whether there is one for whoever looks is asked of the API. */
  async idOf(address: string): Promise<string | undefined> {
    if (prefixOf(address) === 'stm') return address;
    if (!NUMBER.test(address)) return undefined;
    const [row] = await this.db.asProduct.query<{ id: string }[]>(`SELECT id FROM statements WHERE number = $1`, [
      address,
    ]);
    return row && toGlobalId('stm', row.id);
  }

  private async who(sender: Sender): Promise<Who> {
    return (await this.operations.run<{ viewer: Who }>(sender, WHO)).viewer;
  }

  private async workingDaysLeft(now: string, deadline: string): Promise<number | undefined> {
    const calendar = await this.calendars.find();
    return calendar
      ? workingDaysBetween(civilDay(now), civilDay(deadline), calendarOf(calendar, NO_OFFICE))
      : undefined;
  }
}
