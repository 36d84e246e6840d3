import { once } from 'node:events';

export default async function stopPostgres() {
  const child = globalThis.anusasTestServer;
  const ended = once(child, 'exit');
  child.disconnect();
  await ended;
}
