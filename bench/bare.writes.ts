import { createHash, randomUUID } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { run } from './bare.reads.js';

/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call */

class Refused extends Error {}

/**
 * The same durable work as the product's, one statement for each table in one transaction: the key is claimed, the case
 * is locked and its version compared, state, history and outbox are written, and the answer is kept under the key.
 */
async function once(
  pool: Pool,
  name: string,
  { who, key, ...body }: any,
  work: (tx: PoolClient) => Promise<unknown>,
): Promise<unknown> {
  const hash = createHash('sha256').update(JSON.stringify(body)).digest('hex');
  const tx = await pool.connect();
  try {
    await tx.query('BEGIN');
    const claimed = await run(tx, 'claim', [who.person, key, name, hash]);
    if (claimed.length === 0) {
      const [kept] = await run(tx, 'keptAnswer', [who.person, key]);
      await tx.query('COMMIT');
      return kept.body_hash === hash && kept.name === name ? kept.outcome : { error: 'KEY_REUSED' };
    }
    const answer = await work(tx);
    await run(tx, 'keepAnswer', [who.person, key, JSON.stringify(answer)]);
    await tx.query('COMMIT');
    return answer;
  } catch (error) {
    await tx.query('ROLLBACK');
    if (error instanceof Refused) return { error: error.message };
    throw error;
  } finally {
    tx.release();
  }
}

/** W1: a sign-on gets more time: state, history, the old alarm cancelled and a new one set. */
export function extend(pool: Pool, input: any): Promise<unknown> {
  return once(pool, 'extendStatement', input, async (tx) => {
    const { id, expectedVersion, deadline, reason, who, key } = input;
    const [row] = await run(tx, 'lockStatement', [id]);
    const now = row?.now.toISOString();
    if (!row || row.status !== 'endorsing') throw new Refused('NOT_IN_THIS_STATE');
    if (row.version !== expectedVersion) throw new Refused('CHANGED_MEANWHILE');
    if (deadline <= row.context.deadline || deadline <= now || row.context.deadline < now)
      throw new Refused('DEADLINE');
    if (!reason) throw new Refused('REASON_NEEDED');
    const context = JSON.stringify({ ...row.context, deadline });
    const state = JSON.stringify(row.state);
    await run(tx, 'moveStatement', [id, expectedVersion, context]);
    const payload = JSON.stringify({ deadline });
    const entry = [
      'statement',
      id,
      row.version + 1,
      'EXTEND',
      payload,
      state,
      state,
      who.person,
      who.seat,
      who.organisation,
    ];
    await run(tx, 'addEntry', [...entry, now, reason, key]);
    await run(tx, 'cancelEffect', [id, 'endorsementWindow', now]);
    const effect = ['closeEndorsementWindow', 'statement', id, row.version + 1, 'endorsementWindow', deadline, now];
    await run(tx, 'addEffect', effect);
    return { id, version: row.version + 1, status: row.status, deadline };
  });
}

/** W2: an organisation endorses a version of a statement. */
export function endorse(pool: Pool, input: any): Promise<unknown> {
  return once(pool, 'endorseStatement', input, async (tx) => {
    const { statementId, versionNumber, appearance, who, key } = input;
    const [row] = await run(tx, 'shareStatement', [statementId]);
    const now = row?.now.toISOString();
    if (!row || row.status !== 'endorsing' || row.deadline <= now) throw new Refused('SIGN_ON_CLOSED');
    if (row.version_number !== versionNumber) throw new Refused('ANOTHER_VERSION');
    const id = randomUUID();
    const decision = { versionNumber, signature: 'signatory', appearance, reservations: {} };
    const context = JSON.stringify({ ...decision, onBehalf: false, past: false, tellAddressees: null });
    const state = '"given"';
    const added = await run(tx, 'addEndorsement', [id, statementId, who.organisation, state, context]);
    if (added.length === 0) throw new Refused('NOT_NOW');
    const facts = { window: 'open', currentVersion: row.version_number, handedOver: row.handed > 0, items: row.items };
    const entry = ['endorsement', id, 1, 'ENDORSE', JSON.stringify({ ...decision, ...facts }), null, state];
    await run(tx, 'addEntry', [...entry, who.person, who.seat, who.organisation, now, null, key]);
    return { id, version: 1, status: 'given' };
  });
}
