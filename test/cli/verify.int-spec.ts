import { generateKeyPairSync } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { EntityManager } from 'typeorm';
import { fromGlobalId } from '#platform';
import { Sealer, openCheckpointKey, verify, withEvidence } from '#proof';
import type { Finding } from '#proof';
import { Processes } from '#workflow';
import { cast } from '../support/cast.js';
import { runCliWith } from '../support/cli.js';
import { draft } from '../support/findings.js';
import { act, opened, read } from '../statements/texts.js';
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

type Version = { id: string; number: number; hash: string };

describe('a frozen text', () => {
  let statement: { id: string; number: string };
  const versions = async () =>
    house.db.query<Version[]>(
      `SELECT v.id, v.number, v.hash FROM statement_versions v WHERE v.statement_id = $1 ORDER BY v.number`,
      [statement.id],
    );

  it('is held against the fingerprint that its history sealed, also alone from an export', async () => {
    const { id } = await opened(house);
    const { items } = await read(house, id, 'items { recommendation { id } }');
    await act(house, 'amendStatement', id, {
      amendment: 'EDITORIAL',
      content: {
        title: { en: 'Better words', km: 'ពាក្យល្អជាង' },
        body: { en: 'We ask.', km: 'យើងស្នើ។' },
        items: items.map((item: any) => ({ recommendationId: item.recommendation.id })),
      },
      reason: 'A slip of the pen.',
    });
    statement = { id: fromGlobalId('stm', id), number: (await read(house, id, 'number')).number };
    expect(await versions()).toHaveLength(2);
    await seal();
    const { output, code } = await cli('verify', '--export', file('texts.jsonl'));
    expect(output).toContain('2 frozen texts held against the fingerprints in their histories.');
    expect(code).toBe(0);
    expect((await alone('verify', file('texts.jsonl'))).output).toContain('2 frozen texts');
    expect(await readFile(file('texts.jsonl'), 'utf8')).not.toContain('ពាក្យល្អជាង');
  });

  it('that was changed beside an intact history is found and named', async () => {
    const [one, two] = (await versions()) as unknown as [Version, Version];
    const put = (table: string) => `DELETE FROM ${table}; INSERT INTO ${table} SELECT * FROM kept_${table}`;
    const undo = `${put('statement_items')}; ${put('statement_versions')}`;
    for (const table of ['statement_versions', 'statement_items'])
      await house.db.query(`CREATE TABLE kept_${table} AS SELECT * FROM ${table}`);
    const processes = house.api.app.get(Processes);
    const look = () =>
      withEvidence(house.db, processes, async (evidence) => {
        const findingsSaid: string[] = [];
        const found = ({ what, caseId, version, why }: Finding) => {
          if (what !== 'textDiffers' || caseId !== statement.id) throw new Error(`${what}: ${why}`);
          findingsSaid.push(`${version}: ${why}`);
        };
        return { findings: (await verify(evidence, processes, { found })).findings, findingsSaid };
      });
    for (const [sql, said] of [
      [
        `UPDATE statement_versions SET body_en = body_en || ' not' WHERE id = '${one.id}'`,
        `2: version 1 of its text is not what was frozen`,
      ],
      [
        `UPDATE statement_items SET wording_en = 'x' WHERE position = 2 AND version_id = '${two.id}'`,
        `3: version 2 of its text is not what was frozen`,
      ],
      [
        `UPDATE statement_items SET position = 9 - position WHERE version_id = '${two.id}'`,
        `3: version 2 of its text is not what was frozen`,
      ],
      [
        `DELETE FROM statement_items WHERE position = 1 AND version_id = '${two.id}'`,
        `3: version 2 of its text is not what was frozen`,
      ],
      [
        `UPDATE statement_versions SET hash = '${two.hash}' WHERE id = '${one.id}'`,
        `2: the fingerprint that is shown with version 1 of its text is not the one that was sealed`,
      ],
      [
        `UPDATE statement_versions SET hash = NULL, frozen_at = NULL WHERE id = '${two.id}'`,
        `3: version 2 of its text is gone, or frozen no longer`,
      ],
      [
        `DELETE FROM statement_versions WHERE id = '${one.id}'`,
        `2: version 1 of its text is gone, or frozen no longer`,
      ],
      [
        `UPDATE statement_versions SET number = 7 WHERE id = '${two.id}'`,
        `undefined: no entry tells that version 7 of its text was frozen`,
      ],
    ] as const) {
      const { findings, findingsSaid } = await tampered(sql, undo, look);
      expect([sql, findings, findingsSaid]).toEqual([sql, findingsSaid.length, expect.arrayContaining([said])]);
    }
    const { code, output } = await tampered(
      `UPDATE statement_versions SET body_en = body_en || ' not' WHERE id = '${one.id}'`,
      undo,
      () => cli('verify'),
    );
    expect(output).toContain(
      `TEXT DIFFERS statement ${statement.number} ${statement.id} entry 2: version 1 of its text`,
    );
    expect(code).toBe(1);
    expect(await look()).toEqual({ findings: 0, findingsSaid: [] });
  });
});
