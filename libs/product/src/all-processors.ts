import type { INestApplicationContext } from '@nestjs/common';
import { CloseEndorsementWindow, StatementsService } from '#statements';
import { Processes, Processors, SendDelayedEvent, Workflow } from '#workflow';

/**
 * Gives each effect its processor, by hand, in a process that performs effects: the worker, a command, a test.
 * @throws naming every effect that has no processor, and every processor that has no effect.
 */
export function addProcessors(app: INestApplicationContext): void {
  const processes = app.get(Processes);
  const processors = app.get(Processors);
  processors.add(new SendDelayedEvent(app.get(Workflow), processes));
  processors.add(new CloseEndorsementWindow(app.get(StatementsService)));
  processors.assertComplete(processes);
}
