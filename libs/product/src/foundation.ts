import { resolve } from 'node:path';
import { migrations } from '#migrations';
import { Clock, createLog, ensureApplicationRole, openDatabase, readConfig, startEmbeddedPostgres } from '#platform';
import type { Database, EmbeddedPostgres, Foundation } from '#platform';

/** The foundation of one process, and how it is let go. */
export interface Opened extends Foundation {
  /**
   * Runs work as the owner of the tables: migrations, and what takes a past away. Where DATABASE_OWNER_URL is not given, the
   * role of DATABASE_URL is the owner.
   */
  asOwner<T>(work: (owner: Database) => Promise<T>): Promise<T>;
  /** Closes the database, and the PostgreSQL that came with it if this process owns it. */
  close(): Promise<void>;
}

/**
 * Reads the settings and opens what they name.
 * @param options.embedded bring our own PostgreSQL where DATABASE_URL names none; otherwise that is refused.
 * @param options.say takes what a person at the terminal should know.
 * @throws ConfigError naming every wrong setting.
 */
export async function openFoundation(
  service: string,
  options: { embedded: boolean; say?: (line: string) => void },
): Promise<Opened> {
  const config = readConfig(process.env);
  const log = createLog(config.LOG_LEVEL, service);
  let server: EmbeddedPostgres | undefined;
  if (!config.DATABASE_URL) {
    if (!options.embedded) throw new Error('DATABASE_URL: this process needs a database; `npm start` brings its own');
    server = await startEmbeddedPostgres({
      dataDirectory: resolve(config.ANUSAS_DATA, 'postgres'),
      log: options.say ?? (() => undefined),
    });
    await server.ensureDatabase('anusas');
    config.DATABASE_OWNER_URL = server.url('anusas');
    config.DATABASE_URL = server.applicationUrl('anusas');
  }
  const { DATABASE_URL: url, DATABASE_OWNER_URL: ownerUrl } = config;
  const open = async () => {
    if (ownerUrl) await ensureApplicationRole(ownerUrl, url);
    return openDatabase(config, migrations);
  };
  const database = await open().catch(async (error: unknown) => {
    await server?.stop();
    throw error;
  });
  return {
    config,
    database,
    clock: new Clock(),
    log,
    async asOwner(work) {
      if (!ownerUrl) return work(database.asProduct);
      const owner = await openDatabase({ DATABASE_URL: ownerUrl, DATABASE_POOL: 2 }, migrations);
      try {
        return await work(owner);
      } finally {
        await owner.close();
      }
    },
    async close() {
      await database.close();
      await server?.stop();
    },
  };
}
