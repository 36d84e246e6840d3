import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RecommendationsService } from '#recommendations';
import type { Stage } from '#recommendations';
import type { Act, Moved } from '#workflow';
import type { StatementStatus } from './statement.machine.js';
import { stageAt } from './statement.stored.js';
import { carriedItems } from './statement.versions.js';

type Items = readonly { recommendationId: string }[];

/** A step of one case as the cause of what it makes others do. */
export const causedBy = (act: Act, moved: Pick<Moved, 'id' | 'version'>): Act => ({
  ...act,
  cause: { caseId: moved.id, version: moved.version },
});

/** How far a statement has brought what it carries; `act`: its own day, where it is not that of the rest. */
export interface Reached {
  statement: { id: string; number: string };
  items: Items;
  stage: Stage;
  act?: Partial<Act>;
}

/** Tells the recommendations that a statement carries how far it has brought them; two hundred cost what one costs. */
@Injectable()
export class Carryings {
  constructor(@Inject(RecommendationsService) private readonly recommendations: RecommendationsService) {}

  /** They have reached a stage. */
  async reach(tx: EntityManager, statement: Reached['statement'], items: Items, stage: Stage, act: Act): Promise<void> {
    await this.reachAll(tx, [{ statement, items, stage }], act);
  }

  /** What several statements carry has reached a stage; any number of them costs what one costs. */
  async reachAll(tx: EntityManager, reached: readonly Reached[], act: Act): Promise<void> {
    const moved = reached.flatMap(({ items, ...its }) =>
      items.map(({ recommendationId }) => ({ ...its, recommendationId })),
    );
    if (moved.length > 0) await this.recommendations.carryingMoved(tx, moved, act);
  }

  /** It carries them no longer. */
  async end(tx: EntityManager, statementId: string, items: Items, act: Act): Promise<void> {
    const ids = items.map(({ recommendationId }) => recommendationId);
    if (ids.length > 0) await this.recommendations.carryingEnded(tx, statementId, ids, act);
  }

  /**
   * They stand where the statement stands after a step. That it was handed over is told by its submissions, each for the
   * items that it asks; only what comes back from having been withdrawn is told here.
   */
  async follow(tx: EntityManager, number: string, moved: Moved, act: Act): Promise<void> {
    const items = await carriedItems(tx, moved.id, moved.context['versionNumber'] as number);
    const stage = stageAt(moved.to as StatementStatus);
    const caused = causedBy(act, moved);
    if (!stage) await this.end(tx, moved.id, items, caused);
    else if (stage !== 'submitted' || moved.from === 'withdrawn') {
      await this.reach(tx, { id: moved.id, number }, items, stage, caused);
    }
  }
}
