import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { startOfDay } from '#platform';
import { EditionsService } from '#instruments';
import type { NewEdition } from '#instruments';
import type { Act } from '#workflow';
import { IntegrationsService } from './integrations.service.js';

/**
 * The changes of editions that concern what was found in them: the register is changed and every finding is told, in one
 * transaction. Whoever adopts or repeals an edition does it through here.
 */
@Injectable()
export class EditionChanges {
  constructor(
    @Inject(EditionsService) private readonly editions: EditionsService,
    @Inject(IntegrationsService) private readonly integrations: IntegrationsService,
  ) {}

  /**
   * Enters an edition; what was found in the ones that it replaces is to be looked for in it.
   * @returns its id.
   */
  async registerEdition(tx: EntityManager, input: NewEdition, act: Act): Promise<string> {
    const id = await this.editions.registerEdition(tx, input, act);
    const replaced = input.replacesIds ?? [];
    if (replaced.length > 0) {
      await this.integrations.recheckDue(tx, { editionIds: replaced, into: id }, on(act, input.adoptedOn));
    }
    return id;
  }

  /** A draft was adopted: what was found in it, and in the editions that it replaces, is to be looked for in what was adopted. */
  async adoptEdition(
    tx: EntityManager,
    input: Parameters<EditionsService['adoptEdition']>[1],
    act: Act,
  ): Promise<void> {
    const replaced = await this.editions.adoptEdition(tx, input, act);
    await this.integrations.recheckDue(
      tx,
      { editionIds: [input.id, ...replaced], into: input.id },
      on(act, input.adoptedOn),
    );
  }

  /** An edition was repealed without a successor: what was found in it stands nowhere any more. */
  async repealEdition(
    tx: EntityManager,
    input: Parameters<EditionsService['repealEdition']>[1],
    act: Act,
  ): Promise<void> {
    await this.editions.repealEdition(tx, input, act);
    await this.integrations.editionRepealed(tx, input.id, on(act, input.repealedOn));
  }
}

/** The same act, on the day on which it happened, Phnom Penh time. */
function on(act: Act, day: string | null | undefined): Act {
  return day ? { ...act, happenedAt: startOfDay(day), precision: 'day' } : act;
}
