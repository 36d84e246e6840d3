import type { EntityManager } from 'typeorm';
import { byItself } from '#workflow';
import type { Effect, ShortProcessor } from '#workflow';
import type { StatementReleases } from './statement-releases.service.js';

/** The moment has come until which a text was held back: from now on everybody sees it. */
export class EndEmbargo implements ShortProcessor {
  readonly kind = 'endEmbargo';

  constructor(private readonly releases: StatementReleases) {}

  async perform(effect: Effect, tx: EntityManager): Promise<void> {
    await this.releases.embargoEnds(tx, effect.caseId as string, byItself);
  }
}
