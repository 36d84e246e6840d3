import { notFound } from '#platform';
import type { Queryable } from '#platform';
import type { StatementFacts } from './endorsement.machine.js';

const STANDS = ['endorsing', 'lapsed', 'endorsed', 'submitted', 'concluded'];

interface FactsRow {
  id: string;
  status: string;
  version: number;
  past: boolean | null;
  handed: number;
}

const columns = (now: string) =>
  `s.id, s.status, s.version_number AS version, (s.context ->> 'deadline')::timestamptz <= ${now} AS past,
   jsonb_array_length(coalesce(s.context -> 'handedOver', '[]')) AS handed`;

const toFacts = ({ status, version, past, handed }: FactsRow): StatementFacts => ({
  window: status === 'endorsing' && !past ? 'open' : STANDS.includes(status) ? 'late' : 'closed',
  currentVersion: version,
  handedOver: handed > 0,
});

/** What statements are at this moment, for what may be decided on them, by their ids. `now` is the clock as SQL. */
export async function readFacts(
  db: Queryable,
  statementIds: readonly string[],
  now: string,
): Promise<Map<string, StatementFacts>> {
  const rows = await db.query<FactsRow[]>(`SELECT ${columns(now)} FROM statements s WHERE s.id = ANY($1)`, [
    statementIds,
  ]);
  return new Map(rows.map((row) => [row.id, toFacts(row)]));
}

/**
 * The facts of one statement, whose row is kept in share until the transaction ends: a closing stands either before or
 * after what is decided on it. `decided` is the endorsement of the organisation, if it has one. `items` are the keys of
 * those items of its version that are `reserved` on, which is what a history keeps of them; read after the row is held,
 * so of that version, and not at all for a decision without reservations.
 */
export async function holdFacts(
  tx: Queryable,
  statementId: string,
  { now, organisationId, reserved }: { now: string; organisationId: string | null; reserved: readonly string[] },
): Promise<{ facts: StatementFacts & { items: string[] }; decided: string | null }> {
  const [row] = await tx.query<(FactsRow & { decided: string | null })[]>(
    `SELECT ${columns(now)},
            (SELECT e.id FROM endorsements e WHERE e.statement_id = s.id AND e.organisation_id = $2) AS decided
       FROM statements s WHERE s.id = $1 FOR SHARE OF s`,
    [statementId, organisationId],
  );
  if (!row) throw notFound();
  const facts = toFacts(row);
  const items = reserved.length === 0 ? [] : await itemsOf(tx, statementId, facts.currentVersion);
  return { facts: { ...facts, items: items.filter((key) => reserved.includes(key)) }, decided: row.decided };
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
