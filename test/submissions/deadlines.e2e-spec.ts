import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { dueBy, readCalendars, readClocks } from '#deadlines';
import type { CalendarRow } from '#deadlines';
import { cast, everybody, org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import {
  answer,
  byHand,
  codes,
  discrepancies,
  done,
  endorsed,
  keysOf,
  letter,
  seen,
  submitted,
  tried,
} from './letters.js';
import type { Any } from './letters.js';
import { release } from '../statements/texts.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
  // What follows happens in the spring of 2027, and every day of it lies behind.
  const now = Date.parse(await house.clock.now(house.db));
  house.clock.advance(Date.parse('2027-08-20T05:00:00Z') - now);
}, 60_000);
afterAll(() => house?.close());

const DEADLINE = `deadline { dueOn due startedOn workingDays calendarRevision standsStill running summary { en km }
  explanation { from until counted soFar sentence { en km } } }`;

/** Submissions to the Ministry of Interior and others, handed over on a day. */
async function delivered(count: number, day: string): Promise<Any[]> {
  const statement = await endorsed(house, [[org.interior, count]]);
  const letters = statement.items.map((item: Any) => letter(org.interior, { itemKeys: [item.key] }));
  const submissions = await submitted(house, statement.id, letters);
  for (const { id } of submissions) await done(house, 'deliverSubmission', id, byHand(day));
  return submissions;
}

const deadline = async (id: string, as: CastMember = cast.officer) => (await seen(house, id, DEADLINE, as)).deadline;

async function asked(query: string, as: CastMember = cast.officer, variables: object = {}): Promise<Any> {
  const { data, errors } = await house.ask(query, variables as Record<string, unknown>, as);
  if (errors) throw new Error(JSON.stringify(errors));
  return data;
}

const revision = async (): Promise<number> => (await asked('{ calendar { revision } }')).calendar.revision;

async function revise(change: Record<string, unknown>, as: CastMember = cast.coordinator): Promise<Any> {
  const input = { expectedRevision: await revision(), source: 'Notice of the Council of Ministers', ...change };
  return house.send('reviseCalendar', input, as, 'calendar { revision weekend answerDays }');
}

const holiday = (from: string, over: Record<string, unknown> = {}) => ({
  entries: [{ kind: 'HOLIDAY', from, nameKm: 'ថ្ងៃឈប់សម្រាក', nameEn: 'Day of mourning', status: 'CONFIRMED', ...over }],
});

const moves = async (as: CastMember = cast.officer): Promise<Any> =>
  (await asked('{ deadlineMoves { calendarRevision moves { submission { id } from to } } }', as)).deadlineMoves;

const history = async (id: string): Promise<Any[]> =>
  (
    await seen(house, id, 'history(first: 50) { edges { node { event reason payload } } }', cast.officer)
  ).history.edges.map((edge: Any) => edge.node);

const overdue = async (moreThan: number, as: CastMember = cast.officer): Promise<string[]> => {
  const query = `query ($filter: SubmissionFilter) { submissions(first: 100, filter: $filter) { edges { node { id } } } }`;
  const filter = { overdueWorkingDays: { moreThan }, addresseeIds: [orgId(org.interior)] };
  return (await asked(query, as, { filter })).submissions.edges.map((edge: Any) => edge.node.id);
};

