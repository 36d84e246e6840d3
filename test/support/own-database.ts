import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** A database of a test's own, on the server of the run. */
export interface OwnDatabase {
  /** As the owner of its tables, whom nothing holds back. */
  url: string;
  /** As the application, held by row-level security. */
  applicationUrl: string;
  drop: () => Promise<void>;
}

/** A database cloned from the migrated template; `drop` removes it again. */
export const cloneDatabase = (): Promise<OwnDatabase> => createDatabase('TEMPLATE template');

/** A database with nothing in it, not even the tables. */
export const emptyDatabase = (): Promise<OwnDatabase> => createDatabase('');

async function createDatabase(from: string): Promise<OwnDatabase> {
  const server = process.env['ANUSAS_TEST_SERVER'] as string;
  const name = `t_${randomUUID().replaceAll('-', '')}`;
  const run = async (sql: string) => {
    const client = new Client({ connectionString: server });
    await client.connect();
    try {
      await client.query(sql);
    } finally {
      await client.end();
    }
  };
  await run(`CREATE DATABASE ${name} ${from}`);
  const [url, applicationUrl] = [server, process.env['ANUSAS_TEST_APPLICATION'] as string].map((each) => {
    const its = new URL(each);
    its.pathname = `/${name}`;
    return its.href;
  }) as [string, string];
  return { url, applicationUrl, drop: () => run(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`) };
}
