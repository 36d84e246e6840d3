import { describe, expect, it } from '@jest/globals';
import { getShortestPaths } from 'xstate/graph';
import { initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot } from 'xstate';
import type { Reading } from './readings.js';
import type { SubmissionContext } from './submission.context.js';
import { PAST_SUBMISSION_STATUSES, SUBMISSION_STATUSES, isOver, submissionMachine } from './submission.machine.js';
import { acts } from '#policy';
import { submissionRequirements } from './submission.requirements.js';
import { unmetRequirements } from '../../workflow/src/pure.js';

type Event = { type: string; at: string } & Record<string, unknown>;
const said = { at: '2026-11-23T00:00:00.000Z', by: null, reason: null, evidence: [] };
const event = (type: string, rest: Record<string, unknown> = {}): Event => ({ type, ...said, ...rest });
const because = { reason: 'because' };

const prepare = event('PREPARE', { items: ['a', 'b'], statementVersion: 1, clockStartedAt: null, handOvers: 0 });
const endorsed = { statementStatus: 'endorsed', currentVersion: 1, judged: true };
const byHand = { channel: 'byHand', mode: 'paper', enclosures: [] };
const deliver = event('DELIVER', { ...byHand, ...endorsed });
const respond = (readings: Record<string, Reading>, response = 'r1') =>
  event('RESPOND', { response, readings, words: true });
const both = respond({ a: 'accepted', b: 'notAccepted' });
const one = respond({ a: 'noted' });
const mere = respond({ a: 'acknowledged', b: 'underConsideration' });
const redirect = event('REDIRECT', { successor: 's2', sameAddressee: false });
const past = (status: string) =>
  event('RECORD_PAST', { status, items: ['a'], statementVersion: 1, statementStatus: 'submitted', ...because });
const withdraw = event('WITHDRAW', { ...because, evidence: ['d1'] });

const after = (...events: Event[]): AnyMachineSnapshot =>
  events.reduce<AnyMachineSnapshot>(
    (snapshot, each) => transition(submissionMachine, snapshot as never, each as never)[0] as AnyMachineSnapshot,
    initialTransition(submissionMachine)[0] as AnyMachineSnapshot,
  );
const contextOf = (snapshot: AnyMachineSnapshot) => snapshot.context as SubmissionContext;
/** Codes of everything that stands against an event; the machine must say the same. */
const against = (snapshot: AnyMachineSnapshot, tried: Event): string[] => {
  const reasons = unmetRequirements(
    submissionRequirements[tried.type],
    { context: snapshot.context as never, state: snapshot.value, event: tried as never, row: {} },
    { withInput: true },
  ).map((reason) => reason.code);
  expect(snapshot.can(tried as never)).toBe(reasons.length === 0);
  return reasons;
};

describe('given a state and an event', () => {
  const redirected = [prepare, deliver, redirect];
  const silence = event('RECORD_SILENCE');
  it.each<[string, Event[], string]>([
    ['a letter is prepared', [prepare], 'prepared'],
    ['handed over', [prepare, deliver], 'delivered'],
    ['taken back before', [prepare, event('CANCEL')], 'cancelled'],
    ['turned away at the counter', [prepare, deliver, event('REFUSED_AT_COUNTER')], 'prepared'],
    ['turned away before it was noted as handed over', [prepare, event('REFUSED_AT_COUNTER')], 'prepared'],
    ['handed over again', [prepare, deliver, event('REFUSED_AT_COUNTER'), deliver], 'delivered'],
    [
      'a stamp is no acknowledgement',
      [prepare, deliver, event('RECEIPT', { receipt: 'x', proves: true })],
      'delivered',
    ],
    ['acknowledged is not answered', [prepare, deliver, event('ACKNOWLEDGE')], 'acknowledged'],
    ['every item answered in substance', [prepare, deliver, both], 'answered'],
    ['one of two answered: still waiting', [prepare, deliver, one], 'delivered'],
    ['the second answer completes it', [prepare, deliver, one, respond({ b: 'partlyAccepted' }, 'r2')], 'answered'],
    ['words without substance: still waiting', [prepare, deliver, event('ACKNOWLEDGE'), mere], 'acknowledged'],
    ['a later word without substance does not erase an answer', [prepare, deliver, both, mere], 'answered'],
    ['silent after some', [prepare, deliver, one, silence], 'partlyAnswered'],
    ['silent', [prepare, deliver, mere, silence], 'unanswered'],
    ['a late answer to everything', [prepare, deliver, silence, both], 'answered'],
    ['a late answer to some', [prepare, deliver, silence, one], 'partlyAnswered'],
    ['a late word without substance', [prepare, deliver, silence, mere], 'unanswered'],
    ['the rest comes late', [prepare, deliver, one, silence, respond({ b: 'noted' }, 'r2')], 'answered'],
    ['passed on', redirected, 'redirected'],
    ['what they say after passing it on moves nothing', [...redirected, both], 'redirected'],
    ['withdrawn', [prepare, deliver, withdraw], 'withdrawn'],
    ['an answer after it was withdrawn moves nothing', [prepare, deliver, withdraw, both], 'withdrawn'],
    ...PAST_SUBMISSION_STATUSES.map((status): [string, Event[], string] => [
      `an old record enters at ${status}`,
      [past(status)],
      status,
    ]),
  ])('%s', (_name, events, state) => {
    expect(after(...events).value).toBe(state);
  });

  it('asks for no effect: deadlines come with their own feature', () => {
    const actions = [prepare, deliver, both].reduce<unknown[]>(
      (all, each, index, list) => [
        ...all,
        ...transition(submissionMachine, after(...list.slice(0, index)) as never, each as never)[1],
      ],
      [],
    );
    expect(actions).toEqual([]);
  });
});

