import { Inject, Injectable } from '@nestjs/common';
import { Clock, Cursors, Database, civilDay, readPage, refuseIf } from '#platform';
import type { Listing, Page, PageRequest } from '#platform';
import { COUNTS_FROM, boundOf, pastOf } from './as-of.js';
import type { AsOf, Past } from './as-of.js';
import { HISTORY_ROW } from './history.queries.js';
import type { HistoryRow } from './history.queries.js';
import type { Process } from './pure.js';
import { CORRECT, MIGRATE } from './replay.js';

/** So many histories are in memory at a time. */
const BATCH = 2000;

/** Binds a parameter and gives its placeholder. */
export type Bind = (value: unknown) => string;

/** Which cases are looked at as of when; `id` is their id, as SQL. */
export interface Looked {
  process: Process;
  asOf: AsOf;
  id: string;
}

/**
 * Reads where cases stood on a past day, as the product: whole histories are read anew for it. Whether the viewer may see
 * them is asked by their feature.
 */
@Injectable()
export class Pasts {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  /** @throws DomainError refused for a day that has not begun in Phnom Penh. */
  async refuseFuture({ day }: AsOf): Promise<void> {
    const today = civilDay(await this.clock.now(this.db));
    refuseIf(day > today ? [{ code: 'IN_THE_FUTURE', path: ['day'] }] : []);
  }

  /** Where these cases stood; one that was not there yet is not in the map. */
  async of(process: Process, ids: readonly string[], asOf: AsOf): Promise<Map<string, Past>> {
    const pasts = new Map<string, Past>();
    for (let from = 0; from < ids.length; from += BATCH) {
      const rows = await this.db.asProduct.query<HistoryRow[]>(
        `SELECT ${HISTORY_ROW} FROM case_history WHERE case_id = ANY($1) AND process = $2 ORDER BY case_id, version`,
        [ids.slice(from, from + BATCH), process.name],
      );
      for (const entries of histories(rows)) {
        const past = pastOf(process, entries, asOf);
        if (past) pasts.set(entries[0]?.caseId as string, past);
      }
    }
    return pasts;
  }

  /**
   * The same, of those that the viewer may see.
   * @param visible the SQL that gives their ids, from `past`, with the columns `id` and `state`.
   * @throws DomainError refused for a day that has not begun.
   */
  async seen(
    process: Process,
    ids: readonly string[],
    asOf: AsOf,
    visible: (past: string, bind: Bind, parameters: unknown[]) => string | Promise<string>,
  ): Promise<Map<string, Past>> {
    await this.refuseFuture(asOf);
    const pasts = await this.of(process, ids, asOf);
    const states = [...pasts].map(([id, { standing }]) => ({ id, state: standing.state }));
    const parameters: unknown[] = [JSON.stringify(states)];
    const past = `jsonb_to_recordset($1) AS past(id uuid, state jsonb)`;
    const rows = await this.db.asProduct.query<{ id: string }[]>(
      await visible(past, (value) => `$${parameters.push(value)}`, parameters),
      parameters,
    );
    return new Map(rows.map(({ id }) => [id, pasts.get(id) as Past]));
  }

  /**
   * One page of a list as it was: of what was there by then, `past.state` says where it stood.
   * @param where conditions over the list and `past`.
   */
  async page<Row>(
    listing: Listing,
    request: PageRequest,
    looked: Looked,
    where: (bind: Bind, parameters: unknown[]) => string[] | Promise<string[]>,
  ): Promise<Page<Row>> {
    const { parameters } = listing;
    const bind = (value: unknown) => `$${parameters.push(value)}`;
    const past = await this.join(looked, bind);
    const conditions = await where(bind, parameters);
    const { day, by } = looked.asOf;
    return readPage<Row>(
      this.db.asProduct,
      this.cursors,
      {
        ...listing,
        from: `${listing.from} ${past}`,
        where: [...listing.where, ...conditions],
        identity: [listing.identity, day, by],
        // What is counted now says nothing of then, and the plan depends on the day.
        total: () => Promise.resolve(null),
        prepared: false,
      },
      request,
    );
  }

