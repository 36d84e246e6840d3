import { notFound } from '#platform';
import type { Queryable } from '#platform';
import type { StatementFacts } from './endorsement.machine.js';

const STANDS = ['endorsing', 'lapsed', 'endorsed', 'submitted', 'concluded'];

/**
 * What statements are at this moment, for decisions on them, by their ids. `now` is the clock as SQL. With `hold`, their
 * rows are kept in share until the transaction ends: a closing stands either before or after what is decided on it.
 */
export async function readFacts(
  db: Queryable,
  statementIds: readonly string[],
  { now, hold }: { now: string; hold: boolean },
): Promise<Map<string, StatementFacts>> {
  const rows = await db.query<{ id: string; status: string; version: number; past: boolean | null; handed: number }[]>(
    `SELECT id, status, version_number AS version, (context ->> 'deadline')::timestamptz <= ${now} AS past,
            jsonb_array_length(coalesce(context -> 'handedOver', '[]')) AS handed
       FROM statements WHERE id = ANY($1) ORDER BY id ${hold ? 'FOR SHARE' : ''}`,
    [statementIds],
  );
  return new Map(
    rows.map(({ id, status, version, past, handed }) => [
      id,
      {
        window: status === 'endorsing' && !past ? 'open' : STANDS.includes(status) ? 'late' : 'closed',
        currentVersion: version,
        handedOver: handed > 0,
      },
    ]),
  );
}

/** The facts of one statement, held, with the keys of the items of its version; read after it is held, so of that version. */
export async function holdFacts(
  tx: Queryable,
  statementId: string,
  now: string,
): Promise<StatementFacts & { items: string[] }> {
  const facts = (await readFacts(tx, [statementId], { now, hold: true })).get(statementId);
  if (!facts) throw notFound();
  return { ...facts, items: await itemsOf(tx, statementId, facts.currentVersion) };
}

/** The keys of the items of a version, in order. */
export async function itemsOf(tx: Queryable, statementId: string, versionNumber: number): Promise<string[]> {
  const rows = await tx.query<{ key: string }[]>(
    `SELECT i.item_key AS key FROM statement_versions v JOIN statement_items i ON i.version_id = v.id
      WHERE v.statement_id = $1 AND v.number = $2 ORDER BY i.position`,
    [statementId, versionNumber],
  );
  return rows.map((row) => row.key);
}