describe('what is kept', () => {
  it('every attempt, with what came of it', () => {
    const { attempts, deliveredAt, clockStartedAt } = contextOf(
      after(prepare, deliver, event('REFUSED_AT_COUNTER'), { ...deliver, at: '2026-12-01T00:00:00.000Z' }),
    );
    expect(attempts.map((each) => each.outcome)).toEqual(['delivered', 'refusedAtCounter', 'delivered']);
    expect([deliveredAt, clockStartedAt]).toEqual(['2026-12-01T00:00:00.000Z', '2026-12-01T00:00:00.000Z']);
  });

  it('the clock that came along from the submission before it', () => {
    const carried = { ...prepare, clockStartedAt: '2026-10-01T00:00:00.000Z', handOvers: 1 };
    expect(contextOf(after(carried, deliver)).clockStartedAt).toBe('2026-10-01T00:00:00.000Z');
    expect(contextOf(after(carried, deliver, event('REFUSED_AT_COUNTER'))).clockStartedAt).toBe(
      '2026-10-01T00:00:00.000Z',
    );
  });

  it('a ledger of stretches that do not count and of those that were granted', () => {
    const { ledger } = contextOf(
      after(
        prepare,
        deliver,
        event('SUSPEND', { reason: 'election period' }),
        event('RESUME', { at: '2026-12-01T00:00:00.000Z' }),
        event('GRANT_EXTENSION', { reason: 'they asked for time', until: '2026-12-31T00:00:00.000Z' }),
      ),
    );
    expect(ledger).toEqual([
      { kind: 'suspension', from: said.at, until: '2026-12-01T00:00:00.000Z', reason: 'election period' },
      { kind: 'extension', from: said.at, until: '2026-12-31T00:00:00.000Z', reason: 'they asked for time' },
    ]);
  });

  it('silence per item, and it stays when an answer comes late', () => {
    expect(contextOf(after(prepare, deliver, one, event('RECORD_SILENCE'), both)).silence).toEqual({
      at: said.at,
      items: ['b'],
    });
  });

  it('whether nothing more is waited for', () => {
    const over = (...events: Event[]) => {
      const snapshot = after(...events);
      return isOver(snapshot.value, contextOf(snapshot));
    };
    const successorOver = event('SUCCESSOR_OVER', { successor: 's2' });
    expect(over(prepare)).toBe(false);
    expect(over(prepare, deliver)).toBe(false);
    expect(over(prepare, event('CANCEL'))).toBe(true);
    expect(over(prepare, deliver, both)).toBe(true);
    expect(over(prepare, deliver, redirect)).toBe(false);
    expect(over(prepare, deliver, redirect, successorOver)).toBe(true);
    expect(over(prepare, deliver, redirect, successorOver, event('SUCCESSOR_REOPENED', { successor: 's2' }))).toBe(
      false,
    );
    expect(over(prepare, deliver, redirect, event('SUCCESSOR_OVER', { successor: 'another' }))).toBe(false);
  });
});

