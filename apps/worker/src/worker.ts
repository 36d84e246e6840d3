import 'reflect-metadata';
import { Module } from '@nestjs/common';
import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FrameworkLog, PlatformModule, Queues } from '#platform';
import type { Foundation } from '#platform';
import { ProductModule, addProcessors } from '#product';
import { Outbox, Processes, Processors, unknownStates } from '#workflow';

@Module({})
class WorkerModule {
  static of(foundation: Foundation): DynamicModule {
    return { module: WorkerModule, imports: [PlatformModule.of(foundation), ProductModule] };
  }
}

/** The worker: takes what is due from the outbox and performs it. */
export interface Worker {
  app: INestApplicationContext;
  /** Relays and performs until nothing more is due, without the queue; for tests and for one-off work. */
  drain(): Promise<void>;
  /** Begins to relay, and to take jobs from the queue. */
  run(): void;
  close(): Promise<void>;
}

/**
 * Builds the worker with its processors, one for each effect.
 * @throws when an effect has no processor or two, or a stored case is in an unknown state, naming it.
 */
export async function createWorker(foundation: Foundation): Promise<Worker> {
  const { config, log, database } = foundation;
  const app = await NestFactory.createApplicationContext(WorkerModule.of(foundation), {
    logger: new FrameworkLog(log),
    abortOnError: false,
  });
  const processes = app.get(Processes);
  const processors = app.get(Processors);
  const outbox = app.get(Outbox);
  addProcessors(app);
  const unknown = await unknownStates(database, processes.all());
  if (unknown.length > 0)
    throw new Error(`These cases are in states that this version does not know:\n  ${unknown.join('\n  ')}`);

  let queues: Queues | undefined;
  let stopped = false;
  let turn: Promise<void> = Promise.resolve();
  let next: NodeJS.Timeout | undefined;

  const tick = async (): Promise<void> => {
    try {
      while (!stopped && (await outbox.relay(queues, log)) === 100);
    } catch (error) {
      log.error({ err: error }, 'the relay failed; it looks again soon');
    }
    if (!stopped) next = setTimeout(() => void (turn = tick()), config.RELAY_SECONDS * 1_000);
  };
  const forget = setInterval(
    () => void outbox.forgetOldCommands().catch((error: unknown) => log.error({ err: error }, 'tidying failed')),
    3_600_000,
  );
  forget.unref();

  return {
    app,
    drain: () => outbox.drain(log),
    run() {
      if (config.QUEUE === 'bullmq') {
        queues = new Queues(config, processors.kinds().length, log);
        for (const kind of processors.kinds()) queues.work(kind, (effectId) => outbox.performAndRecord(effectId, log));
      }
      turn = tick();
    },
    async close() {
      stopped = true;
      clearTimeout(next);
      clearInterval(forget);
      await turn;
      await queues?.close();
      await app.close();
    },
  };
}
