import { Global, Module } from '@nestjs/common';
import { Pasts } from './as-of.service.js';
import { Commands } from './commands.service.js';
import { History } from './history.model.js';
import { Outbox } from './outbox.js';
import { ProcessMigrations } from './process-migrations.service.js';
import { Processes } from './processes.js';
import { Processors } from './processors.js';
import { Workflow } from './workflow.service.js';

const engine = [Processes, Processors, Workflow, Commands, Outbox, History, ProcessMigrations, Pasts];

/** The engine. Features register their processes with `Processes`; the worker adds processors to `Processors`. */
@Global()
@Module({ providers: engine, exports: engine })
export class WorkflowModule {}