describe('a submission that is delivered on 8 April', () => {
  it('counts over Khmer New Year and explains itself, every day once', async () => {
    const [{ id }] = await delivered(1, '2027-04-08');
    const its = await deadline(id);
    expect(its).toMatchObject({ startedOn: '2027-04-08', workingDays: 30, dueOn: '2027-05-28', running: true });
    expect(its.due).toBe('2027-05-28T16:59:59.999Z');
    expect(its.summary.en).toBe('30 working days after 8 April 2027, until the end of 28 May 2027');
    const sentences = its.explanation.map((stretch: Any) => stretch.sentence.en);
    expect(sentences).toContain('14–16 April 2027: Khmer New Year, not counted');
    expect(sentences).toContain('24 May 2027: Royal Ploughing, not counted');
    expect(sentences.at(-1)).toBe('25–28 May 2027: 4 working days, 30 counted so far');
    expect(its.explanation.map((stretch: Any) => stretch.sentence.km)).toContain(
      '14–16 មេសា 2027៖ បុណ្យចូលឆ្នាំថ្មី ប្រពៃណីជាតិ មិនរាប់',
    );
    const counted = its.explanation.reduce((sum: number, stretch: Any) => sum + stretch.counted, 0);
    expect(counted).toBe(30);
  });

  it('has no deadline before it is handed over, nor once it was turned away', async () => {
    const statement = await endorsed(house, [[org.finance, 1]]);
    const [{ id }] = (await submitted(house, statement.id, [letter(org.finance)])) as [Any];
    expect(await deadline(id)).toBeNull();
    await done(house, 'deliverSubmission', id, byHand('2027-04-08'));
    expect((await deadline(id)).dueOn).toBe('2027-05-28');
    await done(house, 'recordRefusalAtCounter', id, { happenedOn: '2027-04-09' });
    expect(await deadline(id)).toBeNull();
  });

  it('is due later when the day of the handing over is corrected', async () => {
    const [{ id }] = await delivered(1, '2027-04-08');
    await done(house, 'correctSubmission', id, { entry: 2, reason: 'Misread', ...byHand('2027-04-09') });
    expect(await deadline(id)).toMatchObject({ startedOn: '2027-04-09', dueOn: '2027-05-31' });
  });

  it('is shown to those who work on it, and to nobody else', async () => {
    const [{ id }] = await delivered(1, '2027-04-08');
    expect(await deadline(id, cast.chair)).not.toBeNull();
    const { statement } = await seen(house, id, 'statement { id }', cast.officer);
    await release(house, statement.id);
    for (const as of [cast.observer, cast.administrator]) {
      const { data } = await house.ask(`query ($id: ID!) { submission(id: $id) { id ${DEADLINE} } }`, { id }, as);
      expect(data.submission).toMatchObject({ id, deadline: null });
      expect(await overdue(0, as)).not.toContain(id);
      const stop = `query ($input: ForeseeInput!) { foreseeClocks(change: STOP, input: $input) { from } }`;
      const input = { submissionIds: [id], happenedOn: '2027-05-18' };
      expect(await asked(stop, as, { input })).toEqual({ foreseeClocks: [] });
      expect((await asked(stop, cast.officer, { input })).foreseeClocks).toEqual([{ from: '2027-05-28' }]);
    }
    expect(await overdue(0)).toContain(id);
  });
});

describe('a surprise holiday', () => {
  it('moves nothing until somebody who saw from when to when confirms it, and then leaves a trace', async () => {
    const [{ id }] = await delivered(1, '2027-04-20');
    const before = await deadline(id);
    expect(before.dueOn).toBe('2027-06-04');
    const { calendar } = await revise(holiday('2027-06-03'));
    expect(await deadline(id)).toEqual(before);
    const told = await moves();
    expect(told.calendarRevision).toBe(calendar.revision);
    expect(told.moves).toContainEqual({ submission: { id }, from: '2027-06-04', to: '2027-06-07' });
    // A case that stands before the holiday does not move.
    const input = { calendarRevision: calendar.revision, reason: 'Decreed on 1 June' };
    const moved = await house.send('moveDeadlines', input, cast.officer, 'submissions { id }');
    expect(moved.submissions).toContainEqual({ id });
    expect(await moves()).toEqual({ calendarRevision: calendar.revision, moves: [] });
    const after = await deadline(id);
    expect(after).toMatchObject({ dueOn: '2027-06-07', calendarRevision: calendar.revision });
    expect(after.explanation.map((stretch: Any) => stretch.sentence.en)).toContain(
      '3 June 2027: Day of mourning, not counted',
    );
    const [last] = await history(id);
    expect(last).toMatchObject({ event: 'DEADLINE_MOVED', reason: 'Decreed on 1 June' });
    expect(JSON.parse(last.payload)).toMatchObject({ from: '2027-06-04', to: '2027-06-07' });
  });

  it('is confirmed by nobody who saw an older calendar, nor by who has no say in content', async () => {
    const [{ id }] = await delivered(1, '2027-04-20');
    const old = await revision();
    await revise(holiday('2027-05-19'), cast.administrator);
    const send = (calendarRevision: number, as: CastMember) =>
      house.send('moveDeadlines', { calendarRevision, reason: 'Decreed' }, as, 'submissions { id }');
    expect(codes(await send(old, cast.officer))).toEqual(['CHANGED_MEANWHILE']);
    expect(codes(await send(old + 1, cast.administrator))).toEqual(['NOT_YOUR_ACT']);
    expect((await moves(cast.administrator)).moves).toEqual([]);
    expect((await deadline(id)).calendarRevision).toBe(old);
    expect((await send(old + 1, cast.coordinator)).submissions).toContainEqual({ id });
  });

  it('is taken out again, and so are its moves', async () => {
    const [{ id }] = await delivered(1, '2027-05-06');
    const { dueOn } = await deadline(id);
    await revise(holiday('2027-05-21'));
    const { calendar } = await asked('{ calendar { revision entries(year: 2027) { id from } } }');
    const entry = calendar.entries.find(({ from }: Any) => from === '2027-05-21');
    await revise({ remove: [entry.id] });
    expect((await moves()).moves.filter((move: Any) => move.submission.id === id)).toEqual([]);
    expect((await deadline(id)).dueOn).toBe(dueOn);
  });

  it('of one institution or province concerns those alone', async () => {
    const [{ id }] = await delivered(1, '2027-05-06');
    const { dueOn } = await deadline(id);
    const closed = { kind: 'CLOSURE', nameEn: 'Retreat', nameKm: 'ការប្រជុំ' };
    const ofFinance = await revise(holiday('2027-05-25', { ...closed, organisationId: orgId(org.finance) }));
    expect(ofFinance.userErrors).toEqual([]);
    expect((await moves()).moves.filter((move: Any) => move.submission.id === id)).toEqual([]);
    await revise(holiday('2027-05-26', { ...closed, organisationId: orgId(org.interior) }));
    const [move] = (await moves()).moves.filter((each: Any) => each.submission.id === id);
    expect(move.from).toBe(dueOn);
    expect(move.to > dueOn).toBe(true);
  });
});

