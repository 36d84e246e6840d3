import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Processes, checkCases } from '#workflow';
import type { Process } from '#workflow/pure';
import { isAt, pairsOf, statesOf } from './walk.js';
import { World } from './world.js';
import type { Kind } from './world.js';

/** How to get a case into a state, and how to send it an event there; each through GraphQL. */
export interface Ways {
  /** By the path of the state: a case that is there, and of which the event can be sent. */
  reach: (world: World, state: string, event: string) => Promise<string>;
  /** By event: what people do so that the machine gets it. For a case that is not born yet, without an id. */
  send: Record<string, (world: World, id: string, state: string) => Promise<unknown>>;
  /** Pairs that the machine knows and people cannot bring about, and why. */
  never: Readonly<Record<string, string>>;
}

/** Walks through every state and event of a machine, through GraphQL, as the machine itself lists them. */
export function walkThrough(process: Process, ways: Ways): void {
  const machine = Object.values(process.versions).at(-1) as Process['versions'][number];
  const kind = process.name as Kind;
  let world: World;
  beforeAll(async () => {
    world = await World.open();
  });
  afterAll(() => world?.house.close());

  describe(`the ${process.name}, through GraphQL`, () => {
    const pairs = pairsOf(machine).filter(({ state, event }) => !(`${state} ${event}` in ways.never));
    it.each(pairs.map(({ state, event }) => [state, event] as const))('%s takes %s', async (state, event) => {
      const id = state === 'unborn' ? undefined : await ways.reach(world, state, event);
      if (id) expect(isAt((await world.row(kind, id)).state, state)).toBe(true);
      const since = await world.last();
      const send = ways.send[event];
      if (!send) throw new Error(`nobody says how to send ${event}`);
      await send(world, id ?? '', state);
      const entries = await world.entries(kind, since, id);
      expect(entries.map((entry) => [isAt(entry.from, state) ? state : entry.from, entry.event])).toContainEqual([
        state,
        event,
      ]);
    });

    const known = new Set(pairs.map(({ state }) => state));
    const ends = statesOf(machine).filter((state) => !known.has(state));
    if (ends.length > 0)
      it.each(ends)('%s is an end', async (state) => {
        const id = await ways.reach(world, state, '');
        expect(isAt((await world.row(kind, id)).state, state)).toBe(true);
      });

    it('and by that reaches every state; what cannot be brought about is known to the machine', async () => {
      const stood = (await world.entries(kind, '0')).map(({ to }) => to);
      const reached = new Set(statesOf(machine).filter((state) => stood.some((value) => isAt(value, state))));
      const resting = statesOf(machine).filter((state) => state !== 'unborn');
      expect(resting.filter((state) => !reached.has(state))).toEqual([]);
      const known = pairsOf(machine).map(({ state, event }) => `${state} ${event}`);
      expect(Object.keys(ways.never).filter((pair) => !known.includes(pair))).toEqual([]);
    });

    it('and every case is what its own history makes of it', async () => {
      const { discrepancies } = await checkCases(world.house.db, world.house.api.app.get(Processes).all());
      expect(discrepancies).toEqual([]);
    });
  });
}
