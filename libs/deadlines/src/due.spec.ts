import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { dayNumbered, numberOf } from './civil-days.js';
import { daysAfter, daysBefore, dueOf, workingDaysBetween } from './due.js';
import type { Clock, LedgerEntry } from './due.js';
import { explain } from './explanation.js';
import type { Calendar, DaysOff } from './working-days.js';

/** Twenty years, of which every day can be a start or be off. */
const FIRST = numberOf('2020-01-01');
const YEARS = 20 * 365;
const day = fc.integer({ min: 0, max: YEARS }).map((offset) => dayNumbered(FIRST + offset));

const daysOff: fc.Arbitrary<DaysOff> = fc.tuple(day, fc.nat(9), fc.boolean()).map(([from, more, holiday]) => ({
  kind: holiday ? 'holiday' : 'closure',
  from,
  until: dayNumbered(numberOf(from) + more),
  name: { km: 'បុណ្យ', en: 'Festival' },
}));
const calendar: fc.Arbitrary<Calendar> = fc.record({
  weekend: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { maxLength: 6 }),
  daysOff: fc.array(daysOff, { maxLength: 200 }),
});

/** Entries that come to lie where the clock runs, and some that do not. */
const ledgerAfter = (start: string): fc.Arbitrary<LedgerEntry[]> => {
  const near = fc.integer({ min: -20, max: 120 }).map((offset) => dayNumbered(numberOf(start) + offset));
  const suspension = fc.tuple(near, fc.nat(40)).map(([from, length]) => ({
    kind: 'suspension' as const,
    from,
    until: dayNumbered(numberOf(from) + length),
    reason: 'Consultation cancelled',
  }));
  const more = fc.record({
    kind: fc.constant('extension' as const),
    from: near,
    days: fc.nat(20),
    reason: fc.constant(null),
  });
  const until = fc.record({
    kind: fc.constant('extension' as const),
    from: near,
    until: near,
    reason: fc.constant(null),
  });
  return fc.array(fc.oneof(suspension, more, until), { maxLength: 6 });
};
const clock: fc.Arbitrary<Clock> = day.chain((start) =>
  fc.oneof(
    fc.record({ start: fc.constant(start), workingDays: fc.nat(60), ledger: ledgerAfter(start) }),
    fc.record({
      start: fc.constant(start),
      fixed: fc.nat(90).map((offset) => dayNumbered(numberOf(start) + offset)),
      ledger: ledgerAfter(start),
    }),
  ),
);

/** Cambodia around Khmer New Year, 2026. */
const CAMBODIA: Calendar = {
  weekend: [6, 7],
  daysOff: [
    { kind: 'holiday', from: '2026-04-14', until: '2026-04-16', name: { km: 'បុណ្យចូលឆ្នាំថ្មី', en: 'Khmer New Year' } },
  ],
};

