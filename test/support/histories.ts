import { randomUUID } from 'node:crypto';
import { assign, setup } from 'xstate';
import { Sealer, verify, withEvidence } from '#proof';
import { byItself } from '#workflow';
import type { CheckpointKey, Finding, Verdict, VerifyOptions } from '#proof';
import type { Act, Sent } from '#workflow';
import { openEngine, zooProcess } from './engine.js';
import type { Engine } from './engine.js';

/** Goes back and forth, with notes that are counted: enough for histories to be proved. */
const walk = zooProcess('walk', {
  1: setup({
    types: { context: {} as { notes: number } },
    actions: { count: assign({ notes: ({ context }) => context.notes + 1 }) },
  }).createMachine({
    id: 'walk',
    context: { notes: 0 },
    initial: 'unborn',
    on: { NOTE: { actions: 'count' } },
    states: {
      unborn: { on: { BEGIN: 'here' } },
      here: { on: { GO: 'there' } },
      there: { on: { COME: 'here' } },
    },
  }),
});

/** The engine with cases that walk, and what seals and verifies their histories. */
export interface Histories extends Engine {
  sealer: Sealer;
  begin(event?: Record<string, unknown>, act?: Partial<Act>): Promise<string>;
  send(id: string, type: string, payload?: Record<string, unknown>, act?: Partial<Act>): Promise<void>;
  correct(id: string, entry: number): Promise<void>;
  /** As a worker that has just started: it knows nothing of what was sealed before. */
  seal(key?: CheckpointKey): Promise<{ sealed: number; line: string | undefined }>;
  verify(options?: Partial<VerifyOptions>): Promise<Verdict & { found: Finding[] }>;
}

export async function openHistories(): Promise<Histories> {
  const engine = await openEngine(walk);
  return {
    ...engine,
    sealer: new Sealer(engine.db, engine.clock),
    async begin(event = {}, act = {}) {
      const id = randomUUID();
      await engine.db.transaction((tx) =>
        engine.workflow.create(tx, walk, [{ id, row: {}, event: { ...event, type: 'BEGIN' } }], {
          ...byItself,
          ...act,
        }),
      );
      return id;
    },
    async send(id, type, payload = {}, act = {}) {
      const event: Sent = { ...payload, type };
      await engine.db.transaction((tx) => engine.workflow.send(tx, walk, [{ id, event }], { ...byItself, ...act }));
    },
    async correct(id, entry) {
      await engine.db.transaction((tx) =>
        engine.workflow.correct(tx, walk, { id, entry, replacement: null }, { ...byItself, reason: 'it was wrong' }),
      );
    },
    async seal(key) {
      const { sealed, checkpoint } = await new Sealer(engine.db, engine.clock).seal(key);
      return { sealed, line: checkpoint?.line };
    },
    async verify(options = {}) {
      const found: Finding[] = [];
      const verdict = await withEvidence(engine.db, engine.processes, (evidence) =>
        verify(evidence, engine.processes, { ...options, found: (finding) => found.push(finding) }),
      );
      return { ...verdict, found };
    },
  };
}
