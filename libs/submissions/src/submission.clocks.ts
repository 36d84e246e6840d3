import type { EntityManager } from 'typeorm';
import { placeClocks, removeClocks } from '#deadlines';
import type { CaseClock, LedgerEntry } from '#deadlines';
import { civilDay } from '#platform';
import type { Queryable } from '#platform';
import type { Moved, StoredCase } from '#workflow';
import type { ClockEntry, SubmissionContext } from './submission.context.js';

type Standing = { state: unknown; context: Record<string, unknown> };

/** What the clock of a submission is made of, beside the offices that it waits for; nothing where none runs. */
type Beginning = Omit<CaseClock, 'caseId' | 'organisationIds' | 'placeCodes'>;

/** The ledger in civil days, Phnom Penh time: the first day that does not count, and the first that counts again. */
function ledgerOf(ledger: readonly ClockEntry[]): LedgerEntry[] {
  return ledger.map(({ kind, from: at, until: end, reason, days = 0 }) => {
    const [from, until] = [civilDay(at), end === null ? null : civilDay(end)];
    if (kind === 'suspension') return { kind, from, until, reason };
    return until === null ? { kind, from, days, reason } : { kind, from, until, reason };
  });
}

/** The clock as the case stands; nothing before the first delivery, and nothing for what was never counted. */
export function beginningOf({ state, context }: Standing): Beginning | undefined {
  const { clockStartedAt, calendarRevision, ledger } = context as unknown as SubmissionContext;
  if (clockStartedAt === null || calendarRevision == null) return undefined;
  return {
    startedOn: civilDay(clockStartedAt),
    fixedOn: null,
    ledger: ledgerOf(ledger),
    calendarRevision,
    running: state === 'prepared' || state === 'delivered' || state === 'acknowledged',
  };
}

/** Writes the clocks that steps have changed, in a fixed number of statements of SQL; others are left alone. */
export async function placeClocksOf(
  tx: EntityManager,
  steps: readonly { before: Pick<StoredCase, 'state' | 'context'> | undefined; after: Moved }[],
): Promise<void> {
  const last = new Map<string, Beginning | undefined>();
  for (const { before, after } of steps) {
    const was = before && beginningOf(before);
    const now = beginningOf({ state: after.to, context: after.context });
    if (last.has(after.id) || JSON.stringify(was) !== JSON.stringify(now)) last.set(after.id, now);
  }
  const gone = [...last].flatMap(([id, clock]) => (clock ? [] : [id]));
  const placed = [...last].flatMap(([caseId, clock]) => (clock ? [{ caseId, ...clock }] : []));
  const offices = placed.length > 0 ? await officesOf(tx, [...last.keys()]) : new Map<string, OfficesRow>();
  await placeClocks(
    tx,
    placed.map((clock) => {
      const { organisationIds = [], placeCodes = [] } = offices.get(clock.caseId) ?? {};
      return { ...clock, organisationIds, placeCodes };
    }),
  );
  await removeClocks(tx, gone);
}

interface OfficesRow {
  id: string;
  organisationIds: string[];
  placeCodes: string[];
}

/** Whom each submission waits for: its unit and addressee with what they belong to; and where that office is. */
async function officesOf(db: Queryable, ids: readonly string[]): Promise<Map<string, OfficesRow>> {
  const rows = await db.query<OfficesRow[]>(
    `WITH RECURSIVE chain AS (
       SELECT s.id AS case_id, o.id, o.parent_id FROM submissions s JOIN organisations o ON o.id IN (s.addressee_id, s.unit_id)
        WHERE s.id = ANY($1)
       UNION SELECT c.case_id, o.id, o.parent_id FROM chain c JOIN organisations o ON o.id = c.parent_id)
     SELECT s.id, ARRAY(SELECT c.id FROM chain c WHERE c.case_id = s.id ORDER BY c.id) AS "organisationIds",
            array_remove(ARRAY[coalesce(u.place_code, a.place_code)], NULL) AS "placeCodes"
       FROM submissions s JOIN organisations a ON a.id = s.addressee_id LEFT JOIN organisations u ON u.id = s.unit_id
      WHERE s.id = ANY($1)`,
    [ids],
  );
  return new Map(rows.map((row) => [row.id, row]));
}