describe('a due day', () => {
  it('never comes nearer by a day off', () => {
    fc.assert(
      fc.property(clock, calendar, daysOff, (its, old, off) => {
        const more = { ...old, daysOff: [...old.daysOff, off] };
        expect(String(dueOf(its, more)) >= String(dueOf(its, old))).toBe(true);
      }),
    );
  });

  it('is later by a day off that hits a day which counted', () => {
    fc.assert(
      fc.property(clock, calendar, fc.nat(), (its, old, pick) => {
        fc.pre(its.fixed === undefined && its.ledger.length === 0);
        const counted = explain(its, old).filter((stretch) => stretch.counted > 0);
        fc.pre(counted.length > 0);
        const { from } = counted[pick % counted.length] as { from: string };
        const off: DaysOff = { kind: 'holiday', from, until: from, name: { km: 'ថ្មី', en: 'New' } };
        expect(String(dueOf(its, { ...old, daysOff: [...old.daysOff, off] })) > String(dueOf(its, old))).toBe(true);
      }),
    );
  });

  it('stays when a clock is stopped and runs again at once', () => {
    fc.assert(
      fc.property(clock, calendar, day, (its, old, at) => {
        const ledger = [...its.ledger, { kind: 'suspension' as const, from: at, until: at, reason: null }];
        expect(dueOf({ ...its, ledger }, old)).toBe(dueOf(its, old));
      }),
    );
  });

  it('does not depend on the order of the ledger', () => {
    const shuffled = clock.chain((its) =>
      fc.tuple(
        fc.constant(its),
        fc.shuffledSubarray([...its.ledger], { minLength: its.ledger.length, maxLength: its.ledger.length }),
      ),
    );
    fc.assert(
      fc.property(shuffled, calendar, ([its, ledger], old) => {
        expect(dueOf({ ...its, ledger }, old)).toBe(dueOf(its, old));
      }),
    );
  });

  it('is not known while the clock stands still, unless it is fixed', () => {
    const ledger = [{ kind: 'suspension' as const, from: '2026-04-10', until: null, reason: null }];
    expect(dueOf({ start: '2026-04-08', workingDays: 30, ledger }, CAMBODIA)).toBeNull();
    expect(dueOf({ start: '2026-04-08', fixed: '2026-05-15', ledger }, CAMBODIA)).toBe('2026-05-15');
  });
});

describe('counting', () => {
  it('forward and back agrees', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 1, max: 60 }), calendar, (from, count, old) => {
        const due = daysAfter(from, count, old);
        expect(workingDaysBetween(from, due, old)).toBe(count);
        // Back from the due day lies the last working day that is not after the start.
        const back = daysBefore(due, count, old);
        expect(back <= from).toBe(true);
        expect(workingDaysBetween(back, from, old)).toBe(0);
        expect(daysAfter(back, count, old)).toBe(due);
        expect(dueOf({ start: from, workingDays: count, ledger: [] }, old)).toBe(due);
      }),
    );
  });

  it('is refused where no day of the week is worked', () => {
    expect(() => daysAfter('2026-04-08', 1, { weekend: [1, 2, 3, 4, 5, 6, 7], daysOff: [] })).toThrow(RangeError);
  });
});

describe('an explanation', () => {
  it('accounts for every day between start and due exactly once', () => {
    fc.assert(
      fc.property(clock, calendar, (its, old) => {
        const due = dueOf(its, old) as string;
        const told = explain(its, old).flatMap(({ from, until }) =>
          Array.from({ length: numberOf(until) - numberOf(from) + 1 }, (_, index) => numberOf(from) + index),
        );
        const length = numberOf(due) - numberOf(its.start);
        expect(told).toEqual(Array.from({ length }, (_, index) => numberOf(its.start) + 1 + index));
        if (its.fixed === undefined) {
          const wanted = its.workingDays + its.ledger.reduce((sum, e) => sum + ('days' in e ? (e.days ?? 0) : 0), 0);
          expect(explain(its, old).reduce((sum, stretch) => sum + stretch.counted, 0)).toBe(wanted);
        }
      }),
    );
  });

  it('says in both languages why Khmer New Year does not count', () => {
    const sentences = explain({ start: '2026-04-08', workingDays: 5, ledger: [] }, CAMBODIA);
    expect(sentences.map(({ sentence }) => sentence.en)).toEqual([
      '9–10 April 2026: 2 working days, 2 counted so far',
      '11–12 April 2026: weekend, not counted',
      '13 April 2026: 1 working day, 3 counted so far',
      '14–16 April 2026: Khmer New Year, not counted',
      '17 April 2026: 1 working day, 4 counted so far',
      '18–19 April 2026: weekend, not counted',
      '20 April 2026: 1 working day, 5 counted so far',
    ]);
    expect(sentences[3]?.sentence.km).toBe('14–16 មេសា 2026៖ បុណ្យចូលឆ្នាំថ្មី មិនរាប់');
  });
});
