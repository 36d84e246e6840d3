import { afterAll, beforeAll, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { Processes, checkCases } from '#workflow';
import { MEMBERS, cast, org, orgId } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { document } from '../submissions/letters.js';
import { act, opened, read } from './texts.js';
import type { Any } from './texts.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

/** What an organisation says, by the words of the contract and by nothing of the product. */
interface Voice {
  state: 'none' | 'awaitingConfirmation' | 'given' | 'toReconfirm' | 'declined' | 'abstained' | 'withdrawn';
  reservesOn: number[];
}
interface World {
  voices: Voice[];
  /** The positions that are still carried. */
  items: number[];
}
type Command = { do: string; who: number; item: number };

const DECISIONS: Record<string, { from: Voice['state'][]; to: Voice['state'] }> = {
  endorse: { from: ['none', 'awaitingConfirmation', 'toReconfirm', 'declined', 'abstained', 'withdrawn'], to: 'given' },
  endorseReserving: {
    from: ['none', 'awaitingConfirmation', 'toReconfirm', 'declined', 'abstained', 'withdrawn'],
    to: 'given',
  },
  onBehalf: { from: ['none'], to: 'awaitingConfirmation' },
  confirm: { from: ['awaitingConfirmation'], to: 'given' },
  reconfirm: { from: ['toReconfirm'], to: 'given' },
  decline: { from: ['none', 'awaitingConfirmation', 'given', 'toReconfirm', 'abstained'], to: 'declined' },
  abstain: { from: ['none', 'awaitingConfirmation', 'given', 'toReconfirm', 'declined'], to: 'abstained' },
  withdraw: { from: ['awaitingConfirmation', 'given', 'toReconfirm'], to: 'withdrawn' },
};
const AMENDMENTS = ['editorial', 'material', 'leaveOut'];

/** Moves the model. @returns whether the product should accept it. */
function expected(world: World, { do: name, who, item }: Command): boolean {
  if (name === 'leaveOut') {
    if (world.items.length === 1) return false;
    world.items.pop();
    for (const voice of world.voices) voice.reservesOn = voice.reservesOn.filter((each) => world.items.includes(each));
  }
  if (name === 'material' || name === 'leaveOut') {
    for (const voice of world.voices) if (voice.state === 'given') voice.state = 'toReconfirm';
  }
  const decision = DECISIONS[name];
  if (!decision) return true;
  const voice = world.voices[who] as Voice;
  if (!decision.from.includes(voice.state)) return false;
  voice.state = decision.to;
  if (name === 'endorseReserving') voice.reservesOn = [world.items[item % world.items.length] as number];
  if (name === 'endorse' || name === 'onBehalf') voice.reservesOn = [];
  return true;
}

/** Sends it to the product. @returns whether that accepted it. */
async function sent(statement: Any, items: number[], { do: name, who, item }: Command, step: number): Promise<boolean> {
  const member = cast.representative(who + 1);
  const key = (position: number) => statement.items[position].key as string;
  const { versionNumber } = await read(house, statement.id, 'versionNumber');
  const ok = ({ userErrors }: { userErrors: unknown[] }) => userErrors.length === 0;
  const of = { statementId: statement.id };
  const send = (mutation: string, input: object, as = member) =>
    house.send(mutation, { ...input }, as, 'endorsement { id }');
  const own = async (mutation: string) => {
    const { myEndorsement } = await read(house, statement.id, 'myEndorsement { id version }', member);
    if (!myEndorsement) return false;
    return ok(await send(mutation, { id: myEndorsement.id, expectedVersion: myEndorsement.version }));
  };
  switch (name) {
    case 'endorse':
      return ok(await send('endorseStatement', { ...of, versionNumber }));
    case 'endorseReserving': {
      const itemKey = key(items[item % items.length] as number);
      return ok(await send('endorseStatement', { ...of, versionNumber, reservations: [{ itemKey, text: 'Not so.' }] }));
    }
    case 'onBehalf': {
      const evidence = [await document(house, 'evidence')];
      const organisationId = orgId(org.member(who + 1));
      return ok(await send('endorseOnBehalf', { ...of, organisationId, versionNumber, evidence }, cast.officer));
    }
    case 'decline':
      return ok(await send('declineStatement', of));
    case 'abstain':
      return ok(await send('abstainFromStatement', of));
    case 'confirm':
    case 'reconfirm':
    case 'withdraw':
      return own(`${name}Endorsement`);
    default: {
      const kept = name === 'leaveOut' ? items.slice(0, -1) : items;
      if (kept.length === 0) return false;
      const recommendations = kept.map((position) => ({
        recommendationId: statement.items[position].recommendation.id,
      }));
      await act(house, 'amendStatement', statement.id, {
        amendment: name === 'editorial' ? 'EDITORIAL' : 'MATERIAL',
        reason: 'The members asked for it.',
        content: {
          title: { en: `Joint statement ${step}`, km: `សេចក្តីថ្លែងការណ៍រួម ${step}` },
          body: { en: `We ask the following: ${step}.`, km: `យើងស្នើដូចខាងក្រោម៖ ${step}។` },
          items: recommendations,
        },
      });
      return true;
    }
  }
}

const commands = fc.array(
  fc.record({
    do: fc.oneof(
      { weight: 12, arbitrary: fc.constantFrom(...Object.keys(DECISIONS)) },
      { weight: 6, arbitrary: fc.constantFrom('endorse', 'endorseReserving') },
      { weight: 2, arbitrary: fc.constantFrom(...AMENDMENTS) },
    ),
    who: fc.nat({ max: MEMBERS - 1 }),
    item: fc.nat({ max: 2 }),
  }),
  { minLength: 15, maxLength: 45 },
);

it('whatever twelve organisations do in whatever order, the tally is what the contract makes of it', async () => {
  await fc.assert(
    fc.asyncProperty(commands, async (sequence) => {
      const statement = await opened(house, 3);
      const world: World = {
        voices: Array.from({ length: MEMBERS }, () => ({ state: 'none', reservesOn: [] })),
        items: [0, 1, 2],
      };
      for (const [step, command] of sequence.entries()) {
        const items = [...world.items];
        const should = expected(world, command);
        expect({ ...command, accepted: await sent(statement, items, command, step) }).toEqual({
          ...command,
          accepted: should,
        });
        const { quorum } = await read(
          house,
          statement.id,
          'quorum { tally { given toReconfirm items { itemKey count } blocks { code } } }',
        );
        const all = (state: Voice['state']) => world.voices.filter((voice) => voice.state === state);
        const { given, toReconfirm, items: counted, blocks } = quorum.tally;
        expect({ given, toReconfirm, blocks: blocks.length }).toEqual({
          given: all('given').length,
          toReconfirm: all('toReconfirm').length,
          blocks: all('declined').length,
        });
        expect(new Map(counted.map((each: Any) => [each.itemKey, each.count]))).toEqual(
          new Map(
            world.items.map((position) => [
              statement.items[position].key,
              all('given').filter((voice) => !voice.reservesOn.includes(position)).length,
            ]),
          ),
        );
      }
    }),
    { numRuns: 8 },
  );
  const { checked, discrepancies } = await checkCases(house.db, house.api.app.get(Processes).all());
  expect(discrepancies).toEqual([]);
  expect(checked).toBeGreaterThan(40);
}, 120_000);
