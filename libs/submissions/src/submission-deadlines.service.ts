import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { clocksToMove, dueBy, readCalendars, readClocks } from '#deadlines';
import type { CalendarRow, ClockMove, ClockRow, LedgerEntry } from '#deadlines';
import { Database, DomainError, notFound, refuseIf } from '#platform';
import type { Reason, Viewer } from '#platform';
import { acts, reasonsOfWho, sees } from '#policy';
import { Workflow } from '#workflow';
import type { Act, StoredCase } from '#workflow';
import { actOn, dayOf, latestOf } from './submission.days.js';
import type { Span } from './submission.days.js';
import { lockStatementOf } from './submission.facts.js';
import { submissionProcess } from './submission.process.js';
import { SubmissionSteps } from './submission.steps.js';
import { SubmissionTies, stepOf } from './submission.ties.js';

/** What is done to many clocks at once. */
export const CLOCK_CHANGES = ['stop', 'restart'] as const;
export type ClockChangeKind = (typeof CLOCK_CHANGES)[number];
const EVENTS = { stop: 'SUSPEND', restart: 'RESUME' } as const;

/** A due day that would move, and what stands in the way of it. */
export interface MoveTold extends ClockMove {
  reasons: Reason[];
}

/** Deadlines of many submissions: what the calendar moves, and what stops or runs again for one reason. */
@Injectable()
export class SubmissionDeadlines {
  constructor(
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(Database) private readonly db: Database,
    @Inject(SubmissionSteps) private readonly steps: SubmissionSteps,
    @Inject(SubmissionTies) private readonly ties: SubmissionTies,
  ) {}

  /** Which due days the newest calendar would move, of what the viewer may read; nothing for who does not confirm it. */
  async moves(viewer: Viewer): Promise<{ calendarRevision: number; moves: MoveTold[] }> {
    const { calendarRevision, moves } = await clocksToMove(this.db.as(viewer));
    const may = reasonsOfWho(acts.calendar.MOVE_DEADLINES, viewer, []).length === 0;
    return { calendarRevision, moves: may ? moves.map((move) => ({ ...move, reasons: [] })) : [] };
  }

  /**
   * Moves every running deadline that the newest calendar moves, and writes into each history from when to when.
   * @param calendarRevision the one whose effect was shown. @returns the submissions that were moved.
   * @throws DomainError refused; conflict when the calendar has been revised since.
   */
  async move(tx: EntityManager, calendarRevision: number, act: Act): Promise<string[]> {
    refuseIf(
      [
        ...(act.viewer ? reasonsOfWho(acts.calendar.MOVE_DEADLINES, act.viewer, []) : []),
        ...(act.reason?.trim() ? [] : [{ code: 'REASON_NEEDED', path: ['reason'] }]),
      ],
      { process: 'calendar', event: 'MOVE_DEADLINES' },
    );
    const before = await clocksToMove(tx);
    if (before.calendarRevision !== calendarRevision) {
      const versions = { yours: calendarRevision, current: before.calendarRevision };
      const reason = { code: 'CHANGED_MEANWHILE', parameters: versions, path: ['calendarRevision'] };
      throw new DomainError('conflict', [reason], { versions });
    }
    if (before.moves.length === 0) return [];
    await lockStatementOf(tx, ...before.moves.map(({ caseId }) => caseId));
    // What was told may have moved by a step of its own before the statements were locked: what counts now is written.
    const { moves } = await clocksToMove(tx);
    const deliveries = moves.map(({ caseId: id, from, to }) => ({
      id,
      event: { type: 'DEADLINE_MOVED', calendarRevision, from, to },
    }));
    await this.sendAll(tx, deliveries, act);
    return deliveries.map(({ id }) => id);
  }

  /**
   * What stopping or restarting these clocks on a day would do to each: from when to when, and what stands in the way.
   * Nothing is written. Submissions that the viewer cannot see are left out, and all for who reads no deadline.
   */
  async foresee(ids: readonly string[], kind: ClockChangeKind, on: Span, viewer: Viewer): Promise<MoveTold[]> {
    if (!sees(viewer, 'DeadlineMove.from')) return [];
    const db = this.db.as(viewer);
    const stored = await this.workflow.read(db, submissionProcess, ids, { lock: false });
    const clocks = await readClocks(db, ids);
    const calendars = await readCalendars(db, [...new Set([...clocks.values()].map((each) => each.calendarRevision))]);
    return ids.flatMap((id) => {
      const its = stored.get(id);
      if (!its) return [];
      const clock = clocks.get(id);
      const calendar = clock && calendars.get(clock.calendarRevision);
      const reasons = this.reasonsAgainst(its, kind, on, viewer);
      const to = clock && calendar ? dueAfter(clock, calendar, kind, on) : null;
      return [{ caseId: id, from: clock?.dueOn ?? null, to, reasons }];
    });
  }

  /** Stops or restarts the clocks of many submissions from a day on, with one reason: all of them, or none. */
  async change(tx: EntityManager, ids: readonly string[], kind: ClockChangeKind, on: Span, act: Act): Promise<void> {
    if (ids.length === 0) throw notFound();
    await lockStatementOf(tx, ...ids);
    const event = { type: EVENTS[kind], ...latestOf(on) };
    const unique = [...new Set(ids)];
    await this.sendAll(
      tx,
      unique.map((id) => ({ id, event })),
      actOn(act, on),
    );
  }

  private async sendAll(
    tx: EntityManager,
    deliveries: readonly { id: string; event: { type: string } & Record<string, unknown> }[],
    act: Act,
  ): Promise<void> {
    const done = await this.steps.many(
      tx,
      deliveries.map((each) => ({ ...each, act: {} })),
      act,
    );
    await this.ties.tell(
      tx,
      done.map(({ before, after }) => stepOf(before, after)),
      act,
    );
  }

  private reasonsAgainst(stored: StoredCase, kind: ClockChangeKind, on: Span, viewer: Viewer): Reason[] {
    const { happenedAt: at } = dayOf(on);
    const event = { type: EVENTS[kind], at: at as string, evidence: [], reason: 'asked', ...latestOf(on) };
    return this.workflow.reasonsAgainst(submissionProcess, stored, event as never, viewer, { withInput: true });
  }
}

/** When it would be due. */
function dueAfter(clock: ClockRow, calendar: CalendarRow, kind: ClockChangeKind, on: Span): string | null {
  const stopped: LedgerEntry = { kind: 'suspension', from: on.from, until: null, reason: null };
  const restarted = clock.ledger.map((entry) =>
    entry.kind === 'suspension' && entry.until === null ? { ...entry, until: on.from } : entry,
  );
  return dueBy({ ...clock, ledger: kind === 'stop' ? [...clock.ledger, stopped] : restarted }, calendar);
}
