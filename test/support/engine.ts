import 'reflect-metadata';
import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import type { AnyStateMachine } from 'xstate';
import { Clock, PlatformModule, createLog, openDatabase, readConfig } from '#platform';
import type { Database, Log } from '#platform';
import { Outbox, Processes, Processors, SendDelayedEvent, Workflow, WorkflowModule } from '#workflow';
import type { Process } from '#workflow';
import { cloneDatabase } from './own-database.js';

/** The engine alone, with a process of the test's own on a table of its own. */
export interface Engine {
  workflow: Workflow;
  processes: Processes;
  processors: Processors;
  outbox: Outbox;
  db: Database;
  clock: Clock;
  log: Log;
  databaseUrl: string;
  /** Performs everything that is due. */
  drain(): Promise<void>;
  close(): Promise<void>;
}

@Module({})
class EngineModule {}

/** A process around a machine, as bare as can be; its cases live in the table `zoo`. */
export function zooProcess(
  name: string,
  versions: Record<number, AnyStateMachine>,
  rest: Partial<Process> = {},
): Process {
  return {
    name,
    table: 'zoo',
    versions,
    effects: [],
    wishes: {},
    requirements: {},
    columns: [],
    relations: () => [],
    ...rest,
  };
}

export async function openEngine(...processes: Process[]): Promise<Engine> {
  const own = await cloneDatabase();
  const config = readConfig({ NODE_ENV: 'test', DATABASE_URL: own.url, DATABASE_POOL: '8', QUEUE: 'none' });
  const database = await openDatabase(config);
  await database.query(`CREATE TABLE zoo (id uuid PRIMARY KEY, machine_version integer NOT NULL, version integer NOT NULL,
    state jsonb NOT NULL, context jsonb NOT NULL, history_value jsonb NOT NULL DEFAULT '{}')`);
  const clock = new Clock();
  const log = createLog(process.env['ANUSAS_TEST_LOG'] ?? 'silent', 'test');
  const app: INestApplicationContext = await NestFactory.createApplicationContext(
    { module: EngineModule, imports: [PlatformModule.of({ config, database, clock, log }), WorkflowModule] },
    { logger: false, abortOnError: false },
  );
  const engine = {
    workflow: app.get(Workflow),
    processes: app.get(Processes),
    processors: app.get(Processors),
    outbox: app.get(Outbox),
  };
  for (const each of processes) engine.processes.register(each);
  engine.processors.add(new SendDelayedEvent(engine.workflow, engine.processes));
  return {
    ...engine,
    db: database,
    clock,
    log,
    databaseUrl: own.url,
    drain: () => engine.outbox.drain(log),
    async close() {
      await app.close();
      await database.close();
      await own.drop();
    },
  };
}
