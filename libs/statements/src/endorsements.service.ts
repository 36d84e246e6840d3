import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Act } from '#workflow';

/** Endorsements are not built yet: this refuses to pass over any that are there. */
@Injectable()
export class EndorsementsService {
  async versionAmended(
    tx: EntityManager,
    statementId: string,
    _version: { versionNumber: number; material: boolean },
    _act: Act,
  ): Promise<void> {
    const there = await tx.query<unknown[]>(`SELECT 1 FROM endorsements WHERE statement_id = $1 LIMIT 1`, [
      statementId,
    ]);
    if (there.length > 0) throw new Error('The endorsements of this statement cannot be carried over yet');
  }
}
