import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { expect } from '@jest/globals';
import type { EventObject } from 'xstate';
import { DomainError } from '#platform';
import { byItself } from '#workflow';
import type { Process } from '#workflow';
import type { Engine } from '../../support/engine.js';
import type { Exercised } from './features.js';
import { InMemory, byKey, named } from './in-memory.js';
import type { Place } from './in-memory.js';
import { HOUR } from './keeper.js';
import type { Species } from './keeper.js';

/** What happens to one animal, one event a turn; nothing in some turns. */
export interface Life {
  species: number;
  turns: readonly ({ event: number; n: number } | null)[];
}

/** Animals that live through the same hours, so that the database is asked for all of them at once. */
export interface Herd {
  lives: readonly Life[];
  /** Hours that pass after each turn. */
  waits: readonly number[];
}

interface Animal {
  id: string;
  version: number;
  life: Life;
  species: Species;
  memory: InMemory;
  waits: readonly number[];
}

interface Happening {
  animal: Animal;
  event: { type: string; n: number };
}

/**
 * Lives every life twice, in memory and through the engine, which keeps nothing but rows between two turns, and
 * compares after every turn and every wait.
 * @param kinds the species, in the order of the versions of the process.
 */
export async function liveTwice(
  engine: Engine,
  process: Process,
  kinds: readonly Species[],
  herd: Herd,
  exercised: Exercised,
): Promise<void> {
  const animals = herd.lives.map((life): Animal => {
    const index = life.species % kinds.length;
    const species = kinds[index] as Species;
    return {
      id: randomUUID(),
      version: index + 1,
      life,
      species,
      memory: new InMemory(species.machine, exercised),
      waits: herd.waits,
    };
  });
  await beBorn(engine, process, animals);
  await expectEqual(engine, animals);
  for (const [turn, hours] of herd.waits.entries()) {
    const events = animals.flatMap((animal): Happening[] => {
      const happening = animal.life.turns[turn];
      if (!happening) return [];
      const type = animal.species.events[happening.event % animal.species.events.length] as string;
      return [{ animal, event: { type, n: happening.n } }];
    });
    const accepted = events.filter(({ animal, event }) => animal.memory.accepts(event));
    await engine.db.transaction((tx) =>
      engine.workflow.send(
        tx,
        process,
        accepted.map(({ animal, event }) => ({ id: animal.id, event })),
        byItself,
      ),
    );
    await expectRefused(
      engine,
      process,
      events.filter((each) => !accepted.includes(each)),
    );
    for (const { animal, event } of events) animal.memory.send(event);
    await expectEqual(engine, animals);
    if (hours === 0) continue;
    for (const { memory } of animals) memory.wait(hours);
    engine.clock.advance(hours * HOUR);
    await engine.drain();
    await expectEqual(engine, animals);
  }
  await expectSameEffects(engine, animals);
}

async function beBorn(engine: Engine, process: Process, animals: readonly Animal[]): Promise<void> {
  const event = { type: 'BEGIN', n: 1 };
  for (const version of new Set(animals.map((animal) => animal.version))) {
    // The newest version is the one of new cases: each species is the newest of a view of its own.
    const view = { ...process, versions: { [version]: process.versions[version] as never } };
    const born = animals.filter((animal) => animal.version === version);
    await engine.db.transaction((tx) =>
      engine.workflow.create(
        tx,
        view,
        born.map(({ id }) => ({ id, row: {}, event })),
        byItself,
      ),
    );
  }
  for (const { memory } of animals) memory.send(event);
}

/** A refusal writes nothing to the case, so that one transaction may hold many. */
async function expectRefused(engine: Engine, process: Process, refused: readonly Happening[]): Promise<void> {
  await engine.db.transaction(async (tx) => {
    for (const { animal, event } of refused) {
      const outcome = await engine.workflow
        .send(tx, process, [{ id: animal.id, event }], byItself)
        .catch((error: unknown) => error);
      if (outcome instanceof DomainError) continue;
      throw new Error(`${event.type} was accepted by the engine only`, { cause: { ...about(animal), outcome } });
    }
  });
}

async function expectEqual(engine: Engine, animals: readonly Animal[]): Promise<void> {
  const stored = await placesOf(
    engine,
    animals.map(({ id }) => id),
  );
  for (const animal of animals) {
    const inMemory = animal.memory.place();
    if (isDeepStrictEqual(stored.get(animal.id), inMemory)) continue;
    expect({ ...about(animal), ...stored.get(animal.id) }).toEqual({ ...about(animal), ...inMemory });
  }
}

/** What a difference says about itself, to be kept as a life of its own. */
const about = ({ species, life, waits }: Animal) => ({
  machine: species.machine.id,
  life: JSON.stringify(life),
  waits,
});

async function placesOf(engine: Engine, ids: readonly string[]): Promise<Map<string, Place>> {
  const rows = await engine.db.query<(Omit<Place, 'armed'> & { id: string })[]>(
    `SELECT id, state, context, history_value AS "historyValue" FROM zoo WHERE id = ANY ($1)`,
    [ids],
  );
  const timers = await engine.db.query<{ id: string; key: string; event: EventObject }[]>(
    `SELECT case_id AS id, key, payload -> 'event' AS event FROM effects
      WHERE case_id = ANY ($1) AND kind = 'sendDelayedEvent' AND status IN ('pending', 'queued')`,
    [ids],
  );
  return new Map(
    rows.map(({ id, state, context, historyValue }) => {
      const armed = timers.filter((timer) => timer.id === id).map(({ key, event }) => ({ key: named(key), event }));
      const { '#entered': _order, ...past } = historyValue;
      const remembered = Object.entries(past).map(([node, nodes]) => [node, [...nodes].sort()]);
      return [
        id,
        {
          state,
          context,
          historyValue: Object.fromEntries(remembered) as Place['historyValue'],
          armed: armed.sort(byKey),
        },
      ];
    }),
  );
}

async function expectSameEffects(engine: Engine, animals: readonly Animal[]): Promise<void> {
  const rows = await engine.db.query<{ id: string; payload: unknown }[]>(
    `SELECT case_id AS id, payload FROM effects WHERE case_id = ANY ($1) AND kind = 'tell' ORDER BY case_version, effects.id`,
    [animals.map(({ id }) => id)],
  );
  const told = new Map<string, unknown[]>(animals.map(({ id }) => [id, []]));
  for (const { id, payload } of rows) told.get(id)?.push(payload);
  for (const animal of animals)
    expect({ ...about(animal), told: told.get(animal.id) }).toEqual({ ...about(animal), told: animal.memory.told });
}
