import { Inject, Injectable } from '@nestjs/common';
import { Addresses, toAddress } from '#accounts';
import { Clock, Database, DomainError, isoText, notFound } from '#platform';
import type { Queryable, Viewer } from '#platform';
import { Notices } from './notices.service.js';
import { Sessions } from './sessions.service.js';
import type { Changed } from './sessions.service.js';

/** Between the second approval and its effect: time enough for the person to read one of the notices and object. */
const DELAY = `interval '24 hours'`;
const PENDING = 'cancelled_at IS NULL AND done_at IS NULL';

export interface RecoveryRow {
  id: string;
  personId: string;
  begunAt: string;
  begunBy: string;
  approvedAt: string | null;
  dueAt: string | null;
  newAddress: boolean;
}

const COLUMNS = `id, person_id AS "personId", ${isoText('begun_at')} AS "begunAt", begun_by AS "begunBy",
  ${isoText('approved_at')} AS "approvedAt", ${isoText('due_at')} AS "dueAt", new_address_hash IS NOT NULL AS "newAddress"`;

/**
 * For a person who lost every second factor, or the address: two coordinators and a day. One person alone, a coordinator
 * who is pressed or deceived, cannot take an account over, and its owner hears of it on every device before it happens.
 */
@Injectable()
export class Recoveries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Addresses) private readonly addresses: Addresses,
    @Inject(Notices) private readonly notices: Notices,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  /**
   * The first coordinator, after having made sure by another way that it is the person who asks.
   * @param newAddress when the person has another address from now on.
   * @returns the recovery's id.
   */
  async begin(tx: Queryable, personId: string, newAddress: string | null, by: Viewer): Promise<string> {
    if (personId === by.personId) throw new DomainError('refused', [{ code: 'NOT_YOUR_OWN_RECOVERY' }]);
    const address = newAddress === null ? undefined : toAddress(newAddress);
    if (newAddress !== null && !address)
      throw new DomainError('refused', [{ code: 'NO_ADDRESS', path: ['newAddress'] }]);
    const hash = address ? this.addresses.hashOf(address) : null;
    const taken = await tx.query<unknown[]>(
      `SELECT 1 FROM person_addresses WHERE address_hash = $1 AND person_id <> $2`,
      [hash, personId],
    );
    if (taken.length > 0) throw new DomainError('refused', [{ code: 'ADDRESS_TAKEN', path: ['newAddress'] }]);
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO recoveries (person_id, begun_at, begun_by, new_address_hash, new_address_sealed)
       VALUES ($1, ${this.clock.sql()}, $2, $3, $4)
       ON CONFLICT (person_id) WHERE ${PENDING} DO NOTHING RETURNING id`,
      [personId, by.personId, hash, address ? this.addresses.sealFor(personId, address) : null],
    );
    if (!row) throw new DomainError('refused', [{ code: 'RECOVERY_UNDER_WAY' }]);
    return row.id;
  }

  /** The second coordinator, who is another person. From here on it takes a day. */
  async approve(tx: Queryable, id: string, by: Viewer): Promise<void> {
    const [, count] = await tx.query<Changed>(
      `UPDATE recoveries SET approved_at = ${this.clock.sql()}, approved_by = $2, due_at = ${this.clock.sql()} + ${DELAY}
        WHERE id = $1 AND begun_by <> $2 AND person_id <> $2 AND approved_at IS NULL AND ${PENDING}`,
      [id, by.personId],
    );
    if (count === 1) return;
    const [row] = await tx.query<{ mine: boolean }[]>(
      `SELECT begun_by = $2 OR person_id = $2 AS mine FROM recoveries WHERE id = $1 AND approved_at IS NULL AND ${PENDING}`,
      [id, by.personId],
    );
    if (!row) throw notFound();
    throw new DomainError('refused', [{ code: 'SECOND_COORDINATOR_NEEDED', clearedBy: ['coordinator'] }]);
  }

  /**
   * Stopped by the person or by a coordinator, as long as it has not taken effect.
   * @returns was there one that they may stop?
   */
  async stop(tx: Queryable, id: string, personId: string, coordinator: boolean): Promise<boolean> {
    const [, count] = await tx.query<Changed>(
      `UPDATE recoveries SET cancelled_at = ${this.clock.sql()}, cancelled_by = $2
        WHERE id = $1 AND (person_id = $2 OR $3) AND ${PENDING}`,
      [id, personId, coordinator],
    );
    return count === 1;
  }

  /** Recoveries that are under way: all, for coordinators. */
  pending(db: Queryable): Promise<RecoveryRow[]> {
    return db.query<RecoveryRow[]>(
      `SELECT ${COLUMNS} FROM recoveries WHERE ${PENDING} ORDER BY begun_at, id LIMIT 100`,
    );
  }

  /** The recovery of a person that is under way. */
  async of(db: Queryable, personId: string): Promise<RecoveryRow | undefined> {
    const [row] = await db.query<RecoveryRow[]>(
      `SELECT ${COLUMNS} FROM recoveries WHERE person_id = $1 AND ${PENDING}`,
      [personId],
    );
    return row;
  }

  /** Tells the person of a recovery at the address that counted until now. */
  async tell(id: string, kind: 'recoveryBegun' | 'recoveryApproved' | 'recoveryCancelled'): Promise<void> {
    const [row] = await this.db.query<{ person_id: string }[]>(`SELECT person_id FROM recoveries WHERE id = $1`, [id]);
    if (row) await this.notices.tell(row.person_id, kind);
  }

  /**
   * What is due takes effect: sessions, passkeys, app and codes go, and the new address counts. It is asked for whenever
   * somebody asks for mail, before the address is looked up.
   */
  async completeDue(): Promise<void> {
    const now = this.clock.sql();
    const due = await this.db.query<{ id: string; person_id: string }[]>(
      `SELECT id, person_id FROM recoveries WHERE due_at <= ${now} AND ${PENDING}`,
    );
    for (const { id, person_id: personId } of due) {
      if (await this.db.transaction((tx) => this.complete(tx, id, personId))) {
        await this.notices.tell(personId, 'recoveryDone');
      }
    }
  }

  private async complete(tx: Queryable, id: string, personId: string): Promise<boolean> {
    const now = this.clock.sql();
    const [rows] = await tx.query<Changed<{ hash: string | null; sealed: Buffer | null }>>(
      `UPDATE recoveries SET done_at = ${now} WHERE id = $1 AND ${PENDING}
       RETURNING new_address_hash AS hash, new_address_sealed AS sealed`,
      [id],
    );
    const [row] = rows;
    if (!row) return false;
    await this.sessions.cutOff(tx, personId, null);
    for (const table of ['passkeys', 'authenticators', 'recovery_codes'])
      await tx.query(`DELETE FROM ${table} WHERE person_id = $1`, [personId]);
    await tx.query(`DELETE FROM sign_in_requests WHERE person_id = $1`, [personId]);
    if (row.hash)
      await tx.query(
        `INSERT INTO person_addresses (person_id, address_hash, address_sealed)
         SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM person_addresses WHERE address_hash = $2 AND person_id <> $1)
         ON CONFLICT (person_id) DO UPDATE
           SET address_hash = EXCLUDED.address_hash, address_sealed = EXCLUDED.address_sealed`,
        [personId, row.hash, row.sealed],
      );
    return true;
  }
}
