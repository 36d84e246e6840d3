import { Clock, createLog, openDatabase, readConfig } from '#platform';
import '#product';
import { migrations } from '#migrations';
import { startApi } from './api.js';

const config = readConfig(process.env);
const log = createLog(config.LOG_LEVEL, 'api');
if (!config.DATABASE_URL) throw new Error('DATABASE_URL: the api needs a database; `npm start` brings its own');
const database = await openDatabase(config, migrations);
const api = await startApi({ config, database, clock: new Clock(), log });
log.info({ url: api.url }, 'listening');

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => {
    void api.close().then(() => database.close());
  });
}
