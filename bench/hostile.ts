import { join } from 'node:path';
import { transformFile } from '@swc/core';
import type { HostileDocument } from '../test/support/hostile-documents.js';
import { median } from './load.js';
import type { Subject } from './servers.js';

/** How often each is sent: some to get warm, the rest measured. */
const WARM = 5;
const MEASURED = 15;

/** The documents of the tests, which are not part of what is built. */
async function documents(): Promise<readonly HostileDocument[]> {
  const file = join(import.meta.dirname, '../../test/support/hostile-documents.ts');
  const { code } = await transformFile(file, {
    jsc: { parser: { syntax: 'typescript' }, target: 'es2022' },
    module: { type: 'es6' },
  });
  const { hostileDocuments } = (await import(
    `data:text/javascript;base64,${Buffer.from(code).toString('base64')}`
  )) as { hostileDocuments: readonly HostileDocument[] };
  return hostileDocuments;
}

/**
 * What it costs to refuse each document that a hostile client would send: the time until the answer, one client.
 * @returns a table.
 * @throws when one of them is answered.
 */
export async function benchHostile(product: Subject, token: string): Promise<string> {
  const rows: string[] = [];
  for (const { what, query, variables = {} } of await documents()) {
    const times: number[] = [];
    for (let turn = 0; turn < WARM + MEASURED; turn += 1) {
      const sent = performance.now();
      const { body } = await product.ask('R1', { product: { query, variables, token }, bare: {} });
      if (turn >= WARM) times.push(performance.now() - sent);
      if (!body.includes('"errors"')) throw new Error(`“${what}” was answered: ${body.slice(0, 200)}`);
    }
    rows.push(`| ${what} | ${median(times).toFixed(1)} | ${Math.max(...times).toFixed(1)} |`);
  }
  return ['| hostile document | refused after ms | at most ms |', '|---|--:|--:|', ...rows, ''].join('\n');
}
