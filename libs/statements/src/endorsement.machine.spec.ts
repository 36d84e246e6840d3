import { describe, expect, it } from '@jest/globals';
import { initialTransition, transition } from 'xstate';
import type { AnyMachineSnapshot } from 'xstate';
import { getShortestPaths } from 'xstate/graph';
import { ENDORSEMENT_STATUSES, PAST_ENDORSEMENT_STATUSES, endorsementMachine } from './endorsement.machine.js';
import { endorsementRequirements } from './endorsement.requirements.js';
import { unmetRequirements } from '../../workflow/src/pure.js';

const said = { at: '2026-11-23T03:00:00.000Z', by: null, reason: null, evidence: [] as string[] };
const open = { window: 'open', currentVersion: 2, handedOver: false, items: ['a', 'b'], ...said };
const late = { ...open, window: 'late' };
const closed = { ...open, window: 'closed' };
const decision = { versionNumber: 2, signature: 'signatory', appearance: 'hidden', reservations: {} };
const endorse = { type: 'ENDORSE', ...decision, ...open };
const asked = { confirmBy: '2026-12-07T16:59:59.999Z', confirmationRule: 1 };
const onBehalf = { type: 'ENDORSE_ON_BEHALF', ...decision, ...open, ...asked, evidence: ['doc'] };
const lapsed = { type: 'CONFIRMATION_LAPSED', ...said };
const complaint = { type: 'COMPLAIN', ...said, reason: 'Nobody called us' };
const past = (status: string) => ({
  type: 'RECORD_PAST',
  status,
  ...decision,
  ...late,
  reason: 'The signed paper',
  evidence: ['doc'],
});
const amended = (material: boolean, versionNumber = 3, items = ['a', 'b']) => ({
  type: 'VERSION_AMENDED',
  material,
  versionNumber,
  items,
  ...said,
});

const after = (...events: object[]): AnyMachineSnapshot =>
  events.reduce<AnyMachineSnapshot>(
    (snapshot, event) => transition(endorsementMachine, snapshot as never, event as never)[0] as AnyMachineSnapshot,
    initialTransition(endorsementMachine)[0] as AnyMachineSnapshot,
  );

describe('given a state and an event', () => {
  it.each<[string, object[], string]>([
    ['in time, it is given', [endorse], 'given'],
    ['after the window, it is late and kept apart', [{ ...endorse, ...late }], 'late'],
    ['on behalf, it waits for the organisation', [onBehalf], 'awaitingConfirmation'],
    ['confirmed in time, it is given', [onBehalf, { type: 'CONFIRM', ...open }], 'given'],
    ['confirmed too late, it is late', [onBehalf, { type: 'CONFIRM', ...late }], 'late'],
    ['not confirmed in time, it lapses', [onBehalf, lapsed], 'unconfirmed'],
    ['and may be said once more', [onBehalf, lapsed, onBehalf], 'awaitingConfirmation'],
    ['refused by the organisation', [onBehalf, { type: 'REFUSE_ENTRY', ...said }], 'refused'],
    ['complained about, in time or after', [onBehalf, lapsed, complaint], 'contested'],
    ['answered, it stays refused', [onBehalf, complaint, { ...complaint, type: 'ANSWER_COMPLAINT' }], 'refused'],
    ['what was refused, the organisation may still decide by itself', [onBehalf, complaint, endorse], 'given'],
    ['a material amendment asks again', [endorse, amended(true)], 'toReconfirm'],
    ['an editorial one carries over', [endorse, amended(false)], 'given'],
    [
      'confirmed again, it is given',
      [endorse, amended(true), { type: 'RECONFIRM', ...open, currentVersion: 3 }],
      'given',
    ],
    ['declined', [{ type: 'DECLINE', ...open }], 'declined'],
    ['abstained', [{ type: 'ABSTAIN', ...open }], 'abstained'],
    ['a decision can be changed while the window is open', [{ type: 'DECLINE', ...open }, endorse], 'given'],
    ['and the other way round', [endorse, { type: 'DECLINE', ...open }], 'declined'],
    ['left before a delivery', [endorse, { type: 'WITHDRAW', tellAddressees: false, ...open }], 'withdrawn'],
    [
      'left after a delivery',
      [endorse, { type: 'WITHDRAW', tellAddressees: true, ...late, handedOver: true }],
      'dissociated',
    ],
    ['a window that was opened again takes a late one anew', [{ ...endorse, ...late }, endorse], 'given'],
    ['who left may come back while the window is open', [endorse, { type: 'WITHDRAW', ...open }, endorse], 'given'],
    ...PAST_ENDORSEMENT_STATUSES.map((status): [string, object[], string] => [
      `an old record leaves it at ${status}`,
      [past(status)],
      status,
    ]),
  ])('%s', (_name, events, state) => {
    expect(after(...events).value).toBe(state);
  });

  it('what only an old record knows is marked so until the organisation decides by itself', () => {
    const byItself = [
      [{ ...endorse }],
      [amended(true), { type: 'RECONFIRM', ...open, currentVersion: 3 }],
      [{ type: 'DECLINE', ...open }],
      [{ type: 'ABSTAIN', ...open }],
    ];
    expect(after(past('given')).context).toMatchObject({ past: true, appearance: 'hidden' });
    expect(after(past('given'), amended(true)).context).toMatchObject({ past: true });
    for (const events of byItself) {
      const first = events[0]?.type === 'ENDORSE' ? past('declined') : past('given');
      expect(after(first, ...events).context).toMatchObject({ past: false });
    }
  });

  it('reservations follow their items into the next version, and go with items that were left out', () => {
    const reserved = { ...endorse, reservations: { a: 'not so', b: 'not yet' } };
    expect(after(reserved, amended(false, 3, ['b'])).context).toMatchObject({
      versionNumber: 3,
      reservations: { b: 'not yet' },
    });
  });
});