describe('what stands against it, all at once', () => {
  const delivered = after(prepare, deliver);
  const suspended = after(prepare, deliver, event('SUSPEND', because));
  const earlier = { at: '2026-11-01T00:00:00.000Z' };
  it.each<[string, AnyMachineSnapshot, Event, string[]]>([
    ['nothing is asked', after(), { ...prepare, items: [] }, ['NO_ITEM_ASKED']],
    [
      'the past of a statement that is still being drafted',
      after(),
      { ...past('answered'), reason: null, statementStatus: 'drafting' },
      ['REASON_NEEDED', 'STATEMENT_NOT_ENDORSED'],
    ],
    [
      'a letter of an older version',
      after(prepare),
      { ...deliver, currentVersion: 2, judged: false },
      ['LETTER_OUTDATED', 'QUORUM_NOT_JUDGED'],
    ],
    ['a statement taken back', after(prepare), { ...deliver, statementStatus: 'withdrawn' }, ['STATEMENT_TAKEN_BACK']],
    [
      'open again for sign-on',
      after(prepare),
      { ...deliver, statementStatus: 'endorsing' },
      ['STATEMENT_NOT_ENDORSED'],
    ],
    ['handed over to others before', after(prepare), { ...deliver, statementStatus: 'submitted', judged: false }, []],
    ['turned away after an answer', after(prepare, deliver, one), event('REFUSED_AT_COUNTER'), ['ALREADY_RECEIVED']],
    [
      'a receipt that proves nothing, of a day before',
      delivered,
      event('RECEIPT', { receipt: 'x', proves: false, ...earlier }),
      ['PROOF_NEEDED', 'BEFORE_DELIVERY'],
    ],
    [
      'an answer without reading and words, of a day before',
      delivered,
      event('RESPOND', { response: 'r1', readings: {}, words: false, ...earlier }),
      ['READING_NEEDED', 'WORDS_NEEDED', 'BEFORE_DELIVERY'],
    ],
    ['an answer of that month', delivered, { ...both, ...earlier, latest: '2026-11-30T16:59:59.999Z' }, []],
    ['an answer to what was not asked', delivered, respond({ z: 'noted' }), ['ITEM_NOT_ASKED']],
    ['passed on to itself', delivered, { ...redirect, sameAddressee: true }, ['SAME_ADDRESSEE']],
    ['stopped without a reason', delivered, event('SUSPEND'), ['REASON_NEEDED']],
    ['stopped twice', suspended, event('SUSPEND', because), ['CLOCK_STANDS_STILL']],
    ['resumed while it runs', delivered, event('RESUME'), ['CLOCK_RUNS']],
    ['resumed before it was stopped', suspended, event('RESUME', earlier), ['BEFORE_SUSPENSION']],
    ['silence while the clock stands still', suspended, event('RECORD_SILENCE'), ['CLOCK_STANDS_STILL']],
    [
      'an extension that extends nothing',
      delivered,
      event('GRANT_EXTENSION', { until: said.at }),
      ['REASON_NEEDED', 'EXTENSION_NOT_LATER'],
    ],
    ['withdrawn without a letter', delivered, event('WITHDRAW'), ['REASON_NEEDED', 'LETTER_NEEDED']],
  ])('%s', (_name, snapshot, tried, codes) => {
    expect(against(snapshot, tried)).toEqual(codes);
  });

  it('before anybody sends it, only what the case itself says', () => {
    const codes = (type: string, snapshot: AnyMachineSnapshot) =>
      unmetRequirements(
        submissionRequirements[type],
        { context: snapshot.context as never, state: snapshot.value, event: event(type) as never, row: {} },
        { withInput: false },
      ).map((reason) => reason.code);
    expect(codes('RESPOND', delivered)).toEqual([]);
    expect(codes('RECORD_SILENCE', suspended)).toEqual(['CLOCK_STANDS_STILL']);
  });
});

describe('the walk', () => {
  const events = [
    prepare,
    ...PAST_SUBMISSION_STATUSES.map(past),
    deliver,
    event('REFUSED_AT_COUNTER'),
    event('CANCEL'),
    event('RECEIPT', { receipt: 'x', proves: true }),
    event('ACKNOWLEDGE'),
    one,
    both,
    mere,
    redirect,
    event('SUCCESSOR_OVER', { successor: 's2' }),
    event('SUCCESSOR_REOPENED', { successor: 's2' }),
    event('RESEND', byHand),
    event('SUSPEND', because),
    event('RESUME'),
    event('GRANT_EXTENSION', { ...because, until: '2027-01-01T00:00:00.000Z' }),
    event('RECORD_SILENCE'),
    withdraw,
  ];
  const paths = getShortestPaths(submissionMachine, {
    events: events as never[],
    serializeState: (state) => {
      const { items, responses, ledger, successor, receipts } = contextOf(state as never);
      // Few enough to end: how much was answered, not by how many; whether the clock stands still, not how often.
      return JSON.stringify([
        state.value,
        items.length,
        Object.keys(Object.assign({}, ...responses.map((each) => each.readings)) as object).length,
        ledger.some((entry) => entry.until === null),
        successor,
        receipts.length > 0,
      ]);
    },
    limit: 5_000,
  });

  it('reaches every state', () => {
    expect(new Set(paths.map((path) => path.state.value as string))).toEqual(
      new Set([...SUBMISSION_STATUSES, 'unborn']),
    );
  });

  it('finds a state for every event', () => {
    const accepted = new Set(
      paths.flatMap((path) => events.filter((each) => path.state.can(each as never)).map((each) => each.type)),
    );
    expect(accepted).toEqual(new Set(events.map((each) => each.type)));
    // CORRECT is the engine's own.
    expect([...Object.keys(acts.submission)].filter((wish) => !accepted.has(wish))).toEqual(['CORRECT']);
  });

  it('keeps contexts plain', () => {
    for (const path of paths) expect(JSON.parse(JSON.stringify(path.state.context))).toEqual(path.state.context);
  });
});
