import { Clock, createLog, openDatabase, readConfig } from '#platform';
import '#product';
import { migrations } from '#migrations';
import { createWorker } from './worker.js';

const config = readConfig(process.env);
const log = createLog(config.LOG_LEVEL, 'worker');
if (!config.DATABASE_URL) throw new Error('DATABASE_URL: the worker needs a database; `npm start` brings its own');
const database = await openDatabase(config, migrations);
const worker = await createWorker({ config, database, clock: new Clock(), log });
worker.run();
log.info('working');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void worker.close().then(() => database.close());
  });
}
