import { describe, expect, it } from '@jest/globals';
import { initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { unmetRequirements } from '../../workflow/src/pure.js';
import { STATEMENT_STATUSES, afterMoves, statementMachine } from './statement.machine.js';
import type { Findings, SubmissionMove, Weighed } from './statement.machine.js';
import { statementRequirements } from './statement.requirements.js';

const AT = '2026-11-23T03:00:00.000Z';
const DEADLINE = '2026-12-04T16:59:59.999Z';
const LATER = '2026-12-18T16:59:59.999Z';
const said = { at: AT, by: null, reason: null, evidence: [] };
const because = { ...said, reason: 'because' };
const fine: Findings = {
  items: 2,
  withoutAddressee: [],
  withoutTarget: [],
  closed: [],
  textMissing: [],
  otherLanguage: 'current',
};
const reached: Weighed = { met: true, given: 5, needed: 5, lacks: [] };
const short: Weighed = { met: false, given: 3, needed: 5, lacks: [{ what: 'TEST-NETA', given: 1, needed: 2 }] };

const draft = { type: 'DRAFT', renews: null, ...said };
const past = (status: string) => ({ type: 'RECORD_PAST', status, quorumRuleId: null, hash: 'h', ...because });
const edit = { type: 'EDIT', languageChanged: false, replaced: {}, ...said };
const open = {
  type: 'OPEN',
  versionNumber: 1,
  hash: 'h',
  deadline: DEADLINE,
  quorumRuleId: 'rule',
  findings: fine,
  ...said,
};
const close = (quorum: Weighed, at = AT) => ({ type: 'CLOSE', quorum, ...said, at });
const extend = { type: 'EXTEND', deadline: LATER, ...because };
const amend = (amendment: string, more: object = {}) => ({
  type: 'AMEND',
  amendment,
  versionNumber: 2,
  hash: 'h2',
  deadline: amendment === 'material' ? LATER : null,
  earliest: '2026-11-30T16:59:59.999Z',
  earliestDay: '2026-11-30',
  added: 0,
  findings: fine,
  ...because,
  ...more,
});
const reopen = (to: string) => ({
  type: 'REOPEN',
  to,
  deadline: to === 'endorsing' ? LATER : null,
  quorumRuleId: 'rule',
  ...said,
});
const submit = (quorum: Weighed | null = reached) => ({ type: 'SUBMIT', quorum, ...said });
const moved = (type: string, ...moves: [string, SubmissionMove['status']][]) => ({
  type,
  moved: moves.map(([submissionId, status]) => ({ submissionId, status })),
  ...said,
});
const delivered = moved('DELIVERED', ['x', 'delivered']);
const conclude = { type: 'CONCLUDE', ...said };
const withdraw = { type: 'WITHDRAW', ...because };
const renew = { type: 'RENEW', successor: 's2', ...said };
const expired = close(short, DEADLINE);

const unbornYet = () => initialTransition(statementMachine)[0] as AnyMachineSnapshot;
const after = (...events: object[]): AnyMachineSnapshot =>
  events.reduce<AnyMachineSnapshot>((snapshot, event) => {
    if (!snapshot.can(event)) throw new Error(`${JSON.stringify(event)} is not accepted`);
    return transition(statementMachine, snapshot as never, event as never)[0] as AnyMachineSnapshot;
  }, unbornYet());
/** What a step asks for, in order. */
const asked = (before: object[], event: object) => {
  const [, actions] = transition(statementMachine, after(...before) as never, event as never);
  return (actions as { type: string; params?: unknown }[])
    .filter(({ type }) => type !== 'xstate.assign')
    .map(({ type, params }) => ({ type, params }));
};
const reasons = (before: object[], event: object & { type: string }, withInput = true) => {
  const { context, value } = after(...before);
  const look = { context: context as never, state: value as unknown, event: event as never, row: {} };
  return unmetRequirements(statementRequirements[event.type], look, { withInput });
};
const codes = (...args: Parameters<typeof reasons>) => reasons(...args).map((reason) => reason.code);

const openly = [draft, open];
const endorsed = [...openly, close(reached)];
const submitted = [...endorsed, submit(), moved('SUBMISSIONS_MOVED', ['x', 'prepared']), delivered];

describe('where a statement stands', () => {
  it.each<[string, object[], string]>([
    ['drafted', [draft], 'drafting'],
    ['edited', [draft, edit], 'drafting'],
    ['opened', openly, 'endorsing'],
    ['closed at the deadline without a quorum', [...openly, expired], 'lapsed'],
    ['closed at the deadline with one', [...openly, close(reached, DEADLINE)], 'endorsed'],
    ['closed earlier once the quorum is met', endorsed, 'endorsed'],
    ['extended', [...openly, extend], 'endorsing'],
    ['amended in words while open', [...openly, amend('editorial')], 'endorsing'],
    ['amended in substance while open', [...openly, amend('material')], 'endorsing'],
    ['amended in words when endorsed', [...endorsed, amend('editorial')], 'endorsed'],
    ['amended in substance when endorsed', [...endorsed, amend('material')], 'endorsing'],
    ['opened again after a lapse', [...openly, expired, reopen('endorsing')], 'endorsing'],
    ['drafted again after a lapse', [...openly, expired, reopen('drafting')], 'drafting'],
    ['opened again when endorsed', [...endorsed, reopen('endorsing')], 'endorsing'],
    ['let be submitted: nothing is delivered yet', [...endorsed, submit()], 'endorsed'],
    ['delivered for the first time', submitted, 'submitted'],
    ['turned away at the counter', [...submitted, moved('SUBMISSIONS_MOVED', ['x', 'prepared'])], 'endorsed'],
    [
      'turned away by one of two addressees',
      [...submitted, moved('SUBMISSIONS_MOVED', ['y', 'delivered']), moved('SUBMISSIONS_MOVED', ['x', 'prepared'])],
      'submitted',
    ],
    ['submitted to a further addressee', [...submitted, submit(null)], 'submitted'],
    ['concluded', [...submitted, moved('SUBMISSIONS_MOVED', ['x', 'over']), conclude], 'concluded'],
    [
      'a late answer does not reopen it',
      [...submitted, moved('SUBMISSIONS_MOVED', ['x', 'over']), conclude, moved('SUBMISSIONS_MOVED', ['x', 'over'])],
      'concluded',
    ],
    ['withdrawn from a draft', [draft, withdraw], 'withdrawn'],
    ['withdrawn after delivery', [...submitted, withdraw], 'withdrawn'],
    ['an old record left it submitted', [past('submitted')], 'submitted'],
    ['an old record left it lapsed', [past('lapsed')], 'lapsed'],
  ])('%s', (_name, events, status) => {
    expect(after(...events).value).toBe(status);
  });
});

describe('the window', () => {
  const armed = (due: string) => ({ type: 'closeEndorsementWindow', params: { key: 'endorsementWindow', due } });
  const disarmed = { type: 'xstate.cancel', params: { sendId: 'endorsementWindow' } };
  it.each<[string, object[], object, unknown[]]>([
    ['is armed by opening', [draft], open, [armed(DEADLINE)]],
    ['is armed anew by an extension', openly, extend, [disarmed, armed(LATER)]],
    ['is armed anew by a change in substance', openly, amend('material'), [disarmed, armed(LATER)]],
    ['is left alone by a change of words', openly, amend('editorial'), []],
    ['is disarmed by closing', openly, close(reached), [disarmed]],
    ['is disarmed by withdrawing', openly, withdraw, [disarmed]],
    ['is armed by opening again', [...openly, expired], reopen('endorsing'), [armed(LATER)]],
  ])('%s', (_name, before, event, effects) => {
    expect(asked(before, event)).toEqual(effects);
  });

  it('holds its deadline only while it is open', () => {
    expect(after(...openly).context.deadline).toBe(DEADLINE);
    expect(after(...endorsed).context.deadline).toBeNull();
  });
});

describe('what is refused, with every reason at once', () => {
  it('opening an unfinished draft', () => {
    const findings: Findings = {
      items: 0,
      withoutAddressee: [1, 4],
      withoutTarget: [2],
      closed: [3],
      textMissing: ['title.km'],
      otherLanguage: 'behind',
    };
    const event = { ...open, findings, quorumRuleId: null, deadline: null };
    const all = [
      'NO_ITEM',
      'ITEM_WITHOUT_ADDRESSEE',
      'ITEM_WITHOUT_TARGET',
      'ITEM_CLOSED',
      'TEXT_INCOMPLETE',
      'OTHER_LANGUAGE_NOT_READY',
      'QUORUM_RULE_NEEDED',
    ];
    expect(codes([draft], event)).toEqual([...all, 'DEADLINE_NEEDED']);
    expect(codes([draft], event, false)).toEqual(all);
    expect(after(draft).can(event as never)).toBe(false);
  });

  it.each<[string, object[], { type: string } & Record<string, unknown>, string[]]>([
    ['opening until yesterday', [draft], { ...open, deadline: '2026-11-22T16:59:59.999Z' }, ['DEADLINE_PAST']],
    [
      'the other language to follow is no obstacle',
      [draft],
      { ...open, findings: { ...fine, otherLanguage: 'toFollow' } },
      [],
    ],
    ['closing early without a quorum', openly, close(short), ['QUORUM_NOT_REACHED']],
    ['closing early without knowing', openly, { type: 'CLOSE', quorum: null, ...said }, ['QUORUM_NOT_REACHED']],
    ['closing at the deadline without a quorum is no obstacle', openly, expired, []],
    [
      'extending without reason, and to an earlier day',
      openly,
      { ...extend, ...said, deadline: AT },
      ['REASON_NEEDED', 'DEADLINE_PAST', 'DEADLINE_NOT_LATER'],
    ],
    [
      'extending a window whose deadline has passed',
      openly,
      { ...extend, at: '2026-12-05T03:00:00.000Z' },
      ['WINDOW_OVER'],
    ],
    [
      'amending in substance with too little time left',
      openly,
      amend('material', { deadline: '2026-11-27T16:59:59.999Z' }),
      ['WINDOW_TOO_SHORT'],
    ],
    ['an ask added as a change of words', openly, amend('editorial', { added: 1 }), ['EDITORIAL_ADDS_ITEMS']],
    ['amending without a reason', openly, amend('editorial', { reason: ' ' }), ['REASON_NEEDED']],
    ['drafting again what is endorsed', endorsed, reopen('drafting'), ['AMEND_INSTEAD']],
    ['submitting when the quorum no longer holds', endorsed, submit(short), ['QUORUM_NOT_REACHED']],
    ['the quorum after the first delivery is not judged', submitted, submit(short), []],
    ['concluding while a submission is open', submitted, conclude, ['SUBMISSIONS_NOT_OVER']],
    ['withdrawing without a reason', openly, { ...withdraw, reason: null }, ['REASON_NEEDED']],
    [
      'another authentic language after a version was signed',
      [...openly, expired, reopen('drafting')],
      { ...edit, languageChanged: true },
      ['AUTHENTIC_LANGUAGE_STAYS'],
    ],
    [
      'a past one without a rule, opened again',
      [past('lapsed')],
      { ...reopen('endorsing'), quorumRuleId: null },
      ['QUORUM_RULE_NEEDED'],
    ],
    [
      'a past one of which the quorum is not known, submitted',
      [past('endorsed')],
      submit(null),
      ['QUORUM_NOT_REACHED'],
    ],
  ])('%s', (_name, before, event, expected) => {
    expect(codes(before, event)).toEqual(expected);
    if (expected.length > 0) expect(after(...before).can(event as never)).toBe(false);
  });

  it('tells the secretariat what the quorum lacks, and others only that it does', () => {
    expect(reasons(openly, close(short))).toEqual([
      {
        code: 'QUORUM_NOT_REACHED',
        parameters: {},
        clearedBy: ['memberRepresentative'],
        detail: { code: 'QUORUM_LACKS', parameters: { given: 3, needed: 5, lacks: 'TEST-NETA 1/2' } },
      },
    ]);
  });

  it('a delivery of what is not endorsed', () => {
    for (const before of [openly, [...openly, expired], [draft]])
      expect(after(...before).can(delivered as never)).toBe(false);
  });
});

describe('its submissions', () => {
  const nothing = { submissions: {}, handedOver: [] };
  it.each<[string, SubmissionMove[], string[]]>([
    ['prepared', [{ submissionId: 'x', status: 'prepared' }], []],
    [
      'cancelled',
      [
        { submissionId: 'x', status: 'prepared' },
        { submissionId: 'x', status: 'over' },
      ],
      [],
    ],
    ['delivered', [{ submissionId: 'x', status: 'delivered' }], ['x']],
    [
      'answered',
      [
        { submissionId: 'x', status: 'delivered' },
        { submissionId: 'x', status: 'over' },
      ],
      ['x'],
    ],
    ['over in an old record', [{ submissionId: 'x', status: 'over' }], ['x']],
    [
      'turned away',
      [
        { submissionId: 'x', status: 'delivered' },
        { submissionId: 'x', status: 'prepared' },
      ],
      [],
    ],
    [
      'never been',
      [
        { submissionId: 'x', status: 'delivered' },
        { submissionId: 'x', status: 'gone' },
      ],
      [],
    ],
  ])('handed over: %s', (_name, moves, handedOver) => {
    expect(afterMoves(nothing, moves).handedOver).toEqual(handedOver);
  });
});

describe('the walk', () => {
  const events = [
    draft,
    past('lapsed'),
    past('endorsed'),
    past('submitted'),
    past('concluded'),
    past('withdrawn'),
    open,
    close(reached),
    expired,
    extend,
    amend('editorial'),
    amend('material'),
    reopen('endorsing'),
    reopen('drafting'),
    submit(),
    delivered,
    moved('SUBMISSIONS_MOVED', ['x', 'prepared']),
    moved('SUBMISSIONS_MOVED', ['x', 'over']),
    conclude,
    withdraw,
    renew,
    edit,
  ];
  const paths = getShortestPaths(statementMachine, {
    events: events as never[],
    serializeState: (state) => JSON.stringify([state.value, (state.context as { handedOver: string[] }).handedOver]),
    limit: 5_000,
  });

  it('reaches every state', () => {
    const states = new Set(paths.map((path) => path.state.value));
    expect([...states].sort()).toEqual([...STATEMENT_STATUSES, 'unborn'].sort());
  });

  it('takes every event somewhere, and withdraws from everywhere', () => {
    const standing = new Map(
      paths.map((path) => [path.state.value as string, path.state as unknown as AnyMachineSnapshot]),
    );
    const taken = new Set(
      paths.flatMap((path) =>
        events
          .filter((event) => (path.state as unknown as AnyMachineSnapshot).can(event as never))
          .map((event) => event.type),
      ),
    );
    expect([...taken].sort()).toEqual([...new Set(events.map((event) => event.type))].sort());
    for (const [status, snapshot] of standing) {
      if (status !== 'unborn' && status !== 'withdrawn') expect(snapshot.can(withdraw as never)).toBe(true);
    }
  });
});
