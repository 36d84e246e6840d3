import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createMachine } from 'xstate';
import { Sealer, findCheckpointLines, openCheckpointKey } from '#proof';
import { byItself } from '#workflow';
import type { CheckpointKey } from '#proof';
import { CONTENT_COLUMNS } from '../../libs/proof/src/seal-content.js';
import { zooProcess } from '../support/engine.js';
import { openHistories } from '../support/histories.js';
import type { Histories } from '../support/histories.js';

const DAY = 86_400_000;

let house: Histories;
let folder: string;
let key: CheckpointKey;
beforeAll(async () => {
  house = await openHistories();
  folder = await mkdtemp(join(tmpdir(), 'anusas-key-'));
  const settings = { CHECKPOINT_KEY: undefined, NODE_ENV: 'test' as const, ANUSAS_DATA: folder };
  key = (await openCheckpointKey(settings, { make: true })) as CheckpointKey;
});
afterAll(async () => {
  await house?.close();
  await rm(folder, { recursive: true, force: true });
});

const seals = () =>
  house.db.query<{ position: string; case_id: string; version: number }[]>(
    'SELECT position, case_id, version FROM history_seals ORDER BY history_seals.position',
  );

describe('a seal', () => {
  it('covers every column that an entry has', async () => {
    const columns = await house.db.query<{ column_name: string }[]>(
      `SELECT column_name FROM information_schema.columns WHERE table_name = 'case_history'`,
    );
    const names = columns.map((column) => column.column_name);
    expect(names.length).toBeGreaterThan(20);
    for (const name of names) expect(CONTENT_COLUMNS).toMatch(new RegExp(`\\b${name}\\b`));
  });

  it('is given once, in one order without gaps, also when several workers seal at once', async () => {
    const ids = await Promise.all(Array.from({ length: 20 }, () => house.begin()));
    const workers = Array.from({ length: 3 }, () => new Sealer(house.db, house.clock));
    await Promise.all([
      ...ids.map(async (id) => {
        for (const type of ['GO', 'COME', 'GO']) await house.send(id, type);
      }),
      ...workers.map(async (worker) => {
        for (let look = 0; look < 10; look += 1) await worker.seal();
      }),
    ]);
    await workers[0]?.seal();
    const all = await seals();
    expect(all.map((seal) => Number(seal.position))).toEqual(Array.from({ length: 80 }, (_, index) => index + 1));
    expect((await house.verify()).found).toEqual([]);
  });

  it('is given to an entry that was written earlier and came to light later', async () => {
    const id = await house.begin();
    const sealer = new Sealer(house.db, house.clock);
    let later: Promise<unknown> = Promise.resolve();
    await house.db.transaction(async (tx) => {
      await house.workflow.send(tx, house.processes.named('walk'), [{ id, event: { type: 'GO' } }], byItself);
      // Meanwhile somebody else's entry, with a higher number, is written and sealed, more than once.
      later = house.begin();
      await later;
      await sealer.seal();
      await house.begin();
      await sealer.seal();
      await sealer.seal();
    });
    await sealer.seal();
    expect((await seals()).some((seal) => seal.case_id === id && seal.version === 2)).toBe(true);
    expect(await house.verify()).toMatchObject({ found: [], unsealed: { entries: 0 } });
  });

  it('cannot be changed, nor can the tables be emptied', async () => {
    for (const sql of [
      `UPDATE history_seals SET entry_id = 1`,
      `DELETE FROM history_seals`,
      `TRUNCATE history_seals`,
      `TRUNCATE case_history`,
    ])
      await expect(house.db.query(sql)).rejects.toThrow(/append-only/);
  });

  it('stays right over corrections and late entries, which change nothing that was said before', async () => {
    const id = await house.begin();
    await house.send(id, 'GO');
    await house.seal();
    const before = await house.db.query('SELECT * FROM history_seals WHERE case_id = $1', [id]);
    await house.correct(id, 2);
    const lastWeek = new Date(Date.parse(await house.clock.now(house.db)) - 7 * DAY).toISOString();
    await house.send(id, 'NOTE', {}, { happenedAt: lastWeek, imported: true, reason: 'found in the archive' });
    const corrected: unknown[] = [];
    const open = await house.verify({ corrected: (correction) => corrected.push(correction) });
    expect(open).toMatchObject({ found: [], corrections: 1, imported: 1, unsealed: { entries: 2 } });
    expect(corrected).toEqual([{ process: 'walk', caseId: id, number: null, version: 3, corrects: 2 }]);
    await house.seal();
    expect(await house.verify()).toMatchObject({ found: [], corrections: 1, unsealed: { entries: 0 } });
    const after = await house.db.query('SELECT * FROM history_seals WHERE case_id = $1 AND version < 3', [id]);
    expect(after).toEqual(before);
  });

  it('that is missing for long is told, by the moved clock', async () => {
    await house.seal();
    expect(await house.sealer.oldestUnsealedSeconds()).toBe(0);
    await house.begin();
    house.clock.advance(90_000);
    expect(await house.sealer.oldestUnsealedSeconds()).toBeGreaterThanOrEqual(90);
    await house.seal();
    expect(await house.sealer.oldestUnsealedSeconds()).toBe(0);
  });
});

