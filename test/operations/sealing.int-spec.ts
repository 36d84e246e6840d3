import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from '@jest/globals';
import { draft } from '../support/findings.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { startProcess } from '../support/processes.js';
import type { Started } from '../support/processes.js';
import { until } from '../support/until.js';

let house: House;
let folder: string;
const workers: Started[] = [];

beforeAll(async () => {
  house = await openHouse();
  folder = await mkdtemp(join(tmpdir(), 'anusas-sealing-'));
});
afterAll(async () => {
  for (const worker of workers) await worker.stop('SIGKILL');
  await house?.close();
  await rm(folder, { recursive: true, force: true });
});

it('two workers seal what commands write, make one checkpoint of the day, and stop when they are told', async () => {
  for (let each = 0; each < 3; each += 1) await draft(house);
  const settings = { DATABASE_URL: house.databaseUrl, ANUSAS_DATA: folder, QUEUE: 'none', ANUSAS_SAMPLES: 'no' };
  workers.push(...(await Promise.all([startProcess('worker', settings), startProcess('worker', settings)])));
  const count = async (table: string) => {
    const [row] = await house.db.query<{ n: number }[]>(`SELECT count(*)::integer AS n FROM ${table}`);
    return row?.n;
  };
  await until(async () => (await count('history_seals')) === 3 && (await count('checkpoints')) === 1, 30);
  await draft(house);
  await until(async () => (await count('history_seals')) === 4, 30);
  const lines = () => workers.flatMap((worker) => worker.log().flatMap((line) => line['checkpoint'] ?? []));
  await until(() => lines().length === 1);
  const [stored] = await house.db.query<{ line: string }[]>('SELECT line FROM checkpoints');
  expect(lines()).toEqual([stored?.line]);
  for (const worker of workers) expect(await worker.stop('SIGTERM')).toMatchObject({ code: 0 });
  expect(workers.flatMap((worker) => worker.log()).filter((line) => Number(line['level']) >= 50)).toEqual([]);
});
