import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { cast } from '../support/cast.js';
import { statementsOf } from '../support/count-statements.js';
import { hostileDocuments } from '../support/hostile-documents.js';
import type { HostileDocument } from '../support/hostile-documents.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

let house: House;
/** What any request costs before it is looked at: finding out who asks. */
let signIn: number;
beforeAll(async () => {
  house = await openHouse({ NODE_ENV: 'production', ANUSAS_SECRET: 'x'.repeat(40) });
  signIn = (await statementsOf(house.product, () => house.ask('{ __typename }', {}, cast.officer))).length;
});
afterAll(() => house?.close());

const ask = ({ query, variables }: HostileDocument) => house.ask(query, variables ?? {}, cast.officer);

describe('a hostile document', () => {
  it('there are more than thirty of them', () => {
    expect(new Set(hostileDocuments.map((each) => JSON.stringify([each.query, each.variables]))).size).toBe(
      hostileDocuments.length,
    );
    expect(hostileDocuments.length).toBeGreaterThan(30);
  });

  it.each(hostileDocuments.map((document) => [document.what, document] as const))(
    '%s is refused, with few words, and nothing is read for it',
    async (_what, document) => {
      let answer: Awaited<ReturnType<typeof ask>> | undefined;
      const statements = await statementsOf(house.product, async () => (answer = await ask(document)));
      expect(answer?.errors?.length).toBeGreaterThan(0);
      expect(answer?.data ?? null).toBeNull();
      // A refusal is no gift: five reasons are enough, and it never suggests what would have been right.
      expect(answer?.errors?.length).toBeLessThanOrEqual(6);
      const words = JSON.stringify(answer?.errors);
      expect(words.length).toBeLessThan(3_000);
      expect(words).not.toMatch(/Did you mean|INTERNAL_ERROR|node_modules|\/work\//);
      expect(statements.length).toBeLessThanOrEqual(signIn);
    },
  );

  it('leaves the memory as it was, however often it comes', async () => {
    setFlagsFromString('--expose-gc');
    const collect = runInNewContext('gc') as () => void;
    const send = async (rounds: number): Promise<number> => {
      for (let round = 0; round < rounds; round += 1) for (const document of hostileDocuments) await ask(document);
      collect();
      return process.memoryUsage().heapUsed;
    };
    const before = await send(1);
    const after = await send(3);
    expect(after - before).toBeLessThan(8 * 1024 * 1024);
    expect((await house.ask('{ viewer { __typename } }', {}, cast.officer)).errors).toBeUndefined();
  });
});

describe('with production settings', () => {
  it('a suggestion is not made, and a tool learns nothing of the schema', async () => {
    for (const query of [
      '{ recomendation(id: "x") { id } }',
      '{ viewer { nam } }',
      '{ __schema { queryType { name } } }',
    ]) {
      const { errors } = await house.ask(query, {}, cast.officer);
      expect(errors?.length).toBeGreaterThan(0);
      expect(JSON.stringify(errors)).not.toMatch(/Did you mean|recommendation\b|name"/);
    }
  });
});
