import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { AnyMachineSnapshot, StateValue } from 'xstate';
import { Clock, Database, DomainError, refuseIf } from '#platform';
import type { Batch, Queryable, Reason, Viewer } from '#platform';
import { reasonsOfWho } from '#policy';
import type { Act } from './act.js';
import { readCases, writeSteps } from './case-rows.js';
import type { Decided, StoredCase } from './case-rows.js';
import { problemsOfMoment, rightMoment } from './corrected-moment.js';
import type { MomentGiven } from './corrected-moment.js';
import { readEntries } from './history.queries.js';
import { known, toCaseEvent, toDecided } from './decided.js';
import type { AvailableEvent, Delivery, Moved, NewCase } from './deliveries.js';
import { Processes } from './processes.js';
import { stateInWords, unmetRequirements } from './pure.js';
import type { Look, Process } from './pure.js';
import { CORRECT, NotReproducible, correctionsIn, fold, isAboutHistory, stillToCome } from './replay.js';
import { awaken, firstStep, knowsEvent, startsUnborn, takeStep, unborn } from './step.js';

/**
 * The one door through which a case changes. Machines decide, `tx` records: state, history and outbox rows together.
 * Every method works on many cases at once in a handful of statements.
 */
@Injectable()
export class Workflow {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Processes) private readonly processes: Processes,
    @Inject(Database) private readonly db: Database,
  ) {}

  /**
   * Creates cases; creation is a transition like any other.
   * @throws DomainError refused with all reasons of all of them.
   */
  async create(tx: EntityManager, process: Process, cases: readonly NewCase[], act: Act): Promise<Moved[]> {
    if (cases.length === 0) return [];
    const now = await this.clock.now(tx);
    const machineVersion = this.processes.newest(process);
    const machine = this.processes.machine(process, machineVersion);
    const decided: Decided[] = [];
    for (const each of cases) {
      const its = { ...act, ...each.act };
      const stored: StoredCase = {
        id: each.id,
        machineVersion,
        version: 0,
        state: startsUnborn(machine) ? (unborn(machine).value as StateValue) : {},
        context: {},
        historyValue: {},
        row: { ...each.row, id: each.id },
        now,
      };
      const event = toCaseEvent(each.event, its, now);
      refuseIf(this.reasonsAgainst(process, stored, event, its.viewer, { withInput: true }), {
        process: process.name,
        event: event.type,
      });
      const step = firstStep(machine, event, process.effects);
      if (!step) refuseIf([{ code: 'NOT_NOW' }], { process: process.name, event: event.type });
      else
        decided.push({
          ...toDecided(stored, event, its),
          next: step.next,
          asked: step.asked,
          row: each.row,
          from: undefined,
        });
    }
    return this.write(tx, process, decided);
  }

  /**
   * Sends each case its events: a case that is named more than once takes them in their order, each from where the one
   * before has left it, with an entry for each, and its row is written once. Rows are locked in order of id; a stale
   * `expectedVersion` is a conflict.
   * @returns the cases after each delivery, in order.
   * @throws DomainError refused with all reasons, conflict, or notFound.
   */
  async send(tx: EntityManager, process: Process, deliveries: readonly Delivery[], act: Act): Promise<Moved[]> {
    if (deliveries.length === 0) return [];
    const cases = await this.read(
      tx,
      process,
      deliveries.map((each) => each.id),
      { lock: true },
    );
    const decided: Decided[] = [];
    for (const delivery of deliveries) {
      const stored = known(cases, delivery);
      const its = { ...act, ...delivery.act };
      const sent = typeof delivery.event === 'function' ? delivery.event(stored) : delivery.event;
      const event = toCaseEvent(sent, its, stored.now);
      const attempt = { process: process.name, event: event.type, caseId: stored.id, caseVersion: stored.version };
      const machine = this.processes.machine(process, stored.machineVersion);
      const snapshot = awaken(machine, stored);
      refuseIf(this.reasonsAgainst(process, stored, event, its.viewer, { withInput: true, snapshot }), attempt);
      const step = takeStep(machine, snapshot, event, process.effects);
      if (!step) refuseIf([{ code: 'NOT_NOW' }], attempt);
      else {
        decided.push({ ...toDecided(stored, event, its), next: step.next, asked: step.asked });
        cases.set(stored.id, { ...stored, ...step.next, version: stored.version + 1 });
      }
    }
    return this.write(tx, process, decided);
  }

  /**
   * Compensates a wrong entry and names it: the case becomes what replaying its history without that entry, or with the
   * right one in its place, makes of it, delays included. Of a replacement, what is left out stays as it was; how exactly
   * its moment is known may be all that it changes.
   * @throws DomainError refused when a later entry would no longer be possible, naming it.
   */
  async correct(
    tx: EntityManager,
    process: Process,
    delivery: {
      id: string;
      expectedVersion?: number;
      entry: number;
      replacement: ({ payload?: Record<string, unknown> } & MomentGiven) | null;
    },
    act: Act,
  ): Promise<Moved> {
    const cases = await this.read(tx, process, [delivery.id], { lock: true });
    const stored = known(cases, delivery);
    const attempt = { process: process.name, event: CORRECT, caseId: stored.id, caseVersion: stored.version };
    refuseIf(
      this.reasonsAgainst(process, stored, toCaseEvent({ type: CORRECT }, act, stored.now), act.viewer, {
        withInput: true,
      }),
      attempt,
    );
    const entries = await readEntries(tx, stored.id);
    const wrong = entries.find((entry) => entry.version === delivery.entry);
    if (!wrong || isAboutHistory(wrong.event)) {
      throw new DomainError('refused', [{ code: 'ENTRY_NOT_FOUND', parameters: { entry: delivery.entry } }], {
        attempt,
      });
    }
    if (wrong.version === 1 && delivery.replacement === null) {
      throw new DomainError('refused', [{ code: 'CREATION_STAYS' }], { attempt });
    }
    const replacement = delivery.replacement && {
      payload: delivery.replacement.payload ?? wrong.payload,
      ...rightMoment(delivery.replacement, wrong),
    };
    refuseIf(replacement ? problemsOfMoment(replacement, stored.now) : [], attempt);
    const corrections = correctionsIn(entries).set(wrong.version, replacement);
    let replayed;
    try {
      replayed = fold(process, entries, corrections);
    } catch (error) {
      if (!(error instanceof NotReproducible)) throw error;
      const parameters = { entry: error.version, event: error.event };
      throw new DomainError('refused', [{ code: 'LATER_ENTRY_DEPENDS', parameters }], { attempt });
    }
    // Everything that was to come is disarmed, and what the wrong entry asked for at once; what the corrected history
    // would still have to come is armed again.
    const [disarmed] = await tx.query<[{ key: string }[], number]>(
      `UPDATE effects SET status = 'cancelled', ended_at = $2
        WHERE case_id = $1 AND status IN ('pending', 'queued') AND (due_at > created_at OR case_version = $3) RETURNING key`,
      [stored.id, stored.now, wrong.version],
    );
    const live = new Set(disarmed.map(({ key }) => key));
    const toCome = stillToCome(process, entries, replayed.armed, live).values();
    const atOnce = (replayed.asked.get(wrong.version) ?? []).filter(
      (each) => each.do === 'effect' && each.due === undefined,
    );
    const payload = { event: wrong.event, ...(replacement ? { replacement } : {}) };
    const [moved] = await this.write(tx, process, [
      {
        ...toDecided(stored, toCaseEvent({ type: CORRECT }, act, stored.now), act),
        payload,
        corrects: wrong.version,
        next: replayed.standing,
        asked: [...(replacement ? atOnce : []), ...toCome],
      },
    ]);
    return moved as Moved;
  }

  /** Reads cases with what their process looks at. */
  read(
    db: Queryable,
    process: Process,
    ids: readonly string[],
    options: { lock: boolean },
  ): Promise<Map<string, StoredCase>> {
    return readCases(db, process, ids, { ...options, now: this.clock.sql() });
  }

  /** The same read for a list: hand the result to the request's loaders, and fifty cases cost one statement. */
  readonly batchOf = memoised((process: Process): Batch<string, StoredCase> => {
    return (ids, viewer) => this.read(this.db.as(viewer), process, ids, { lock: false });
  });

  /**
   * What a person may send to a case now, and why not the rest: the one answer for API, pages, bulk acts and CLI.
   * `facts` are what the service knows beyond the row (a tally, say), by event.
   */
  available(
    process: Process,
    stored: StoredCase,
    viewer: Viewer,
    facts: Record<string, Record<string, unknown>> = {},
  ): AvailableEvent[] {
    return Object.keys(process.wishes)
      .filter((event) => stored.version === 0 || !this.onlyCreates(process, stored, event))
      .map((type) => ({
        event: type,
        reasons: this.reasonsAgainst(
          process,
          stored,
          toCaseEvent({ ...facts[type], type }, { viewer }, stored.now),
          viewer,
          {
            withInput: false,
          },
        ),
      }));
  }

  /**
   * Every reason against an event, never only the first: who may, the state, what is missing.
   * @param options.snapshot the stored case as its machine knows it, from who has it at hand.
   */
  reasonsAgainst(
    process: Process,
    stored: StoredCase,
    event: Look['event'],
    viewer: Viewer | null,
    options: { withInput: boolean; snapshot?: AnyMachineSnapshot },
  ): Reason[] {
    const look: Look = { context: stored.context, state: stored.state, event, row: stored.row };
    const rules = process.wishes[event.type];
    const reasons = viewer && rules ? reasonsOfWho(rules, viewer, process.relations(viewer, look)) : [];
    if (event.at > stored.now) reasons.push({ code: 'IN_THE_FUTURE', path: ['happenedOn'] });
    const machine = this.processes.machine(process, stored.machineVersion);
    const snapshot = options.snapshot ?? (stored.version === 0 ? unborn(machine) : awaken(machine, stored));
    const knows =
      event.type === CORRECT || (stored.version === 0 && !startsUnborn(machine)) || knowsEvent(snapshot, event.type);
    if (!knows) reasons.push({ code: 'NOT_IN_THIS_STATE', parameters: { state: stateInWords(stored.state) } });
    return [...reasons, ...unmetRequirements(process.requirements[event.type], look, options)];
  }

  /** An event that makes a case; unless the case, as it stands, knows it too, as a decision that is taken anew. */
  private onlyCreates(process: Process, stored: StoredCase, event: string): boolean {
    const machine = this.processes.machine(process, stored.machineVersion);
    return startsUnborn(machine) && knowsEvent(unborn(machine), event) && !knowsEvent(awaken(machine, stored), event);
  }

  private async write(tx: EntityManager, process: Process, decided: readonly Decided[]): Promise<Moved[]> {
    const written = await writeSteps(tx, process, decided);
    const lost = decided.find((step) => !written.has(step.id));
    if (lost)
      throw new DomainError('conflict', [{ code: 'NOT_NOW' }], {
        versions: { yours: lost.version - 1, current: lost.version },
      });
    return decided.map((step) => ({
      id: step.id,
      version: step.version,
      from: step.from,
      to: step.next.state,
      context: step.next.context,
      row: step.row ?? {},
    }));
  }
}

function memoised<K extends object, V>(make: (key: K) => V): (key: K) => V {
  const made = new WeakMap<K, V>();
  return (key) => {
    const known = made.get(key);
    if (known !== undefined) return known;
    const value = make(key);
    made.set(key, value);
    return value;
  };
}