describe('refusals', () => {
  const reasons = (event: { type: string }) =>
    unmetRequirements(
      endorsementRequirements[event.type],
      { context: {}, state: undefined, event: event as never, row: {} },
      { withInput: true },
    ).map((reason) => reason.code);

  it.each<[string, object[], object, string[]]>([
    ['nothing to sign', [], { ...endorse, ...closed }, ['STATEMENT_NOT_OPEN']],
    ['another version', [], { ...endorse, versionNumber: 1 }, ['ANOTHER_VERSION']],
    ['an item that is not there', [], { ...endorse, reservations: { z: '?' } }, ['ITEM_NOT_IN_VERSION']],
    [
      'on behalf without proof, and shown',
      [],
      { ...onBehalf, evidence: [], appearance: 'public' },
      ['EVIDENCE_NEEDED', 'ONLY_THE_ORGANISATION_SHOWS_ITSELF'],
    ],
    [
      'an old record without source and proof, while the window is open',
      [],
      { ...past('given'), ...open, reason: ' ', evidence: [] },
      ['SIGN_ON_STILL_OPEN', 'REASON_NEEDED', 'EVIDENCE_NEEDED'],
    ],
    ['a decline after the window', [endorse], { type: 'DECLINE', ...late }, ['SIGN_ON_CLOSED']],
    ['confirming again after the window', [endorse, amended(true)], { type: 'RECONFIRM', ...late }, ['SIGN_ON_CLOSED']],
  ])('%s: every reason, and the machine says no', (_name, before, event, codes) => {
    expect(reasons(event as { type: string })).toEqual(codes);
    expect(after(...before).can(event as never)).toBe(false);
  });

  it('nobody enters anything again for an organisation that said no to what was entered', () => {
    const no = { type: 'REFUSE_ENTRY', ...said };
    for (const saidNo of [[no], [complaint], [complaint, { ...complaint, type: 'ANSWER_COMPLAINT' }]]) {
      expect(after(onBehalf, ...saidNo).can(onBehalf as never)).toBe(false);
      expect(after(onBehalf, ...saidNo).can({ type: 'CONFIRM', ...open })).toBe(false);
    }
  });

  it('who left after a delivery does not come back', () => {
    const left = after(endorse, { type: 'WITHDRAW', ...open, handedOver: true });
    expect(left.can(endorse as never)).toBe(false);
  });
});

describe('the walk', () => {
  const events: ({ type: string } & Record<string, unknown>)[] = [
    endorse,
    { ...endorse, ...late },
    onBehalf,
    lapsed,
    complaint,
    { ...complaint, type: 'ANSWER_COMPLAINT' },
    { type: 'REFUSE_ENTRY', ...said },
    ...['CONFIRM', 'RECONFIRM', 'DECLINE', 'ABSTAIN'].map((type) => ({ type, ...open })),
    { type: 'RESERVE', reservations: { a: 'not so' }, ...open },
    { type: 'CHANGE_APPEARANCE', appearance: 'public', ...said },
    { type: 'WITHDRAW', tellAddressees: false, ...open },
    { type: 'WITHDRAW', tellAddressees: true, ...open, handedOver: true },
    ...PAST_ENDORSEMENT_STATUSES.map(past),
    amended(true, 2),
    amended(false, 2),
  ];
  const paths = getShortestPaths(endorsementMachine, { events: events as never[], limit: 5_000 });
  const snapshots = paths.map((path) => path.state as unknown as AnyMachineSnapshot);

  it('reaches every state', () => {
    const states = new Set(snapshots.map((snapshot) => snapshot.value as string));
    expect([...states].sort()).toEqual([...ENDORSEMENT_STATUSES, 'unborn'].sort());
  });

  it('takes every event somewhere', () => {
    const taken = new Set(
      snapshots.flatMap((snapshot) => events.filter((event) => snapshot.can(event as never)).map(({ type }) => type)),
    );
    expect([...taken].sort()).toEqual([...new Set(events.map((event) => event.type))].sort());
  });

  it('lets an organisation leave in one step from wherever it is named, whatever the window', () => {
    for (const snapshot of snapshots) {
      if (!['given', 'toReconfirm', 'late', 'awaitingConfirmation'].includes(snapshot.value as string)) continue;
      for (const facts of [open, late, closed]) {
        expect(snapshot.can({ type: 'WITHDRAW', tellAddressees: null, ...facts })).toBe(true);
      }
    }
  });

  it('gives nothing that the organisation has not sent itself', () => {
    const own = ['ENDORSE', 'CONFIRM', 'RECONFIRM'];
    for (const snapshot of snapshots) {
      if (snapshot.value === 'given') continue;
      for (const event of events) {
        // What an old record says is marked as such, and counts in no figure.
        if (event.type === 'RECORD_PAST') continue;
        if (own.includes(event.type) || !snapshot.can(event)) continue;
        expect(transition(endorsementMachine, snapshot as never, event as never)[0].value).not.toBe('given');
      }
    }
  });
});
