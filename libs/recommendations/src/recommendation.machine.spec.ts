import { describe, expect, it } from '@jest/globals';
import { getShortestPaths } from 'xstate/graph';
import { initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot } from 'xstate';
import { recommendationMachine } from './recommendation.machine.js';
import type { Stage } from './recommendation.machine.js';
import { recommendationRequirements } from './recommendation.requirements.js';
import { unmetRequirements } from '../../workflow/src/pure.js';

const said = { at: '2026-11-23T03:00:00.000Z', by: null, reason: null, evidence: [] };
const moved = (stage: Stage, statement = 's1') => ({
  type: 'CARRYING_MOVED' as const,
  statement,
  number: `S-${statement}`,
  stage,
  ...said,
});
const ended = (statement = 's1') => ({ type: 'CARRYING_ENDED' as const, statement, ...said });
const verified = (edition: 'draft' | 'adopted', integration = 'i1') => ({
  type: 'INTEGRATION_VERIFIED' as const,
  integration,
  edition,
  ...said,
});
const reversed = (integration = 'i1') => ({ type: 'INTEGRATION_REVERSED' as const, integration, ...said });
const draft = { type: 'DRAFT' as const, ...said };
const because = { ...said, reason: 'because' };

const after = (...events: object[]): AnyMachineSnapshot =>
  events.reduce<AnyMachineSnapshot>(
    (snapshot, event) => transition(recommendationMachine, snapshot as never, event as never)[0] as AnyMachineSnapshot,
    initialTransition(recommendationMachine)[0] as AnyMachineSnapshot,
  );
const living = (snapshot: AnyMachineSnapshot) =>
  (snapshot.value as { living: { stage: string; uptake: string; standing: string } }).living;

describe('how far it was carried', () => {
  it.each<[string, object[], string]>([
    ['nothing carries it', [draft], 'drafted'],
    ['a statement opened', [draft, moved('endorsing')], 'endorsing'],
    ['endorsed', [draft, moved('endorsing'), moved('endorsed')], 'endorsed'],
    ['a lapse sets back its own carrying', [draft, moved('endorsing'), moved('drafted')], 'drafted'],
    [
      'what another statement achieved stays',
      [draft, moved('submitted', 'a'), moved('endorsing', 'b'), moved('drafted', 'b')],
      'submitted',
    ],
    ['the furthest counts', [draft, moved('answered', 'a'), moved('endorsing', 'b')], 'answered'],
    [
      'a carrying that ended counts no more',
      [draft, moved('submitted', 'a'), moved('endorsing', 'b'), ended('a')],
      'endorsing',
    ],
    ['an old record enters where it stands', [{ type: 'RECORD_PAST', stage: 'answered', ...said }], 'answered'],
  ])('%s', (_name, events, stage) => {
    expect(living(after(...events)).stage).toBe(stage);
  });
});

describe('whether a text takes it up', () => {
  it.each<[string, object[], string]>([
    ['nobody found it', [draft], 'none'],
    ['in a draft only', [draft, verified('draft')], 'inDraft'],
    ['in an adopted edition', [draft, verified('draft'), verified('adopted', 'i2')], 'integrated'],
    ['dropped at adoption', [draft, verified('draft'), reversed()], 'none'],
    ['one of two reversed', [draft, verified('adopted'), verified('draft', 'i2'), reversed()], 'inDraft'],
    ['without any stage: a silent ministry may adopt it', [draft, verified('adopted')], 'integrated'],
  ])('%s', (_name, events, uptake) => {
    expect(living(after(...events)).uptake).toBe(uptake);
  });
});

describe('whether it still stands', () => {
  it.each(['MERGE', 'SPLIT', 'SUPERSEDE', 'WITHDRAW', 'RETIRE'] as const)('%s closes it, with its reason', (type) => {
    const snapshot = after(draft, { type, successors: ['r2'], ...because });
    expect(living(snapshot).standing).toBe('closed');
  });

  it('none of them is accepted while a version that carries it is open or endorsed', () => {
    for (const stage of ['endorsing', 'endorsed'] as const) {
      const held = after(draft, moved(stage));
      expect(held.can({ type: 'RETIRE', ...because })).toBe(false);
      expect(
        unmetRequirements(
          recommendationRequirements['RETIRE'],
          { context: held.context as never, state: held.value, event: { type: 'RETIRE', ...said }, row: {} },
          { withInput: true },
        ).map((reason) => reason.code),
      ).toEqual(['HELD_BY_STATEMENT', 'REASON_NEEDED']);
    }
  });

  it('after submission a merge is a link: what it was answered stays', () => {
    const snapshot = after(draft, moved('answered'), { type: 'MERGE', successors: ['r2'], ...because });
    expect(living(snapshot)).toEqual({ stage: 'answered', uptake: 'none', standing: 'closed' });
  });

  it('what is closed is still told what becomes of it', () => {
    const snapshot = after(draft, { type: 'RETIRE', ...because }, verified('adopted'));
    expect(living(snapshot)).toMatchObject({ standing: 'closed', uptake: 'integrated' });
  });
});

describe('the walk', () => {
  const paths = getShortestPaths(recommendationMachine, {
    events: [
      draft,
      { type: 'RECORD_PAST', stage: 'submitted', ...said },
      { type: 'EDIT', ...said },
      moved('endorsing'),
      moved('endorsed'),
      moved('submitted'),
      moved('answered'),
      ended(),
      verified('draft'),
      verified('adopted'),
      reversed(),
      { type: 'RETIRE', ...because },
    ] as never[],
    serializeState: (state) => JSON.stringify(state.value),
    limit: 5_000,
  });

  it('reaches every combination of stage, uptake and standing', () => {
    const reached = new Set(paths.map((path) => JSON.stringify(path.state.value)));
    const possible = 5 * 3 * 2;
    // A recommendation cannot be closed while it is held, but what is closed can be carried further by its statement.
    expect(reached.size).toBe(possible + 1);
  });
});