describe('the clocks of twelve cases', () => {
  it('stop for one reason, in one act, after a look at what it would do, and run on', async () => {
    const submissions = await delivered(12, '2027-04-20');
    const submissionIds = submissions.map(({ id }) => id);
    const [first] = submissionIds as [string];
    const { dueOn } = await deadline(first);
    const foresee = async (change: string, happenedOn: string) =>
      (
        await asked(
          `query ($change: ClockChange!, $input: ForeseeInput!) {
             foreseeClocks(change: $change, input: $input) { submission { id } from to reasons { code } } }`,
          cast.officer,
          { change, input: { submissionIds, happenedOn } },
        )
      ).foreseeClocks;
    const would = await foresee('STOP', '2027-05-18');
    expect(would).toHaveLength(12);
    expect(would[0]).toEqual({ submission: { id: first }, from: dueOn, to: null, reasons: [] });
    expect((await deadline(first)).dueOn).toBe(dueOn);

    const stop = { submissionIds, happenedOn: '2027-05-18', reason: 'Consultation cancelled' };
    const stopped = await house.send(
      'stopClocks',
      stop,
      cast.officer,
      'submissions { id deadline { standsStill dueOn } }',
    );
    expect(stopped.submissions).toHaveLength(12);
    expect(stopped.submissions[0].deadline).toEqual({ standsStill: true, dueOn: null });
    expect(await overdue(0)).not.toContain(first);
    for (const id of submissionIds) {
      expect((await history(id))[0]).toMatchObject({ event: 'SUSPEND', reason: 'Consultation cancelled' });
    }
    // Stopped already: nothing of it happens twice, and the look says why.
    expect(codes(await house.send('stopClocks', stop, cast.officer, 'submissions { id }'))).toContain(
      'CLOCK_STANDS_STILL',
    );
    expect((await foresee('STOP', '2027-05-19'))[0].reasons).toEqual([{ code: 'CLOCK_STANDS_STILL' }]);

    const [later] = await foresee('RESTART', '2027-06-01');
    const restart = { submissionIds, happenedOn: '2027-06-01' };
    const run = await house.send('restartClocks', restart, cast.officer, `submissions { id ${DEADLINE} }`);
    expect(run.submissions).toHaveLength(12);
    const [one] = run.submissions;
    expect(one.deadline.dueOn).toBe(later.to);
    expect(one.deadline.dueOn > dueOn).toBe(true);
    expect(one.deadline.explanation.map((stretch: Any) => stretch.sentence.en)).toContain(
      '18–31 May 2027: the clock stood still (Consultation cancelled), not counted',
    );
  }, 60_000);

  it('all stop or none does', async () => {
    const submissions = await delivered(2, '2027-04-20');
    const submissionIds = submissions.map(({ id }) => id);
    await done(house, 'suspendClock', submissionIds[1] as string, { happenedOn: '2027-05-18', reason: 'Election' });
    const stop = { submissionIds, happenedOn: '2027-05-19', reason: 'Consultation cancelled' };
    expect(codes(await house.send('stopClocks', stop, cast.officer, 'submissions { id }'))).toContain(
      'CLOCK_STANDS_STILL',
    );
    expect((await deadline(submissionIds[0] as string)).standsStill).toBe(false);
  });
});