describe('while commands run', () => {
  it('what is not sealed yet is named and is no finding, and each case is looked at as it was at one moment', async () => {
    const ids = await Promise.all(Array.from({ length: 10 }, () => house.begin()));
    let going = true;
    const commands = Promise.all(
      ids.map(async (id) => {
        while (going) for (const type of ['GO', 'COME']) await house.send(id, type);
      }),
    );
    try {
      for (let look = 0; look < 5; look += 1) {
        expect((await house.verify()).found).toEqual([]);
        await house.sealer.seal();
      }
    } finally {
      going = false;
      await commands;
    }
    const { unsealed, found } = await house.verify();
    expect(found).toEqual([]);
    expect(unsealed.entries).toBeGreaterThan(0);
    expect(unsealed.oldest).not.toBeNull();
  });
});

describe('a checkpoint', () => {
  it('is made once a day, by the day in Phnom Penh, and stands on the one before it', async () => {
    const first = await house.seal(key);
    await house.begin();
    expect((await house.seal(key)).line).toBeUndefined();
    house.clock.advance(DAY);
    const second = await house.seal(key);
    expect(first.line).toMatch(/^anusas checkpoint number=1 day=\d{4}-\d\d-\d\d entries=\d+ head=/);
    expect(second.line).toMatch(new RegExp(`^anusas checkpoint number=2 .* entries=${(await seals()).length} head=`));
    expect(await house.verify({ keys: [key.publicKey] })).toMatchObject({ found: [], checkpoints: 2 });
  });

  it('is made by one of two workers', async () => {
    house.clock.advance(DAY);
    const made = await Promise.all([house.seal(key), house.seal(key), house.seal(key)]);
    expect(made.filter((each) => each.line !== undefined)).toHaveLength(1);
  });

  it('that a witness kept is held against the chain, also when a mail program broke and quoted it', async () => {
    const [row] = await house.db.query<{ line: string }[]>('SELECT line FROM checkpoints ORDER BY number LIMIT 1');
    const line = row?.line as string;
    const mailed = `Kept by us:\n\n> ${line.replaceAll(' ', '\n> ')}\n\nRegards`;
    expect(findCheckpointLines(mailed)).toEqual([line]);
    expect((await house.verify({ against: [line] })).found).toEqual([]);
    const forged = line.replace(/head=[0-9a-f]/, (start) => (start.endsWith('0') ? 'head=1' : 'head=0'));
    expect((await house.verify({ against: [forged] })).found).toMatchObject([{ what: 'checkpointContradicts' }]);
  });

  it('of another key is refused, and a key is made only once', async () => {
    const settings = { CHECKPOINT_KEY: undefined, NODE_ENV: 'test' as const, ANUSAS_DATA: folder };
    const again = await openCheckpointKey(settings, { make: true });
    expect(again?.publicKey).toBe(key.publicKey);
    expect((await house.verify({ keys: ['x'.repeat(43)] })).found).toMatchObject(
      Array.from({ length: 3 }, () => ({ what: 'checkpointContradicts' })),
    );
    expect(await openCheckpointKey({ ...settings, NODE_ENV: 'production' }, { make: true })).toBeUndefined();
  });
});

describe('sample data that were removed', () => {
  it('are told and are no finding, but never in real use', async () => {
    const id = await house.begin();
    await house.seal();
    await house.db.transaction(async (tx) => {
      await tx.query(`SET LOCAL anusas.removing_samples = 'yes'`);
      await tx.query('INSERT INTO removed_samples (case_id) VALUES ($1)', [id]);
      await tx.query('DELETE FROM case_history WHERE case_id = $1', [id]);
      await tx.query('DELETE FROM zoo WHERE id = $1', [id]);
    });
    expect(await house.verify()).toMatchObject({ found: [], removedSamples: 1 });
    expect((await house.verify({ samples: false })).found).toMatchObject([{ what: 'caseMissing', caseId: id }]);
  });
});

describe('a process that this version does not know', () => {
  it('is named, for its cases cannot be replayed', async () => {
    const other = zooProcess('elsewhere', {
      1: createMachine({ id: 'm', initial: 'unborn', states: { unborn: { on: { BEGIN: 'here' } }, here: {} } }),
    });
    const id = randomUUID();
    await house.db.transaction((tx) =>
      house.workflow.create(tx, other, [{ id, row: {}, event: { type: 'BEGIN' } }], byItself),
    );
    expect((await house.verify()).found).toMatchObject([{ what: 'stateDiffers', caseId: id, process: 'elsewhere' }]);
  });
});
