import { spawn } from 'node:child_process';
import { createHash, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { writeTable } from '#imports';
import { migrate, migrations } from '#migrations';
import { ensureApplicationRole, openDatabase } from '#platform';
import type { EmbeddedPostgres } from '#platform';

const TOKEN = 'only-for-the-bench';
const HEADER =
  'No,Recommendation,អនុសាសន៍,Ministry,Aimed at,Topic,Statement,Endorsed on,Submitted to,Submitted on,Response,Answered on,Answer text,Integrated in,Provision,Degree';

/** On how many days the pasts of a list happened. */
type Days = 'months' | 'ownDays';

/**
 * Five things of the past: endorsed, submitted, answered, in which words, integrated; carried by twenty statements.
 * `months`: a letter to each of ten institutions a month, some hundreds in all; `ownDays`: a letter and an answer for
 * each row alone, on a day that it shares with no other.
 */
function past(n: number, days: Days): string {
  const month = String((n % 12) + 1).padStart(2, '0');
  const own = (from: number) => new Date(from + Math.floor(n / 10) * 86_400_000).toISOString().slice(0, 10);
  const [submitted, answered] =
    days === 'months' ? [`2021-${month}`, `2022-${month}`] : [own(Date.UTC(2008, 0, 1)), own(Date.UTC(2008, 2, 1))];
  const endorsed = days === 'months' ? '2020-12-01' : '2007-12-01';
  return `Joint letter ${n % 20},${endorsed},BENCH-${(n % 10) + 1},${submitted},Accepted,${answered},We will do so,BENCH-PLAN,article ${n % 50},in substance`;
}

function listOf(rows: number, { pasts, changed = 0 }: { pasts?: Days; changed?: number } = {}): string {
  const line = (n: number) =>
    [
      `N${n}`,
      `Give district ${n} a budget line of its own${n < changed ? ' and publish it' : ''}; publish what it spends; let its people see both`,
      `ផ្ដល់ថវិកាដល់ស្រុកទី${n} និងផ្សព្វផ្សាយការចំណាយ`,
      `BENCH-${(n % 10) + 1}`,
      'BENCH-PLAN',
      'bench',
      pasts ? past(n, pasts) : ',,,,,,,,,',
    ].join(',');
  return [HEADER, ...Array.from({ length: rows }, (_, n) => line(n))].join('\r\n');
}

/** The same list as a workbook. */
async function workbookOf(text: string): Promise<Uint8Array> {
  const [headers = [], ...rows] = text.split('\r\n').map((line) => line.split(','));
  return (await writeTable({ like: { kind: 'xlsx' }, headers, rows })).bytes;
}

/**
 * Brings lists in with the command line, as people do, into a database of its own on the given server.
 * @returns a table: rows, seconds of the whole process with starting and reading, rows a second, history written, and the
 * most memory that the process held.
 */
export async function benchImport(server: EmbeddedPostgres, rows = 40_000): Promise<string> {
  const only = process.env['ANUSAS_BENCH_LIST'];
  const name = 'run_import';
  const admin = new pg.Client({ connectionString: server.url('postgres') });
  await admin.connect();
  await admin.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
  await admin.end();
  await server.ensureDatabase(name);
  const url = server.url(name);
  const folder = await mkdtemp(join(tmpdir(), 'anusas-bench-'));
  const database = await openDatabase({ DATABASE_URL: url, DATABASE_POOL: 2 }, migrations);
  try {
    await ensureApplicationRole(url, server.applicationUrl(name));
    await migrate(database, server.applicationUrl(name));
    for (const [sql, parameters] of registers()) await database.query(sql, parameters);
    const lines = [];
    let before = 0;
    for (const [title, file, text] of [
      ['drafts', 'drafts.csv', listOf(rows)],
      ['drafts in a workbook', 'workbook.xlsx', listOf(rows)],
      ['the same again: nothing changed', 'drafts.csv', listOf(rows)],
      ['one in a hundred changed', 'drafts.csv', listOf(rows, { changed: rows / 100 })],
      ['every one changed', 'drafts.csv', listOf(rows, { changed: rows })],
      ['each with a past of five events, some hundred letters', 'pasts.csv', listOf(rows, { pasts: 'months' })],
      ['each with a past of five events, a letter each', 'days.csv', listOf(rows, { pasts: 'ownDays' })],
    ] as const) {
      if (only && !title.includes(only)) continue;
      const path = join(folder, file);
      await writeFile(path, file.endsWith('.xlsx') ? await workbookOf(text) : text);
      const began = performance.now();
      const megabytes = await run(server.applicationUrl(name), path);
      const seconds = (performance.now() - began) / 1_000;
      const [row] = await database.query<{ total: number; entries: number }[]>(
        `SELECT rows_total AS total, (SELECT count(*)::integer FROM case_history) AS entries
           FROM import_runs ORDER BY created_at DESC LIMIT 1`,
      );
      const { total, entries } = row as { total: number; entries: number };
      const rate = Math.round(total / seconds);
      const history = ((entries - before) / total).toFixed(1);
      before = entries;
      lines.push(`| ${title} | ${total} | ${seconds.toFixed(1)} | ${rate} | ${history} | ${Math.round(megabytes)} |`);
      process.stderr.write(`${lines.at(-1)}\n`);
    }
    const head = '| list | rows | seconds | rows/s | history entries a row | MB |';
    return [head, '| --- | ---: | ---: | ---: | ---: | ---: |', ...lines, ''].join('\n');
  } finally {
    await database.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** One run as a process of its own. @returns the most memory that it held, in megabytes. */
async function run(databaseUrl: string, path: string): Promise<number> {
  const peak = `process.on('exit',()=>console.error('peak='+process.resourceUsage().maxRSS))`;
  const profile = process.env['ANUSAS_BENCH_PROFILE'];
  const child = spawn(
    process.execPath,
    [
      ...(profile ? ['--cpu-prof', '--cpu-prof-dir', profile] : []),
      '--import',
      `data:text/javascript,${peak}`,
      join(import.meta.dirname, '../apps/cli/src/main.js'),
      'import',
      path,
      '--apply',
    ],
    {
      env: { PATH: process.env['PATH'], HOME: process.env['HOME'], DATABASE_URL: databaseUrl, ANUSAS_TOKEN: TOKEN },
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  let output = '';
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const [code] = (await once(child, 'close')) as [number];
  if (code !== 0) throw new Error(`the import ended with ${code}: ${output.slice(-2_000)}`);
  return Number(/peak=(\d+)/.exec(output)?.[1]) / 1024;
}

/** A secretariat with an officer who may do everything that a list asks for, institutions, and one plan in force. */
function registers(): [string, unknown[]][] {
  const [secretariat, person, plan] = [randomUUID(), randomUUID(), randomUUID()];
  const institutions = Array.from({ length: 10 }, (_, index) => [randomUUID(), `BENCH-${index + 1}`] as const);
  return [
    [`INSERT INTO organisations (id, code, kind) VALUES ($1, 'BENCH-SEC', 'secretariat')`, [secretariat]],
    ...institutions.map(([id, code]): [string, unknown[]] => [
      `WITH made AS (INSERT INTO organisations (id, code, kind) VALUES ($1, $2, 'institution') RETURNING id)
       INSERT INTO organisation_names (organisation_id, name_en, abbreviation) SELECT id, $2, $2 FROM made`,
      [id, code],
    ]),
    [`INSERT INTO topics (code, name_en) VALUES ('bench', 'Bench')`, []],
    [
      `INSERT INTO instruments (id, code, kind, name_en) VALUES ($1, 'BENCH-PLAN', 'plan', 'Plan of the bench')`,
      [plan],
    ],
    [
      `INSERT INTO editions (instrument_id, label, status, adopted_on) VALUES ($1, 'first', 'adopted', '2023-01-01')`,
      [plan],
    ],
    [`INSERT INTO people (id, office_en) VALUES ($1, 'Officer of the bench')`, [person]],
    [
      `INSERT INTO seats (person_id, organisation_id, role, rights) VALUES ($1, $2, 'policyOfficer', '{draft,record,verify}')`,
      [person, secretariat],
    ],
    [
      `INSERT INTO sign_ins (token_hash, person_id) VALUES ($1, $2)`,
      [createHash('sha256').update(TOKEN).digest('hex'), person],
    ],
  ];
}
