import { fromGlobalId, toGlobalId } from '#platform';
import { cast, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { content, dayAhead, recommendations, setRule } from '../statements/texts.js';
import { document } from '../submissions/letters.js';

const KINDS = {
  recommendation: ['rec', 'recommendations'],
  statement: ['stm', 'statements'],
  submission: ['sub', 'submissions'],
  endorsement: ['end', 'endorsements'],
  integration: ['int', 'integrations'],
} as const;
export type Kind = keyof typeof KINDS;

/** Whom every recommendation here asks. */
const ASKED = [org.interior, org.finance];

/** An entry of a history, as far as a walk looks at it. */
export interface Entry {
  event: string;
  from: unknown;
  to: unknown;
}

/** The whole house, and short ways of doing things in it: every act is a mutation, only ids and versions are looked up. */
export class World {
  private constructor(readonly house: House) {}

  static async open(...how: Parameters<typeof openHouse>): Promise<World> {
    return new World(await openHouse(...how));
  }

  /** The same ways in a house that stands already. */
  static around(house: House): World {
    return new World(house);
  }

  /** Sends a mutation; throws when it is refused. */
  async send(mutation: string, input: Record<string, unknown>, as: CastMember = cast.officer): Promise<void> {
    const { userErrors } = await this.house.send(mutation, input, as, '__typename');
    if (userErrors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(userErrors)}`);
  }

  /** The same for a case as it stands. */
  async step(kind: Kind, id: string, mutation: string, input: object = {}, as?: CastMember): Promise<void> {
    const expectedVersion = (await this.row(kind, id)).version;
    await this.send(mutation, { id, expectedVersion, ...input }, as);
  }

  /** Does something that makes a case, and gives the newest one of the kind. */
  async made(kind: Kind, work: () => Promise<unknown>): Promise<string> {
    const before = await this.last();
    await work();
    const [row] = await this.house.db.query<{ id: string }[]>(
      `SELECT case_id AS id FROM case_history WHERE process = $1 AND version = 1 AND id > $2 ORDER BY id LIMIT 1`,
      [kind, before],
    );
    if (!row) throw new Error(`no ${kind} was made`);
    return toGlobalId(KINDS[kind][0], row.id);
  }

  /** The id of the last entry of any history. */
  async last(): Promise<string> {
    const [row] = await this.house.db.query<{ id: string }[]>(`SELECT coalesce(max(id), 0) AS id FROM case_history`);
    return (row as { id: string }).id;
  }

  /** What the history of a kind, or of one case, got since then. */
  entries(kind: Kind, since: string, id?: string): Promise<Entry[]> {
    return this.house.db.query<Entry[]>(
      `SELECT event, from_state AS from, to_state AS to FROM case_history
        WHERE process = $1 AND id > $2 AND ($3::uuid IS NULL OR case_id = $3) ORDER BY id`,
      [kind, since, id ? fromGlobalId(KINDS[kind][0], id) : null],
    );
  }

  async row(kind: Kind, id: string): Promise<{ version: number; state: unknown }> {
    const [prefix, table] = KINDS[kind];
    const rows = await this.house.db.query<{ version: number; state: unknown }[]>(
      `SELECT version, state FROM ${table} WHERE id = $1`,
      [fromGlobalId(prefix, id)],
    );
    return rows[0] as { version: number; state: unknown };
  }

  /** A day so many days from now, Phnom Penh time. */
  async day(from = 0): Promise<string> {
    const now = Date.parse(await this.house.clock.now(this.house.db));
    return new Date(now + (from * 24 + 7) * 3_600_000).toISOString().slice(0, 10);
  }

  ahead(days = 14): Promise<string> {
    return dayAhead(this.house, days);
  }

  scan(): Promise<string> {
    return document(this.house);
  }

  recommendation(): Promise<string> {
    return this.made('recommendation', () => recommendations(this.house, 1));
  }

  async text(items = 1): Promise<Record<string, unknown>> {
    const quorumRuleId = await setRule(this.house);
    const addresseeIds = ASKED.map(orgId);
    return content(await recommendations(this.house, items, { addresseeIds }), { quorumRuleId });
  }

  /** A statement as far as it is to go. Each way goes through those before it. */
  async statement(
    as: 'drafting' | 'endorsing' | 'lapsed' | 'endorsed' | 'submitted' | 'concluded' | 'withdrawn',
    items = 1,
  ): Promise<string> {
    const text = await this.text(items);
    const id = await this.made('statement', () => this.send('draftStatement', { content: text }));
    if (as === 'drafting') return id;
    if (as === 'withdrawn') {
      await this.step('statement', id, 'withdrawStatement', { reason: 'Overtaken.' });
      return id;
    }
    await this.step('statement', id, 'openStatement', { deadlineOn: await this.ahead() });
    if (as === 'endorsing') return id;
    if (as === 'lapsed') {
      await this.letTimePass(30);
      return id;
    }
    await this.sign(id, 1, 2, 3);
    await this.step('statement', id, 'closeStatement');
    if (as === 'endorsed') return id;
    const submission = await this.letter(id);
    await this.deliver(submission);
    if (as === 'submitted') return id;
    await this.answer(submission);
    await this.step('statement', id, 'concludeStatement');
    return id;
  }

  /** So many days, with everything that falls due in them. */
  async letTimePass(days: number): Promise<void> {
    this.house.clock.advance(days * 86_400_000);
    await this.house.drain();
  }

  async sign(statementId: string, ...members: number[]): Promise<void> {
    const versionNumber = await this.versionOf(statementId);
    for (const member of members) {
      await this.send('endorseStatement', { statementId, versionNumber }, cast.representative(member));
    }
  }

  async unsign(statementId: string, member: number): Promise<void> {
    const [row] = await this.house.db.query<{ id: string }[]>(
      `SELECT id FROM endorsements WHERE statement_id = $1 AND organisation_id = $2`,
      [fromGlobalId('stm', statementId), org.member(member)],
    );
    const id = toGlobalId('end', (row as { id: string }).id);
    await this.step('endorsement', id, 'withdrawEndorsement', {}, cast.representative(member));
  }

  /** The recommendations that a statement carries, as an input names them. */
  async itemsOf(statementId: string): Promise<{ recommendationId: string }[]> {
    const rows = await this.house.db.query<{ id: string }[]>(
      `SELECT i.recommendation_id AS id FROM statements s JOIN statement_versions v ON v.statement_id = s.id
          AND v.number = s.version_number JOIN statement_items i ON i.version_id = v.id WHERE s.id = $1`,
      [fromGlobalId('stm', statementId)],
    );
    return rows.map(({ id }) => ({ recommendationId: toGlobalId('rec', id) }));
  }

  async carriedBy(statementId: string): Promise<string[]> {
    const rows = await this.house.db.query<{ id: string }[]>(
      `SELECT DISTINCT i.recommendation_id AS id FROM statement_versions v JOIN statement_items i ON i.version_id = v.id
        WHERE v.statement_id = $1`,
      [fromGlobalId('stm', statementId)],
    );
    return rows.map(({ id }) => toGlobalId('rec', id));
  }

  async carriersOf(recommendationId: string): Promise<string[]> {
    const rows = await this.house.db.query<{ id: string }[]>(
      `SELECT DISTINCT v.statement_id AS id FROM statement_versions v JOIN statement_items i ON i.version_id = v.id
        WHERE i.recommendation_id = $1`,
      [fromGlobalId('rec', recommendationId)],
    );
    return rows.map(({ id }) => toGlobalId('stm', id));
  }

  async statementOf(submission: string): Promise<string> {
    const [row] = await this.house.db.query<{ id: string }[]>(
      `SELECT statement_id AS id FROM submissions WHERE id = $1`,
      [fromGlobalId('sub', submission)],
    );
    return toGlobalId('stm', (row as { id: string }).id);
  }

  async lettersOf(statementId: string): Promise<string[]> {
    const rows = await this.house.db.query<{ id: string }[]>(
      `SELECT id FROM submissions WHERE statement_id = $1 ORDER BY created_at`,
      [fromGlobalId('stm', statementId)],
    );
    return rows.map(({ id }) => toGlobalId('sub', id));
  }

  async versionOf(statementId: string): Promise<number> {
    const [row] = await this.house.db.query<{ number: number }[]>(
      `SELECT version_number AS number FROM statements WHERE id = $1`,
      [fromGlobalId('stm', statementId)],
    );
    return (row as { number: number }).number;
  }

  /** A letter to the next of those who are asked, drawn up and not yet handed over. */
  async letter(statementId: string): Promise<string> {
    const addressee = ASKED[(await this.lettersOf(statementId)).length] as string;
    return this.made('submission', () =>
      this.step('statement', statementId, 'submitStatement', { letters: [{ addresseeId: orgId(addressee) }] }),
    );
  }

  async deliver(submission: string): Promise<void> {
    const delivery = { channel: 'BY_HAND', mode: 'PAPER', deliveredOn: await this.day() };
    await this.step('submission', submission, 'deliverSubmission', { delivery });
  }

  /** The ministry answers the first so many items of a letter, or all. */
  async answer(submission: string, first?: number, reading = 'ACCEPTED'): Promise<void> {
    const items = await this.house.db.query<{ key: string }[]>(
      `SELECT item_key AS key FROM submission_items WHERE submission_id = $1 ORDER BY position`,
      [fromGlobalId('sub', submission)],
    );
    await this.step('submission', submission, 'recordResponse', {
      response: {
        ...{ answeredOn: await this.day(), form: 'LETTER', language: 'EN', verbatim: 'We have considered it.' },
        items: items.slice(0, first ?? items.length).map(({ key }) => ({ itemKey: key, reading })),
      },
    });
  }
}
