import type { EntityManager } from 'typeorm';
import { notFound } from '#platform';
import type { Queryable, Viewer } from '#platform';
import { acts, namesRelation } from '#policy';
import type { StatementFacts } from './submission.context.js';
import { inFieldOf } from './submission.scope.js';

/** What a letter has to fit before it is handed over, by the ids of statements. */
export async function statementFacts(
  db: Queryable,
  statementIds: readonly string[],
): Promise<Map<string, StatementFacts>> {
  const rows = await db.query<(StatementFacts & { id: string })[]>(
    `SELECT st.id, st.status AS "statementStatus", (st.context ->> 'versionNumber')::integer AS "currentVersion",
            coalesce((SELECT j.occasion = 'submit' AND j.met FROM quorum_judgements j
                       WHERE j.statement_id = st.id AND j.version_number = (st.context ->> 'versionNumber')::integer
                       ORDER BY j.id DESC LIMIT 1), false) AS judged
       FROM statements st WHERE st.id = ANY($1)`,
    [statementIds],
  );
  return new Map(rows.map(({ id, ...facts }) => [id, facts]));
}

/**
 * Locks the statements behind submissions until the transaction ends, in the order of their ids. Every step takes them
 * first, so that two steps cannot wait for each other, and what is derived from all submissions of one stays true.
 * @throws notFound when there is none.
 */
export async function lockStatementOf(tx: EntityManager, ...submissionIds: readonly string[]): Promise<void> {
  const rows = await tx.query<{ id: string }[]>(
    `SELECT id FROM statements WHERE id IN (SELECT statement_id FROM submissions WHERE id = ANY($1)) ORDER BY id FOR UPDATE`,
    [submissionIds],
  );
  if (rows.length === 0) throw notFound();
}

/** Locks statements until the transaction ends, in the order of their ids. @throws notFound. */
export async function lockStatements(tx: EntityManager, ids: readonly string[]): Promise<void> {
  const rows = await tx.query<{ id: string }[]>(`SELECT id FROM statements WHERE id = ANY($1) ORDER BY id FOR UPDATE`, [
    ids,
  ]);
  if (rows.length < new Set(ids).size) throw notFound();
}

/** Which submissions lie in the viewer's field; asked only where the policy lets the viewer's role act there. */
export async function inField(db: Queryable, ids: readonly string[], viewer: Viewer): Promise<Map<string, boolean>> {
  if (!namesRelation(acts.submission, viewer, 'inField')) return new Map();
  const parameters: unknown[] = [ids];
  const rows = await db.query<{ id: string; inField: boolean }[]>(
    `SELECT s.id, ${inFieldOf(viewer, parameters)} AS "inField" FROM submissions s WHERE s.id = ANY($1)`,
    parameters,
  );
  return new Map(rows.map((row) => [row.id, row.inField]));
}

/** What the policy needs to know of who sends events to submissions, by their ids. */
export async function fieldFacts(
  tx: EntityManager,
  viewer: Viewer | null,
  submissionIds: readonly string[],
): Promise<Map<string, { inField: boolean }>> {
  const found = viewer ? await inField(tx, submissionIds, viewer) : new Map<string, boolean>();
  return new Map([...found].map(([id, its]) => [id, { inField: its }]));
}