  /**
   * Where each case of a list stood, as SQL: a join that adds `past.state` and leaves out what was not there yet.
   * @param name another name than `past`, where two kinds of cases are looked at.
   * @throws DomainError refused for a day that has not begun.
   */
  async join({ process, asOf, id }: Looked, bind: Bind, name = 'past'): Promise<string> {
    await this.refuseFuture(asOf);
    const by = counted(asOf, bind);
    // Its first entry says whether it was there; only then is the rest of its history looked at.
    const last = `SELECT h.to_state FROM case_history h WHERE h.case_id = ${id} AND ${by}
        AND EXISTS (SELECT 1 FROM case_history h WHERE h.case_id = ${id} AND h.version = 1 AND ${by})
      ORDER BY h.version DESC LIMIT 1`;
    const replayed = asOf.by === 'recorded' ? [] : await this.replayed(process, asOf);
    const told = replayed.length > 0 ? bind(JSON.stringify(Object.fromEntries(replayed))) : undefined;
    const state = told
      ? `CASE WHEN ${told}::jsonb ? ${id}::text THEN nullif(${told}::jsonb -> ${id}::text, 'null') ELSE (${last}) END`
      : `(${last})`;
    // OFFSET 0: read once a row, however many conditions look at it.
    return `JOIN LATERAL (SELECT ${state} AS state OFFSET 0) ${name} ON ${name}.state IS NOT NULL`;
  }

  /**
   * The cases whose stored states do not say where they stood by what we know today, replayed; nothing for a state where
   * they were not there yet. Of everything recorded by that day all had happened by then. So the last stored state
   * of what had happened is right, unless something recorded since has corrected the history or gone over to another
   * version of the process, or what had happened does not form the history's beginning.
   */
  private async replayed(process: Process, asOf: AsOf): Promise<[string, unknown][]> {
    const rows = await this.db.asProduct.query<{ id: string }[]>(
      `SELECT h.case_id AS id FROM case_history h
        WHERE h.case_id = ANY(ARRAY(SELECT DISTINCT h.case_id FROM case_history h
           WHERE h.process = $1 AND h.recorded_at >= $2 AND ${TOLD_LATER} AND (${ABOUT_HISTORY} OR ${COUNTS_FROM} < $2)))
        GROUP BY h.case_id
       HAVING bool_or(${ABOUT_HISTORY} AND h.recorded_at >= $2)
           OR count(*) FILTER (WHERE ${COUNTS_FROM} < $2) <> coalesce(max(h.version) FILTER (WHERE ${COUNTS_FROM} < $2), 0)`,
      [process.name, boundOf(asOf)],
    );
    const ids = rows.map((row) => row.id);
    const pasts = await this.of(process, ids, asOf);
    return ids.map((id) => [id, pasts.get(id)?.standing.state ?? null]);
  }
}

/** That an entry counts by then, as SQL over `h`. */
export function counted(asOf: AsOf, bind: Bind): string {
  return `${asOf.by === 'recorded' ? 'h.recorded_at' : COUNTS_FROM} < ${bind(boundOf(asOf))}::timestamptz`;
}

/** Rows in the order of their cases, case by case. */
function histories(rows: readonly HistoryRow[]): HistoryRow[][] {
  const cases: HistoryRow[][] = [];
  for (const row of rows) {
    const last = cases.at(-1);
    if (last?.[0]?.caseId === row.caseId) last.push(row);
    else cases.push([row]);
  }
  return cases;
}

const ABOUT_HISTORY = `h.event IN ('${CORRECT}', '${MIGRATE}')`;

/** As the index `case_history_told_later` has it. */
const TOLD_LATER = `(h.happened_at < h.recorded_at OR ${ABOUT_HISTORY})`;
