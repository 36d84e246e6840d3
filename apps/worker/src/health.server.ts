import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { once } from 'node:events';
import type { Health } from '#product';

/** Where the worker says how it is: `/health/live`, `/health/ready` and `/metrics`, as the api does, and nothing else. */
export interface HealthServer {
  url: string;
  close(): Promise<void>;
}

/** @throws when the port is taken. */
export async function serveHealth(health: Health, host: string, port: number): Promise<HealthServer> {
  const answers: Record<string, () => Promise<{ status: number; type: string; text: string }>> = {
    '/health/live': async () => ({ status: 200, type: 'application/json', text: JSON.stringify(health.live()) }),
    '/health/ready': async () => {
      const { ready, body } = await health.ready();
      return { status: ready ? 200 : 503, type: 'application/json', text: JSON.stringify(body) };
    },
    '/metrics': async () => ({
      status: 200,
      type: 'text/plain; version=0.0.4; charset=utf-8',
      text: await health.metrics(),
    }),
  };
  const server = createServer((request, response) => {
    const answer = request.method === 'GET' ? answers[request.url ?? ''] : undefined;
    if (!answer) return void response.writeHead(404).end();
    answer().then(
      ({ status, type, text }) => response.writeHead(status, { 'content-type': type }).end(text),
      () => response.writeHead(500).end(),
    );
  });
  server.listen(port, host);
  await once(server, 'listening');
  const address = server.address() as AddressInfo;
  return {
    url: `http://${host === '0.0.0.0' ? 'localhost' : host}:${address.port}`,
    async close() {
      server.close();
      server.closeAllConnections();
    },
  };
}
