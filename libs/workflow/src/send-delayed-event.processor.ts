import type { EntityManager } from 'typeorm';
import type { EventObject } from 'xstate';
import { byItself } from './act.js';
import { TIMER } from './case-rows.js';
import type { Processes } from './processes.js';
import type { Effect, ShortProcessor } from './processors.js';
import type { Workflow } from './workflow.service.js';

/** A delay of a machine is over: its event goes to the case through the one door. */
export class SendDelayedEvent implements ShortProcessor {
  readonly kind = TIMER;

  constructor(
    private readonly workflow: Workflow,
    private readonly processes: Processes,
  ) {}

  async perform(effect: Effect, tx: EntityManager): Promise<void> {
    const process = this.processes.named(effect.process as string);
    const event = effect.payload['event'] as EventObject;
    await this.workflow.send(tx, process, [{ id: effect.caseId as string, event }], byItself);
  }
}
