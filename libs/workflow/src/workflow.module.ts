import { Global, Module } from '@nestjs/common';
import { Commands } from './commands.service.js';
import { History } from './history.model.js';
import { Outbox } from './outbox.js';
import { Processes } from './processes.js';
import { Processors } from './processors.js';
import { Workflow } from './workflow.service.js';

const engine = [Processes, Processors, Workflow, Commands, Outbox, History];

/** The engine. Features register their processes with `Processes`; the worker adds processors to `Processors`. */
@Global()
@Module({ providers: engine, exports: engine })
export class WorkflowModule {}
