import type { Pool } from 'pg';
import { sql } from './bare.sql.js';
import type { Statement } from './bare.sql.js';

// Rows of hand-written SQL, read where they are asked for.
/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-argument */

/** Runs a named prepared statement. */
export const run = (db: Pick<Pool, 'query'>, name: Statement, values: unknown[]): Promise<any[]> =>
  db.query({ name, text: sql[name], values }).then((result) => result.rows);

const title = (row: any) => ({ km: row.title_km, en: row.title_en });

function grouped(rows: any[], toThing: (row: any) => unknown): Map<string, any[]> {
  const groups = new Map<string, any[]>();
  for (const row of rows) {
    const group = groups.get(row.of);
    if (group) group.push(toThing(row));
    else groups.set(row.of, [toThing(row)]);
  }
  return groups;
}

const organisation = ({ id, km, en }: any) => ({ id, name: { km, en } });

/** R1: a page of fifty of one stage and addressee, with the exact total. `after` is the last row's moment and id. */
export async function list(db: Pool, { stage, addressee, after }: any): Promise<unknown> {
  const [rows, [total]] = await Promise.all([
    after ? run(db, 'listNext', [stage, addressee, after[0], after[1]]) : run(db, 'listPage', [stage, addressee]),
    run(db, 'listTotal', [stage, addressee]),
  ]);
  const shown = rows.slice(0, 50);
  const ids = shown.map((row) => row.id);
  const [addressees, counts] = await Promise.all([
    run(db, 'addresseesOf', [ids]).then((found) => grouped(found, organisation)),
    run(db, 'endorsementCounts', [ids]).then((found) => new Map(found.map((row) => [row.of, row.count]))),
  ]);
  const last = shown.at(-1);
  return {
    totalCount: total.total,
    nodes: shown.map((row) => ({
      id: row.id,
      number: row.number,
      title: title(row),
      stage: row.stage,
      uptake: row.uptake,
      createdAt: row.created_at,
      addressees: addressees.get(row.id) ?? [],
      endorsementCount: counts.get(row.id) ?? 0,
    })),
    next: rows.length > 50 ? [last.created_at, last.id] : null,
  };
}

/** R2: one recommendation with everything about it. */
export async function detail(db: Pool, { id }: any): Promise<unknown> {
  const [[row], addressees, entries, endorsements] = await Promise.all([
    run(db, 'one', [id]),
    run(db, 'addresseesOf', [[id]]),
    run(db, 'lastEntries', [id]),
    run(db, 'endorsementsOf', [id]),
  ]);
  return {
    number: row.number,
    version: row.version,
    title: title(row),
    body: { km: row.body_km, en: row.body_en },
    stage: row.stage,
    uptake: row.uptake,
    standing: row.standing,
    proposedBy: { name: row.proposer },
    addressees: addressees.map(organisation),
    history: entries.map((entry) => ({
      event: entry.event,
      happenedAt: entry.happened_at,
      organisation: entry.organisation,
    })),
    endorsements,
  };
}

/** R3: how many stand where, by addressee, and what has had no answer for longer than so many days. */
export async function dashboard(db: Pool, { days }: any): Promise<unknown> {
  const [counts, overdue] = await Promise.all([run(db, 'dashboardCounts', []), run(db, 'dashboardOverdue', [days])]);
  const names = await run(db, 'organisationNames', [[...new Set([...counts, ...overdue].map((row) => row.id))]]);
  const byId = new Map(names.map((row) => [row.id, organisation(row)]));
  return {
    byStageAndAddressee: counts.map((row) => ({ stage: row.stage, addressee: byId.get(row.id), count: row.count })),
    overdue: overdue.map((row) => ({ addressee: byId.get(row.id), count: row.count })),
  };
}

/** R4: the twenty newest that hold both words. */
export async function search(db: Pool, { text }: any): Promise<unknown> {
  const rows = await run(db, 'search', text.toLowerCase().split(' '));
  return rows.map((row) => ({
    id: row.id,
    number: row.number,
    title: title(row),
    stage: row.stage,
    createdAt: row.created_at,
  }));
}
