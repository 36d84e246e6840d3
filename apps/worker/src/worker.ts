import 'reflect-metadata';
import { Module } from '@nestjs/common';
import type { DynamicModule, INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FoldCounts, FrameworkLog, PlatformModule } from '#platform';
import type { Foundation } from '#platform';
import { MailLoop, MailRounds } from '#notifications';
import { Health, ProductModule, addProcessors, warnWithoutSecondWall } from '#product';
import { RecommendationCounts } from '#recommendations';
import { EndorsementCounts } from '#statements';
import { SealLoop, Sealer, openCheckpointKey } from '#proof';
import { Outbox, Processes, Processors, Relay, unknownStates } from '#workflow';
import { serveHealth } from './health.server.js';

@Module({})
class WorkerModule {
  static of(foundation: Foundation): DynamicModule {
    return { module: WorkerModule, imports: [PlatformModule.of(foundation), ProductModule] };
  }
}

/** The worker: takes what is due from the outbox and performs it, and seals histories. */
export interface Worker {
  app: INestApplicationContext;
  /** Relays and performs until nothing more is due, without the queue; for tests and for one-off work. */
  drain(): Promise<void>;
  /** Begins to relay, to take jobs from the queue, and to seal. */
  run(): void;
  /** Says how it is on the host and WORKER_PORT of the settings. @returns where. */
  serveHealth(): Promise<string>;
  close(): Promise<void>;
}

/**
 * Builds the worker with its processors, one for each effect.
 * @throws when an effect has no processor or two, or a stored case is in an unknown state, naming it.
 */
export async function createWorker(foundation: Foundation): Promise<Worker> {
  const { config, log } = foundation;
  // What a job does is the product's own work.
  const database = foundation.database.asProduct;
  const app = await NestFactory.createApplicationContext(WorkerModule.of({ ...foundation, database }), {
    logger: new FrameworkLog(log),
    abortOnError: false,
  });
  const processes = app.get(Processes);
  const outbox = app.get(Outbox);
  addProcessors(app);
  const unknown = await unknownStates(database, processes.all());
  if (unknown.length > 0)
    throw new Error(`These cases are in states that this version does not know:\n  ${unknown.join('\n  ')}`);

  await warnWithoutSecondWall(foundation);
  const relay = new Relay(outbox, app.get(Processors), config, log);
  const health = app.get(Health);
  health.tell('queue', async () => {
    if (!relay.queues) return 'none: what is due is performed without it';
    return (await relay.queues.ping()) ? 'ok' : 'does not answer: what is due is performed without it';
  });
  // The key is opened, and outside production made, when work begins: a worker that only drains signs nothing.
  const seals = new SealLoop(app.get(Sealer), () => openCheckpointKey(config, { make: true }), log);
  health.tell('checkpoints', async () =>
    config.NODE_ENV !== 'production' || config.CHECKPOINT_KEY ? 'ok' : 'none: set CHECKPOINT_KEY',
  );
  const mails = new MailLoop(app.get(MailRounds), log);
  const counts = new FoldCounts([app.get(RecommendationCounts), app.get(EndorsementCounts)], log);
  let server: Awaited<ReturnType<typeof serveHealth>> | undefined;

  return {
    app,
    drain: () => outbox.drain(log),
    run() {
      relay.start();
      seals.start();
      counts.start();
      mails.start();
    },
    async serveHealth() {
      server = await serveHealth(health, config.HOST, config.WORKER_PORT);
      return server.url;
    },
    async close() {
      await relay.stop();
      await seals.stop();
      await counts.stop();
      await mails.stop();
      await server?.close();
      await app.close();
    },
  };
}
