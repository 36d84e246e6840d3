import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { Clock, PlatformModule, createLog, openDatabase, readConfig } from '#platform';
import { Outbox, Processors, Relay, WorkflowModule } from '#workflow';

/**
 * A worker process with the real relay, queue and outbox of the build, and three effects of the tests: `note` writes a
 * line, `hang` writes one and then never ends, `poison` always fails. Its line says who performed it, and when.
 */
class BareWorker {}

const config = readConfig({ NODE_ENV: 'test', RELAY_SECONDS: '0.05', DATABASE_POOL: '5', ...process.env });
const database = await openDatabase(config);
const clock = new Clock();
const log = createLog(config.LOG_LEVEL, process.env.WORKER_NAME ?? 'worker');
const app = await NestFactory.createApplicationContext(
  { module: BareWorker, imports: [PlatformModule.of({ config, database, clock, log }), WorkflowModule] },
  { logger: false, abortOnError: false },
);
const note = (effect, tx) =>
  tx.query('INSERT INTO performed (effect_id, worker) VALUES ($1, $2)', [effect.id, process.env.WORKER_NAME]);
const processors = app.get(Processors);
processors.add({ kind: 'note', perform: note });
processors.add({
  kind: 'poison',
  perform: async () => {
    throw new Error('poisoned');
  },
});
processors.add({
  kind: 'hang',
  perform: async (effect, tx) => {
    await note(effect, tx);
    process.send?.({ hanging: effect.id });
    await new Promise(() => undefined);
  },
});
const relay = new Relay(app.get(Outbox), processors, config, log);
relay.start();
process.send?.({ clock: await clock.ahead(database) });
process.on('SIGTERM', async () => {
  await relay.stop();
  await app.close();
  await database.close();
  process.exit(0);
});
