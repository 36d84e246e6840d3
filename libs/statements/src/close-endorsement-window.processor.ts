import type { EntityManager } from 'typeorm';
import { byItself } from '#workflow';
import type { Effect, ShortProcessor } from '#workflow';
import type { StatementsService } from './statements.service.js';

/** The sign-on of a statement has reached its deadline: the quorum is judged, and it is endorsed or lapses. */
export class CloseEndorsementWindow implements ShortProcessor {
  readonly kind = 'closeEndorsementWindow';

  constructor(private readonly statements: StatementsService) {}

  async perform(effect: Effect, tx: EntityManager): Promise<void> {
    await this.statements.close(tx, { id: effect.caseId as string }, byItself);
  }
}
