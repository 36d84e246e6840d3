import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ensureApplicationRole, openDatabase, startEmbeddedPostgres } from '#platform';
import { migrate, migrations } from '#migrations';

/**
 * One PostgreSQL for a test run, with a migrated template that each test file's own database is cloned from. Takes the
 * build, not the sources: `npm test` builds first. Prints its address, and ends with its parent.
 */
const folder = await mkdtemp(join(tmpdir(), 'anusas-test-'));
// Started by root, PostgreSQL runs as another account, which must reach it.
await chmod(folder, 0o755);
const server = await startEmbeddedPostgres({ dataDirectory: join(folder, 'postgres'), log: () => undefined });
await server.ensureDatabase('template');
const database = await openDatabase({ DATABASE_URL: server.url('template'), DATABASE_POOL: 2 }, migrations);
const application = server.applicationUrl('postgres');
await ensureApplicationRole(server.url('postgres'), application);
await migrate(database, application);
await database.close();
process.send({ url: server.url('postgres'), application });

process.on('disconnect', async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
  process.exit(0);
});
