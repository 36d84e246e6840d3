import { Inject, Injectable } from '@nestjs/common';
import { DomainError } from '#platform';
import type { Queryable } from '#platform';
import { Secrets } from './secrets.service.js';

/** Strict on purpose: what a mail program could read as two addresses, a name or a comment is none. */
const ADDRESS = /^[a-z0-9._%+-]{1,64}@(?=.{1,190}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]{2,24}$/;

/** An address as it is stored, looked for and written to: in small letters; nothing when it is none. */
export function toAddress(typed: string): string | undefined {
  const address = typed.normalize('NFC').trim().toLowerCase();
  return ADDRESS.test(address) ? address : undefined;
}

/**
 * The address at which a person gets sign-in mail: kept as a keyed hash, to be found by, and sealed, to be written to.
 * No answer of the product ever contains it.
 */
@Injectable()
export class Addresses {
  constructor(@Inject(Secrets) private readonly secrets: Secrets) {}

  /** What an address is found by. */
  hashOf(address: string): string {
    return this.secrets.hash('address', address);
  }

  sealFor(personId: string, address: string): Buffer {
    return this.secrets.seal('address', personId, address);
  }

  openOf(personId: string, sealed: Buffer): string {
    return this.secrets.open('address', personId, sealed);
  }

  /**
   * Gives a person an address, or another one.
   * @throws DomainError refused when it is no address, or somebody else's.
   */
  async give(tx: Queryable, personId: string, typed: string): Promise<void> {
    const address = toAddress(typed);
    if (!address) throw new DomainError('refused', [{ code: 'NO_ADDRESS', path: ['address'] }]);
    const rows = await tx.query<unknown[]>(
      `INSERT INTO person_addresses (person_id, address_hash, address_sealed)
       SELECT $1, $2, $3 WHERE NOT EXISTS (SELECT FROM person_addresses WHERE address_hash = $2 AND person_id <> $1)
       ON CONFLICT (person_id) DO UPDATE SET address_hash = EXCLUDED.address_hash, address_sealed = EXCLUDED.address_sealed
       RETURNING person_id`,
      [personId, this.hashOf(address), this.sealFor(personId, address)],
    );
    if (rows.length === 0) throw new DomainError('refused', [{ code: 'ADDRESS_TAKEN', path: ['address'] }]);
  }

  /** Where a person gets mail; nothing when there is no address. */
  async of(db: Queryable, personId: string): Promise<string | undefined> {
    const [row] = await db.query<{ sealed: Buffer }[]>(
      `SELECT address_sealed AS sealed FROM person_addresses WHERE person_id = $1`,
      [personId],
    );
    return row && this.openOf(personId, row.sealed);
  }
}
