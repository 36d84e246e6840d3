import { createHash } from 'node:crypto';
import { readFile, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { migrate, migrations } from '#migrations';
import { ensureApplicationRole, openDatabase, startEmbeddedPostgres } from '#platform';
import type { EmbeddedPostgres } from '#platform';
import { recommendationProcess } from '#recommendations';
import { endorsementProcess, statementProcess } from '#statements';
import { submissionProcess } from '#submissions';
import { checkCases } from '#workflow';
import { datasetSql } from './dataset.sql.js';
import type { Sizes } from './sizes.js';

const say = (line: string) => process.stderr.write(`${line}\n`);
const here = import.meta.dirname;

/** PostgreSQL with the data sets in a folder of its own, kept for the next run. */
export function startServer(): Promise<EmbeddedPostgres> {
  return startEmbeddedPostgres({ dataDirectory: resolve(process.env['ANUSAS_BENCH_DATA'] ?? '.data/bench'), log: say });
}

/**
 * A fresh database with the data set of a size: copied from one that is built once and kept until a migration or the data
 * set itself changes.
 * @returns its URL, as its owner and as the application.
 */
export async function freshDatabase(
  server: EmbeddedPostgres,
  sizes: Sizes,
): Promise<{ owner: string; application: string }> {
  const template = `set_${sizes.recommendations}_${await fingerprint()}`;
  const name = `run_${sizes.recommendations}`;
  await ensureApplicationRole(server.url('postgres'), server.applicationUrl('postgres'));
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  await admin.connect();
  try {
    const { rows } = await admin.query('SELECT FROM pg_database WHERE datname = $1', [template]);
    if (rows.length === 0) await build(server, admin, template, sizes);
    await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template} STRATEGY FILE_COPY`);
    return { owner: server.url(name), application: server.applicationUrl(name) };
  } finally {
    await admin.end();
  }
}

async function build(server: EmbeddedPostgres, admin: pg.Client, template: string, sizes: Sizes): Promise<void> {
  const started = performance.now();
  const { rows: outdated } = await admin.query<{ datname: string }>(
    `SELECT datname FROM pg_database WHERE datname LIKE $1`,
    [`set\\_${sizes.recommendations}\\_%`],
  );
  for (const { datname } of outdated) await admin.query(`DROP DATABASE ${datname} WITH (FORCE)`);
  const unfinished = `unfinished_${sizes.recommendations}`;
  await admin.query(`DROP DATABASE IF EXISTS ${unfinished} WITH (FORCE)`);
  await server.ensureDatabase(unfinished);
  const url = server.url(unfinished);
  const database = await openDatabase({ DATABASE_URL: url, DATABASE_POOL: 2 }, migrations);
  try {
    await migrate(database, server.applicationUrl(unfinished));
    await fill(url, sizes);
    const { checked, discrepancies } = await checkSample(database);
    if (discrepancies.length > 0) {
      throw new Error(`The histories of the data set do not replay: ${JSON.stringify(discrepancies.slice(0, 3))}`);
    }
    say(`${checked} of its cases replayed, none with another state than the one stored`);
  } finally {
    await database.close();
  }
  await admin.query(`ALTER DATABASE ${unfinished} RENAME TO ${template}`);
  say(`Data set built in ${Math.round((performance.now() - started) / 1000)} s`);
}

async function fill(url: string, sizes: Sizes): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    for (const [sql, parameters] of datasetSql(sizes)) await client.query(sql, parameters);
    await client.query('VACUUM (ANALYZE)');
    const { rows } = await client.query<{ counts: Record<string, number> }>(
      `SELECT jsonb_build_object('recommendations', (SELECT count(*) FROM recommendations), 'history', (SELECT count(*) FROM case_history),
              'endorsements', (SELECT count(*) FROM endorsements), 'statements', (SELECT count(*) FROM statements)) AS counts`,
    );
    say(JSON.stringify(rows[0]?.counts));
    const { rows: alike } = await client.query(
      `SELECT FROM recommendation_texts GROUP BY folded HAVING count(*) > 1 LIMIT 1`,
    );
    // A search among texts that are all the same measures nothing.
    if (alike.length > 0) throw new Error('Two recommendations of the data set have the same text');
  } finally {
    await client.end();
  }
}

/** Replays five hundred cases of each kind, out of a copy of their rows. */
async function checkSample(database: Awaited<ReturnType<typeof openDatabase>>) {
  const processes = [recommendationProcess, statementProcess, endorsementProcess, submissionProcess];
  for (const { table } of processes) {
    await database.query(`CREATE TABLE sample_${table} AS SELECT * FROM ${table} ORDER BY id LIMIT 500`);
  }
  const result = await checkCases(
    database,
    processes.map((each) => ({ ...each, table: `sample_${each.table}` })),
  );
  for (const { table } of processes) await database.query(`DROP TABLE sample_${table}`);
  return result;
}

/** Changes with the migrations and with what builds the data set. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  const folder = join(here, '../migrations');
  const files = (await readdir(folder)).filter((file) => file.endsWith('.js')).map((file) => join(folder, file));
  for (const file of [
    ...files.sort(),
    ...['dataset.sql', 'ids', 'sizes', 'words'].map((each) => join(here, `${each}.js`)),
  ]) {
    hash.update(await readFile(file));
  }
  return hash.digest('hex').slice(0, 10);
}
