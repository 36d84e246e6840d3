import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import pg from 'pg';
import { dashboard, detail, list, search } from './bare.reads.js';
import { endorse, extend } from './bare.writes.js';

/** The mark to hold against: node:http and pg, nothing between. Reads DATABASE_URL, prints its address. */
const pool = new pg.Pool({ connectionString: process.env['DATABASE_URL'], max: 16 });
const routes: Record<string, (db: pg.Pool, input: unknown) => Promise<unknown>> = {
  '/R1': list,
  '/R2': detail,
  '/R3': dashboard,
  '/R4': search,
  '/W1': extend,
  '/W2': endorse,
};

const server = createServer((request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', () => {
    const route = routes[request.url ?? ''];
    const answer = (status: number, body: unknown) => {
      const text = JSON.stringify(body);
      response.writeHead(status, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(text) });
      response.end(text);
    };
    if (!route) return answer(404, { error: 'NOT_FOUND' });
    route(pool, JSON.parse(Buffer.concat(chunks).toString())).then(
      (body) => answer(200, body),
      (error: Error) => answer(500, { error: error.message }),
    );
  });
});
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  process.stdout.write(`http://127.0.0.1:${(server.address() as AddressInfo).port}\n`);
});
