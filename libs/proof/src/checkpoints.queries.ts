import type { EntityManager } from 'typeorm';
import { civilDay } from '#platform';
import type { Clock, Queryable } from '#platform';
import type { CheckpointKey } from './checkpoint-key.js';
import { checkpointHash, signCheckpoint } from './checkpoint-line.js';
import type { Checkpoint } from './checkpoint-line.js';

/** The lines of all checkpoints, oldest first, as they are stored: whether they are right is for others to find out. */
export async function readCheckpointLines(db: Queryable): Promise<string[]> {
  const rows = await db.query<{ line: string }[]>('SELECT line FROM checkpoints ORDER BY number');
  return rows.map((row) => row.line);
}

/** The newest checkpoint's line, to be mailed or printed. */
export async function newestCheckpointLine(db: Queryable): Promise<string | undefined> {
  const [row] = await db.query<{ line: string }[]>('SELECT line FROM checkpoints ORDER BY number DESC LIMIT 1');
  return row?.line;
}

/**
 * Makes the checkpoint of the day, by the clock in Phnom Penh, when there is none yet and anything is sealed. The caller
 * holds the lock of the chain.
 */
export async function addDueCheckpoint(
  tx: EntityManager,
  clock: Clock,
  key: CheckpointKey,
): Promise<Checkpoint | undefined> {
  const made = await clock.now(tx);
  const day = civilDay(made);
  const [last] = await tx.query<{ number: number; due: boolean; line: string }[]>(
    'SELECT number, day < $1::date AS due, line FROM checkpoints ORDER BY number DESC LIMIT 1',
    [day],
  );
  if (last && !last.due) return undefined;
  const [head] = await tx.query<{ position: string; hash: string }[]>(
    `SELECT position::text AS position, encode(hash, 'hex') AS hash FROM history_seals
      ORDER BY history_seals.position DESC LIMIT 1`,
  );
  if (!head) return undefined;
  const number = (last?.number ?? 0) + 1;
  const stands = { number, day, entries: Number(head.position), head: head.hash, previous: checkpointHash(last), made };
  const checkpoint = signCheckpoint(stands, key);
  await tx.query('INSERT INTO checkpoints (number, day, line) VALUES ($1, $2, $3)', [number, day, checkpoint.line]);
  return checkpoint;
}