describe('what is overdue', () => {
  it('by more than so many working days is one filter', async () => {
    const [{ id }, other] = (await delivered(2, '2027-06-07')) as [Any, Any];
    // Due on 20 July; on 20 August it has been overdue for 23 working days.
    expect((await deadline(id)).dueOn).toBe('2027-07-20');
    expect(await overdue(22)).toContain(id);
    expect(await overdue(23)).not.toContain(id);
    const given = answer('2027-08-01', keysOf(other));
    await done(house, 'recordResponse', other.id, given);
    expect(await overdue(22)).not.toContain(other.id);
  });

  it('waits for what was granted', async () => {
    const [{ id }] = await delivered(1, '2027-06-07');
    const more = { happenedOn: '2027-07-01', reason: 'They asked for it', extendedUntil: '2027-09-30' };
    await done(house, 'grantExtension', id, more);
    const { dueOn, explanation } = await deadline(id);
    expect(dueOn).toBe('2027-09-30');
    expect(explanation.at(-1).sentence.en).toBe('21 July – 30 September 2027: more time was given (They asked for it)');
    expect(await overdue(0)).not.toContain(id);
  });
});

describe('more time', () => {
  it('of so many working days is added to what the calendar gives, and kept with who asked', async () => {
    const [{ id }] = await delivered(1, '2027-06-07');
    const more = { happenedOn: '2027-07-01', reason: 'The minister travels', workingDays: 5, askedBy: 'The cabinet' };
    await done(house, 'grantExtension', id, more);
    const selection = `deadline { dueOn ledger { kind until workingDays askedBy reason } explanation { counted } }`;
    const { dueOn, ledger, explanation } = (await seen(house, id, selection, cast.officer)).deadline;
    expect(dueOn).toBe('2027-07-27');
    expect(ledger).toEqual([
      { kind: 'EXTENSION', until: null, workingDays: 5, askedBy: 'The cabinet', reason: 'The minister travels' },
    ]);
    expect(explanation.reduce((sum: number, { counted }: Any) => sum + counted, 0)).toBe(35);
    // Granted again: both count.
    await done(house, 'grantExtension', id, { ...more, workingDays: 1 });
    expect((await deadline(id)).dueOn).toBe('2027-07-28');
    // A clock that was given more time can still stand still and run again.
    await done(house, 'suspendClock', id, { happenedOn: '2027-07-26', reason: 'Election' });
    await done(house, 'resumeClock', id, { happenedOn: '2027-07-27' });
    expect((await deadline(id)).dueOn).toBe('2027-07-29');
  });

  it('is one or the other, and some', async () => {
    const [{ id }] = await delivered(1, '2027-06-07');
    const tryIt = async (more: Record<string, unknown>) =>
      codes(await tried(house, 'grantExtension', id, { happenedOn: '2027-07-01', reason: 'Asked', ...more }));
    expect(await tryIt({})).toEqual(['VALUE_MISSING']);
    expect(await tryIt({ workingDays: 0 })).toEqual(['WRONG_VALUE']);
    expect(await tryIt({ workingDays: 3, extendedUntil: '2027-08-31' })).toEqual(['WRONG_VALUE']);
  });
});

