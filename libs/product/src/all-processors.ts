import type { INestApplicationContext } from '@nestjs/common';
import { CloseEndorsementWindow, EndEmbargo, StatementReleases, StatementsService } from '#statements';
import { SignIns } from '#accounts';
import { ImportRuns, RUN_IMPORT, RunImport } from '#imports';
import { Database } from '#platform';
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
  processors.add(new EndEmbargo(app.get(StatementReleases)));
  processors.add(new RunImport(app.get(Database), app.get(ImportRuns), app.get(SignIns)));
  processors.assertComplete(processes, [RUN_IMPORT]);
}
