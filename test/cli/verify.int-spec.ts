import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { fromGlobalId } from '#platform';
import { Sealer, openCheckpointKey } from '#proof';
import { cast } from '../support/cast.js';
import { runCliWith } from '../support/cli.js';
import { draft } from '../support/findings.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

const DAY = 86_400_000;
const CHECKPOINT_KEY = generateKeyPairSync('ed25519')
  .privateKey.export({ format: 'der', type: 'pkcs8' })
  .toString('base64');

let house: House;
let folder: string;
let first: { id: string; number: string };

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anusas-verify-'));
  house = await openHouse({ CHECKPOINT_KEY, ANUSAS_DATA: folder });
  const { id } = await draft(house);
  const { data } = await house.ask(
    'query ($id: ID!) { node(id: $id) { ... on Recommendation { number } } }',
    { id },
    cast.officer,
  );
  first = { id: fromGlobalId('rec', id), number: data.node.number };
  await draft(house);
  await seal();
});
afterAll(async () => {
  await house?.close();
  await rm(folder, { recursive: true, force: true });
});

const seal = async () => house.worker.app.get(Sealer).seal(await openCheckpointKey(house.config, { make: false }));
const cli = (...args: string[]) =>
  runCliWith({ DATABASE_URL: house.databaseUrl, CHECKPOINT_KEY, ANUSAS_DATA: folder }, ...args);
/** Without the database, and without the key. */
const alone = (...args: string[]) => runCliWith({ ANUSAS_DATA: folder }, ...args);
const file = (name: string) => join(folder, name);

/** Does something that only a superuser can, looks, and undoes it. */
async function tampered<T>(sql: string, undo: string, look: () => Promise<T>): Promise<T> {
  const asSuperuser = (statement: string) =>
    house.db.transaction(async (tx: EntityManager) => {
      await tx.query('SET LOCAL session_replication_role = replica');
      await tx.query(statement);
    });
  await asSuperuser(sql);
  try {
    return await look();
  } finally {
    await asSuperuser(undo);
  }
}

describe('anusas verify', () => {
  it('says that all is well, what it looked at and what nothing proves yet, and ends with 0', async () => {
    await draft(house);
    const { code, output } = await cli('verify');
    expect(output).toMatch(/3 cases and 2 sealed entries verified: 0 findings/);
    expect(output).toMatch(/1 entries are not sealed yet/);
    expect(output).toMatch(/1 checkpoints, the newest number 1 of \d{4}-\d\d-\d\d over 2 entries/);
    expect(output).toMatch(/could have been rewritten by who controls the database/);
    expect(code).toBe(0);
  });

  it('names what was edited by process, number, id and entry, and ends with 1', async () => {
    const { code, output } = await tampered(
      `UPDATE case_history SET reason = 'x' WHERE case_id = '${first.id}'`,
      `UPDATE case_history SET reason = NULL WHERE case_id = '${first.id}'`,
      () => cli('verify'),
    );
    expect(output).toContain(`EDITED recommendation ${first.number} ${first.id} entry 1 (1 in the chain)`);
    expect(output).toMatch(/1 findings/);
    expect(code).toBe(1);
    expect((await cli('verify')).code).toBe(0);
  });

  it('marks corrections', async () => {
    const { recommendation, userErrors } = await house.send(
      'withdrawRecommendation',
      { id: (await draft(house)).id, expectedVersion: 1, reason: 'entered twice' },
      cast.officer,
      'recommendation { id number version }',
    );
    expect(userErrors).toEqual([]);
    const corrected = await house.send(
      'correctRecommendation',
      {
        id: recommendation.id,
        expectedVersion: recommendation.version,
        entry: recommendation.version,
        reason: 'it was not',
      },
      cast.officer,
      'recommendation { version }',
    );
    expect(corrected.userErrors).toEqual([]);
    const { output, code } = await cli('verify');
    expect(output).toMatch(
      new RegExp(`corrected: recommendation ${recommendation.number} .* entry 3 says what is right instead of entry 2`),
    );
    expect(output).toMatch(/1 entries correct another/);
    expect(code).toBe(0);
  });

  it('ends with 2 when it cannot look', async () => {
    await writeFile(file('nothing.txt'), 'nothing');
    for (const args of [
      ['verify', file('nothing.txt')],
      ['verify', '--against', file('nothing.txt')],
      ['verify', '--key', 'short'],
    ])
      expect(await cli(...args)).toMatchObject({ code: 2 });
  });
});

describe('a checkpoint', () => {
  it('is printed as one line, and holds against the chain later', async () => {
    const { code, output } = await cli('checkpoint');
    expect(code).toBe(0);
    expect(output).toMatch(/^anusas checkpoint number=1 day=\S+ entries=2 [^\n]+\n$/);
    await writeFile(file('witness.txt'), `Dear colleague,\n${output.replaceAll(' ', '\r\n  ')}`);
    house.clock.advance(DAY);
    await seal();
    expect(await cli('verify', '--against', file('witness.txt'))).toMatchObject({ code: 0 });
    const emptied = await tampered(
      `CREATE TABLE aside AS SELECT * FROM checkpoints; DELETE FROM checkpoints`,
      `INSERT INTO checkpoints SELECT * FROM aside`,
      () => cli('verify', '--against', file('witness.txt')),
    );
    expect(emptied.code).toBe(1);
    expect(emptied.output).toMatch(/CHECKPOINT CONTRADICTS: the checkpoint that the witness holds number=1/);
  });
});

describe('an export', () => {
  it('verifies alone, with the public key and without any database', async () => {
    const written = await cli('verify', '--export', file('all.jsonl'));
    expect(written).toMatchObject({ code: 0, output: expect.stringContaining('It says who did what') });
    const key = (await openCheckpointKey(house.config, { make: false }))?.publicKey as string;
    const looked = await alone('verify', file('all.jsonl'), '--key', key, '--against', file('witness.txt'));
    expect(looked.output).toMatch(/4 cases and 6 sealed entries verified: 0 findings/);
    expect(looked.output).toContain(`The export was signed by the key ${key}.`);
    expect(looked.code).toBe(0);
  });

  it('that was changed is found', async () => {
    const text = await readFile(file('all.jsonl'), 'utf8');
    await writeFile(
      file('changed.jsonl'),
      text.replaceAll('"happened_precision":"moment"', '"happened_precision":"day"'),
    );
    const { code, output } = await alone('verify', file('changed.jsonl'));
    expect(output).toContain(`EDITED recommendation ${first.number} ${first.id} entry 1`);
    expect(output).toMatch(/EXPORT DAMAGED/);
    expect(code).toBe(1);
  });
});

describe('health', () => {
  it('tells that histories are not sealed, and stays ready', async () => {
    const ask = async () => (await fetch(`${house.api.url}/health/ready`)).json();
    await draft(house);
    expect(await ask()).toMatchObject({ status: 'ready', checks: { oldestUnsealedEntry: 'ok' } });
    house.clock.advance(120_000);
    expect(await ask()).toMatchObject({
      status: 'ready',
      checks: { oldestUnsealedEntry: expect.stringMatching(/waiting for 1[23]\d s/) },
    });
    expect(await (await fetch(`${house.api.url}/metrics`)).text()).toMatch(
      /anusas_oldest_unsealed_entry_seconds 1[23]\d/,
    );
    await seal();
    expect(await ask()).toMatchObject({ checks: { oldestUnsealedEntry: 'ok' } });
  });
});