describe('the calendar', () => {
  it('has the holidays of three years, marked computed, with their source, for everybody', async () => {
    for (const year of [2025, 2026, 2027]) {
      const query = `{ calendar(revision: 1) { weekend entries(year: ${year}) { name { km en } status source from until } } }`;
      const { data } = await house.ask(query);
      expect(data.calendar.weekend).toEqual([6, 7]);
      expect(data.calendar.entries).toHaveLength(16);
      for (const entry of data.calendar.entries)
        expect(entry).toMatchObject({ status: 'COMPUTED', source: expect.any(String) });
    }
  });

  it('is revised by coordinators and administrators, and by nobody else', async () => {
    for (const [name, as] of Object.entries(everybody)) {
      const { userErrors } = await revise(holiday('2028-01-03'), as);
      const may = name === 'coordinator' || name === 'administrator';
      expect([name, codes({ userErrors })]).toEqual([name, may ? [] : ['NOT_YOUR_ACT']]);
    }
  });

  it('takes a list of a sub-decree: what is there already is confirmed, what is new is added', async () => {
    const send = async (table: string, as = cast.coordinator) => {
      const input = { expectedRevision: await revision(), source: 'Sub-decree', table };
      return house.send(
        'importHolidays',
        input,
        as,
        'calendar { revision entries(year: 2027) { name { en } status source from until } }',
      );
    };
    const rows = [
      'day,until,name_km,name_en,status',
      '2027-04-13,2027-04-16,បុណ្យចូលឆ្នាំថ្មី,Khmer New Year,',
      '31 Dec 2027,,ថ្ងៃថ្មី,New day,computed',
    ];
    const table = rows.join('\n');
    expect(codes(await send(table, cast.officer))).toEqual(['NOT_YOUR_ACT']);
    const before = await revision();
    expect(codes(await send(`${table}\n2027-02-31,,ក,Wrong,`))).toEqual(['WRONG_VALUE']);
    expect(codes(await send('day,name_km\n2027-01-04,ក'))).toEqual(['VALUE_MISSING']);
    expect(await revision()).toBe(before);
    const { calendar } = await send(table);
    expect(calendar.entries.filter(({ name }: Any) => name.en === 'Khmer New Year')).toEqual([
      {
        name: { en: 'Khmer New Year' },
        status: 'CONFIRMED',
        source: 'Sub-decree',
        from: '2027-04-13',
        until: '2027-04-16',
      },
    ]);
    expect(calendar.entries.at(-1)).toMatchObject({ name: { en: 'New day' }, status: 'COMPUTED', from: '2027-12-31' });
  });

  it('takes nothing that could not be counted by', async () => {
    expect(codes(await revise({ weekend: [1, 2, 3, 4, 5, 6, 7] }))).toEqual(['NO_WORKING_DAY']);
    expect(codes(await revise({ answerDays: 0, source: ' ' }))).toEqual(['VALUE_MISSING', 'WRONG_VALUE']);
    expect(codes(await revise(holiday('2028-01-03', { until: '2028-01-02' })))).toEqual(['WRONG_VALUE']);
    expect(codes(await revise(holiday('2028-01-03', { kind: 'CLOSURE' })))).toEqual(['CLOSURE_OF_WHOM']);
    expect(codes(await revise(holiday('2028-01-03', { placeCode: '02' })))).toEqual(['HOLIDAY_OF_ALL']);
    expect(codes(await revise({ remove: ['00000000-0000-4000-8000-000000000000'] }))).toEqual(['UNKNOWN_REFERENCE']);
    expect(codes(await revise({ expectedRevision: 1, ...holiday('2028-01-03') }))).toEqual(['CHANGED_MEANWHILE']);
  });
});

it('every clock is what its case and the calendar make of it, and every case what its history does', async () => {
  const [{ id }] = await delivered(1, '2027-04-08');
  expect(codes(await tried(house, 'resumeClock', id, { happenedOn: '2027-04-20' }))).toEqual(['CLOCK_RUNS']);
  const counted = await house.db.query<{ id: string }[]>(
    `SELECT id FROM submissions WHERE context ->> 'clockStartedAt' IS NOT NULL ORDER BY id`,
  );
  const clocks = await readClocks(
    house.db,
    counted.map((row) => row.id),
  );
  expect([...clocks.keys()].sort()).toEqual(counted.map((row) => row.id).sort());
  const revisions = [...new Set([...clocks.values()].map((clock) => clock.calendarRevision))];
  const calendars = await readCalendars(house.db, revisions);
  expect(revisions.length).toBeGreaterThan(1);
  for (const clock of clocks.values()) {
    expect(clock.dueOn).toBe(dueBy(clock, calendars.get(clock.calendarRevision) as CalendarRow));
  }
  expect(await discrepancies(house)).toEqual([]);
});
