import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Processes, checkCases } from '#workflow';
import { writeTable } from '../../libs/imports/src/table.writer.js';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

/** As many rows as the coalition will ever send in one file. */
const ROWS = Number(process.env['ANUSAS_IMPORT_ROWS'] ?? 40_000);
const MOST_MEGABYTES = 300;

let house: House;
let folder: string;
beforeAll(async () => {
  house = await openHouse();
  folder = await mkdtemp(join(tmpdir(), 'anusas-load-'));
});
afterAll(async () => {
  await house?.close();
  await rm(folder, { recursive: true, force: true });
});

const HEADER = [
  'No',
  'Recommendation',
  'អនុសាសន៍',
  'Ministry',
  'Aimed at',
  'Topic',
  'Statement',
  'Submitted to',
  'Submitted on',
  'Response',
  'Answered on',
];
const cells = (n: number) => [
  `N${n}`,
  `Give district ${n} a budget line of its own, publish what it spends, and let the people of the district see both`,
  `ផ្ដល់ថវិកាដល់ស្រុកទី${n} និងផ្សព្វផ្សាយការចំណាយ`,
  n % 2 === 0 ? 'TEST-MEF' : 'TEST-MOI',
  'TEST-NP',
  'sna-budget',
  // Every twentieth has a past, and one in a thousand is not to be read.
  ...(n % 1000 === 999
    ? ['', 'TEST-MOI', '31/02/2021', '', '']
    : n % 20 === 0
      ? [`Joint letter ${n % 3}`, 'TEST-MOI', `${2015 + (n % 5)}`, 'Accepted', '2022-03-12']
      : ['', '', '', '', '']),
];
const rejected = Math.floor((ROWS + 1) / 1000);
const good = ROWS - rejected;

/** The command line as a process of its own; what it prints, and the most memory that it held, in megabytes. */
function begin(...args: string[]) {
  const child = spawn(process.execPath, ['dist/apps/cli/src/main.js', ...args], {
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      DATABASE_URL: house.databaseUrl,
      ANUSAS_TOKEN: cast.officer.token,
      NODE_OPTIONS: `--import data:text/javascript,process.on('exit',()=>console.error('peak='+process.resourceUsage().maxRSS))`,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString()));
  const ended = once(child, 'close').then(() => ({
    output,
    megabytes: Number(/peak=(\d+)/.exec(output)?.[1]) / 1024,
  }));
  return { child, ended };
}
const count = async () => {
  const [row] = await house.db.query<{ count: number }[]>(`SELECT count(*)::integer AS count FROM recommendations`);
  return row?.count as number;
};

describe('a list of forty thousand rows', () => {
  it('goes on where it was killed, doubles nothing, loses nothing, and fits into little memory', async () => {
    const path = join(folder, 'list.csv');
    await writeFile(
      path,
      [HEADER, ...Array.from({ length: ROWS }, (_, index) => cells(index + 1))]
        .map((row) => row.join(';'))
        .join('\r\n'),
    );
    const killed = begin('import', path, '--apply');
    while (killed.child.exitCode === null && (await count()) < good / 2)
      await new Promise((resolve) => setTimeout(resolve, 50));
    killed.child.kill('SIGKILL');
    expect((await killed.ended).output).not.toContain('came in');
    const before = await count();
    expect(before).toBeLessThan(good);
    const { output, megabytes } = await begin('import', path, '--apply').ended;
    expect(output).toContain('Went on where it was interrupted');
    expect(output).toContain(`${ROWS} rows: ${good} came in, 0 changed, 0 as they are, ${rejected} rejected`);
    expect(await count()).toBe(good);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  }, 600_000);

  it('as a workbook it says the same, and nothing is changed', async () => {
    const path = join(folder, 'list.xlsx');
    const rows = Array.from({ length: ROWS }, (_, index) => cells(index + 1));
    await writeFile(path, (await writeTable({ like: { kind: 'xlsx' }, headers: HEADER, rows })).bytes);
    const history = await house.db.query(`SELECT count(*) FROM case_history`);
    const { output, megabytes } = await begin('import', path, '--apply').ended;
    expect(output).toContain(`${ROWS} rows: 0 came in, 0 changed, ${good} as they are, ${rejected} rejected`);
    expect(await house.db.query(`SELECT count(*) FROM case_history`)).toEqual(history);
    expect(megabytes).toBeLessThan(MOST_MEGABYTES);
  }, 600_000);

  it('every case is what its history says', async () => {
    const { checked, discrepancies } = await checkCases(house.db, house.api.app.get(Processes).all());
    expect(discrepancies).toEqual([]);
    expect(checked).toBeGreaterThan(good);
  }, 600_000);
});
