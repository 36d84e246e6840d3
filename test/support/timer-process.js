import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import { createMachine } from 'xstate';
import { Clock, PlatformModule, createLog, openDatabase, readConfig } from '#platform';
import { Outbox, Processes, Processors, Relay, SendDelayedEvent, Workflow, WorkflowModule, byItself } from '#workflow';

/**
 * A process of the build with one machine, which is overdue after an hour. Told `arm`, it creates the case CASE_ID, says
 * so, and does nothing more; told `ring`, it is a worker, HOURS later.
 */
class TimerProcess {}

const bell = {
  name: 'bell',
  table: 'zoo',
  versions: {
    1: createMachine({
      id: 'bell',
      initial: 'unborn',
      states: { unborn: { on: { BEGIN: 'waiting' } }, waiting: { after: { 3_600_000: 'overdue' } }, overdue: {} },
    }),
  },
  effects: [],
  wishes: {},
  requirements: {},
  columns: [],
  relations: () => [],
};

const config = readConfig({ NODE_ENV: 'test', RELAY_SECONDS: '0.05', QUEUE: 'none', ...process.env });
const database = await openDatabase(config);
const clock = new Clock(Number(process.env.HOURS ?? 0) * 3_600_000);
const log = createLog('silent', 'timer');
const app = await NestFactory.createApplicationContext(
  { module: TimerProcess, imports: [PlatformModule.of({ config, database, clock, log }), WorkflowModule] },
  { logger: false, abortOnError: false },
);
app.get(Processes).register(bell);
const workflow = app.get(Workflow);
if (process.argv[2] === 'arm') {
  const begin = { id: process.env.CASE_ID, row: {}, event: { type: 'BEGIN' } };
  await database.transaction((tx) => workflow.create(tx, bell, [begin], byItself));
  process.send?.('armed');
} else {
  app.get(Processors).add(new SendDelayedEvent(workflow, app.get(Processes)));
  new Relay(app.get(Outbox), app.get(Processors), config, log).start();
}
process.on('disconnect', () => process.exit(0));
