import { describe, expect, it } from '@jest/globals';
import { initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { countsAs, integrationMachine } from './integration.machine.js';
import type { Degree, EditionStanding, IntegrationContext } from './integration.machine.js';
import { integrationRequirements } from './integration.requirements.js';
import { INTEGRATION_STATUSES } from './integration.model.js';
import { unmetRequirements } from '../../workflow/src/pure.js';

const claimant = { person: 'p1', organisation: 'o1' };
const colleague = { person: 'p2', organisation: 'o1' };
const outsider = { person: 'p3', organisation: 'o2' };
const said = { at: '2026-11-23T03:00:00.000Z', by: claimant, reason: 'because', evidence: [] };
const place = (degree: Degree = 'inSubstance', editionId = 'e1') => ({
  editionId,
  provisionId: `${editionId}-art-51`,
  degree,
  quoteKm: null,
  quoteEn: 'The administration has a budget line of its own.',
});

const claim = (over: object = {}) => ({
  type: 'CLAIM' as const,
  ...said,
  ...place(),
  edition: 'draft' as const,
  ...over,
});
const past = (over: object = {}) => ({ ...claim(over), type: 'RECORD_PAST' as const });
const verify = (over: object = {}) => ({
  type: 'VERIFY' as const,
  ...said,
  by: outsider,
  edition: 'draft' as EditionStanding,
  otherVerifiers: true,
  found: null,
  ...over,
});
const reject = (over: object = {}) => ({ type: 'REJECT' as const, ...said, by: outsider, ...over });
const recheck = { type: 'RECHECK_DUE' as const, ...said, by: null, why: 'adopted' as const, editionId: 'e2' };
const reverse = (over: object = {}) => ({ type: 'REVERSE' as const, ...said, ...over });
const repealed = { type: 'EDITION_REPEALED' as const, ...said, by: null };

const start = initialTransition(integrationMachine)[0] as AnyMachineSnapshot;
const step = (snapshot: AnyMachineSnapshot, event: object) =>
  transition(integrationMachine, snapshot as never, event as never) as unknown as [AnyMachineSnapshot, object[]];
const after = (...events: object[]): AnyMachineSnapshot =>
  events.reduce<AnyMachineSnapshot>((snapshot, event) => step(snapshot, event)[0], start);
const contextOf = (snapshot: AnyMachineSnapshot) => snapshot.context as IntegrationContext;
const counts = (...events: object[]) => {
  const snapshot = after(...events);
  return countsAs(snapshot.value, contextOf(snapshot));
};
/** The codes against an event, from the same list as its guard. */
const refusals = (events: object[], event: { type: string }) => {
  const snapshot = after(...events);
  const look = { context: snapshot.context as never, state: snapshot.value, event: event as never, row: {} };
  const list = integrationRequirements[event.type as keyof typeof integrationRequirements];
  const codes = unmetRequirements(list, look, { withInput: true }).map((reason) => reason.code);
  expect(snapshot.can(event as never)).toBe(codes.length === 0);
  return codes;
};

describe('where a finding stands', () => {
  it.each<[string, object[], string]>([
    ['claimed', [claim()], 'claimed'],
    ['an old record enters as claimed, never as verified', [past()], 'claimed'],
    ['seen by another', [claim(), verify()], 'verified'],
    ['another looked, and it is not so', [claim(), reject()], 'rejected'],
    ['its draft was adopted', [claim(), verify(), recheck], 'toRecheck'],
    [
      'found again',
      [claim(), verify(), recheck, verify({ edition: 'adopted', found: place('verbatim', 'e2') })],
      'verified',
    ],
    ['dropped at adoption', [claim(), verify(), recheck, reverse()], 'reversed'],
    ['amended away', [claim(), verify(), reverse()], 'reversed'],
    ['its edition was repealed', [claim(), verify(), repealed], 'reversed'],
    ['its edition was repealed before somebody looked again', [claim(), verify(), recheck, repealed], 'reversed'],
    ['what nobody has verified is not looked at again', [claim(), recheck], 'claimed'],
  ])('%s', (_name, events, state) => {
    expect(after(...events).value).toBe(state);
  });

  it.each([claim(), verify(), reject(), recheck, reverse(), repealed])('asks for no effect: $type', (event) => {
    for (const events of [[], [claim()], [claim(), verify()], [claim(), verify(), recheck]]) {
      expect(step(after(...events), event)[1]).toEqual([]);
    }
  });
});

describe('what it counts as', () => {
  it.each<[string, object[], string | null]>([
    ['a claim counts as nothing', [claim({ edition: 'adopted' })], null],
    ['verified in a draft', [claim(), verify()], 'draft'],
    ['verified in an adopted edition', [claim({ edition: 'adopted' }), verify({ edition: 'adopted' })], 'adopted'],
    [
      'what its edition was when it was seen, not when it was claimed',
      [claim(), verify({ edition: 'adopted' })],
      'adopted',
    ],
    ['as before, until somebody looks again', [claim(), verify(), recheck], 'draft'],
    [
      'found again in what was adopted',
      [claim(), verify(), recheck, verify({ edition: 'adopted', found: place('weakened', 'e2') })],
      'adopted',
    ],
    ['rejected', [claim(), reject()], null],
    ['reversed', [claim(), verify(), reverse()], null],
    ['contrary never counts', [claim(place('contrary')), verify({ edition: 'adopted' })], null],
    [
      'contrary after another look',
      [claim(), verify(), recheck, verify({ edition: 'adopted', found: place('contrary', 'e2') })],
      null,
    ],
  ])('%s', (_name, events, as) => {
    expect(counts(...events)).toBe(as);
  });
});

describe('who may see it', () => {
  it.each<[string, object, string[]]>([
    ['the claimant never', verify({ by: claimant, otherVerifiers: false }), ['VERIFIER_IS_CLAIMANT']],
    ['the claimant for both reasons', verify({ by: claimant }), ['VERIFIER_IS_CLAIMANT', 'VERIFIER_SAME_ORGANISATION']],
    ['a colleague, where there is somebody elsewhere', verify({ by: colleague }), ['VERIFIER_SAME_ORGANISATION']],
    ['a colleague, where there is nobody elsewhere', verify({ by: colleague, otherVerifiers: false }), []],
    ['somebody elsewhere', verify(), []],
    ['in a text that is gone', verify({ edition: 'gone' }), ['EDITION_GONE']],
    [
      'the claimant does not reject it either',
      reject({ by: claimant, reason: ' ' }),
      ['VERIFIER_IS_CLAIMANT', 'REASON_NEEDED'],
    ],
    ['a colleague rejects', reject({ by: colleague }), []],
  ])('%s', (_name, event, codes) => {
    expect(refusals([claim()], event as { type: string })).toEqual(codes);
  });

  it('holds for another look too', () => {
    expect(refusals([claim(), verify(), recheck], verify({ by: claimant, otherVerifiers: false }))).toEqual([
      'VERIFIER_IS_CLAIMANT',
    ]);
  });
});

describe('what is needed', () => {
  const unquoted = { quoteKm: null, quoteEn: ' ' };

  it.each<[string, object[], { type: string }, string[]]>([
    [
      'a claim needs a quote, in a present text',
      [],
      claim({ ...unquoted, edition: 'gone' }),
      ['QUOTE_NEEDED', 'EDITION_GONE'],
    ],
    ['an old record needs neither', [], past({ ...unquoted, edition: 'gone' }), []],
    ['an old record says where it is known from', [], past({ reason: null }), ['REASON_NEEDED']],
    ['but is not verified without a quote', [past(unquoted)], verify(), ['QUOTE_NEEDED']],
    ['and is, once somebody quotes it', [past(unquoted)], verify({ found: place() }), []],
    ['a reversal needs a reason', [claim(), verify()], reverse({ reason: null }), ['REASON_NEEDED']],
  ])('%s', (_name, events, event, codes) => {
    expect(refusals(events, event)).toEqual(codes);
  });
});

describe('what it keeps', () => {
  it('every check, and where it stands now', () => {
    const there = place('weakened', 'e2');
    const context = contextOf(
      after(
        claim(),
        verify(),
        recheck,
        verify({ edition: 'adopted', by: colleague, otherVerifiers: false, found: there }),
      ),
    );
    expect(context).toEqual({
      ...there,
      editionStatus: 'adopted',
      claimedBy: claimant,
      verifiedBy: colleague,
      recheck: null,
      checks: [
        { at: said.at, by: outsider, editionId: 'e1', provisionId: 'e1-art-51', degree: 'inSubstance' },
        { at: said.at, by: colleague, editionId: 'e2', provisionId: 'e2-art-51', degree: 'weakened' },
      ],
    });
  });

  it('why it is to be looked at again, until somebody has', () => {
    expect(contextOf(after(claim(), verify(), recheck)).recheck).toEqual({ why: 'adopted', editionId: 'e2' });
    expect(contextOf(after(claim(), verify(), recheck, reverse())).recheck).toBeNull();
  });

  it('nothing that JSON would drop', () => {
    const context = contextOf(after(claim(), verify(), recheck));
    expect(JSON.parse(JSON.stringify(context))).toEqual(context);
  });
});

describe('the walk', () => {
  const events = [claim(), past(), verify(), reject(), recheck, reverse(), repealed];
  const paths = getShortestPaths(integrationMachine, {
    events: events as never[],
    serializeState: (state) => JSON.stringify(state.value),
    limit: 5_000,
  });
  const reached = new Set(paths.map((path) => path.state.value as string));

  it('reaches every state', () => {
    expect([...reached].sort()).toEqual([...INTEGRATION_STATUSES, 'unborn'].sort());
  });

  it('finds a place for every event, and leaves none in a dead end but rejected and reversed', () => {
    const taken = new Set<string>();
    const ends = new Set(reached);
    for (const path of paths) {
      for (const event of events) {
        if (!(path.state as AnyMachineSnapshot).can(event)) continue;
        taken.add(event.type);
        ends.delete(path.state.value);
      }
    }
    expect([...taken].sort()).toEqual(events.map((event) => event.type).sort());
    expect([...ends].sort()).toEqual(['rejected', 'reversed']);
  });
});
