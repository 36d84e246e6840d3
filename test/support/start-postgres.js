import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';

/**
 * In a process of its own: what is loaded here would be seen by the tests, because the framework keeps its schema in a
 * global of the process.
 */
export default async function startPostgres() {
  const child = fork(fileURLToPath(new URL('postgres-server.js', import.meta.url)), { execArgv: [] });
  const [message] = await Promise.race([
    once(child, 'message'),
    once(child, 'exit').then(() => {
      throw new Error('PostgreSQL for the tests did not start; its words are above');
    }),
  ]);
  process.env.ANUSAS_TEST_SERVER = message.url;
  process.env.ANUSAS_TEST_APPLICATION = message.application;
  globalThis.anusasTestServer = child;
}
