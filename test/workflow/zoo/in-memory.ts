import { SimulatedClock, createActor } from 'xstate';
import type { AnyActorRef, AnyMachineSnapshot, AnyStateMachine, EventObject } from 'xstate';
import { HOUR } from './keeper.js';
import type { Exercised, Microstep } from './features.js';

/** A delay that runs: its key (none when the machine gave none), and the event at its end. */
export interface Armed {
  key: string;
  event: EventObject;
}

/** Where a machine stands: everything that must be equal in memory and in the database. */
export interface Place {
  state: unknown;
  context: unknown;
  historyValue: Record<string, string[]>;
  armed: Armed[];
}

/** One machine run by XState itself, in memory, on a clock that is moved. */
export class InMemory {
  /** The effects, in the order in which they were asked for. */
  readonly told: unknown[] = [];
  private readonly clock = new SimulatedClock();
  private readonly actor: AnyActorRef;
  private external: EventObject = { type: '' };
  private before!: AnyMachineSnapshot;
  /** How many events came from outside or from the clock. */
  private rung = 0;
  private readonly armedBefore = new Set<string>();

  constructor(
    machine: AnyStateMachine,
    private readonly exercised: Exercised,
  ) {
    this.actor = createActor(machine, {
      clock: this.clock,
      logger: () => undefined,
      inspect: (inspected) => {
        if (inspected.type === '@xstate.event') {
          this.external = inspected.event;
          this.rung += 1;
        }
        if (inspected.type === '@xstate.microstep') this.microstep(inspected as unknown as Microstep);
        if (inspected.type === '@xstate.action') this.action(inspected.action as Asked);
      },
    });
    replaceWhatIsAskedForAgain(this.actor);
    this.actor.start();
  }

  private get snapshot(): AnyMachineSnapshot {
    return this.actor.getSnapshot() as AnyMachineSnapshot;
  }

  /** Would the machine do anything with it? */
  accepts(event: EventObject): boolean {
    return this.snapshot.status === 'active' && this.snapshot.can(event);
  }

  send(event: EventObject): void {
    this.exercised.add('not accepted', !this.accepts(event));
    this.exercised.add('forbidden transition', isForbidden(this.snapshot, event));
    this.actor.send(event);
  }

  /** Lets hours pass; what is due by then happens, the earliest first. */
  wait(hours: number): void {
    this.clock.increment(hours * HOUR);
    // The simulated clock passes over what the last one to ring has armed for this very moment.
    for (let rung = -1; rung !== this.rung; this.clock.increment(0)) rung = this.rung;
  }

  place(): Place {
    const { value, context, historyValue } = this.snapshot;
    const remembered = Object.entries(historyValue).map(([id, nodes]) => [id, nodes.map((node) => node.id).sort()]);
    return plain({
      state: value as unknown,
      context: context as unknown,
      historyValue: Object.fromEntries(remembered) as Place['historyValue'],
      armed: this.armed().sort(byKey),
    });
  }

  private armed(): Armed[] {
    return Object.values(scheduledIn(this.actor)).map(({ id, event }) => ({ key: named(id), event }));
  }

  private microstep(step: Microstep): void {
    this.before ??= step.snapshot;
    this.exercised.microstep(this.before, step, this.external);
    this.before = step.snapshot;
  }

  private action({ type, params }: Asked): void {
    const live = (key: string) => Object.values(scheduledIn(this.actor)).some(({ id }) => id === key);
    if (type === 'tell') {
      this.told.push(params);
      this.exercised.add('effect');
      const what = params['what'] as string;
      this.exercised.add('entry and exit actions', ENTRY_OR_EXIT.has(what) || what.startsWith('leaves '));
    } else if (type === 'xstate.raise' && params['delay'] !== undefined) {
      const key = params['id'] as string | undefined;
      this.exercised.add('delay of zero', params['delay'] === 0);
      this.exercised.add('computed delay', key === 'ring' || /byMemory/i.test(key ?? ''));
      this.exercised.add('delay armed again', !!key && this.armedBefore.has(key));
      if (key) this.armedBefore.add(key);
    } else if (type === 'xstate.cancel') {
      const key = params['sendId'] as string;
      if (live(key))
        this.exercised.add(
          key.startsWith('xstate.after.') ? 'delay cancelled by leaving' : 'delay cancelled by cancel',
        );
    }
  }
}

interface Asked {
  type: string;
  params: Record<string, unknown>;
}

/**
 * A delay that is asked for again under its key takes the place of the one that runs: that is what the engine promises.
 * XState lets both run and forgets how to cancel the first.
 */
function replaceWhatIsAskedForAgain(actor: AnyActorRef): void {
  const { scheduler } = actor.system as unknown as { scheduler: Scheduler };
  const { schedule } = scheduler;
  scheduler.schedule = (source, target, event, delay, id) => {
    if (id !== undefined) scheduler.cancel(source, id);
    schedule(source, target, event, delay, id);
  };
}

interface Scheduler {
  schedule(source: AnyActorRef, target: AnyActorRef, event: EventObject, delay: number, id?: string): void;
  cancel(source: AnyActorRef, id: string): void;
}

const ENTRY_OR_EXIT = new Set(
  ['waiting', 'waited', 'on', 'grazing', 'grazed', 'north one', 'north two', 'inner left', 'home', 'left home'].concat([
    'made',
    'tasks',
    'no tasks',
    'draft',
    'no draft',
    'last',
    'over',
  ]),
);

function isForbidden(snapshot: AnyMachineSnapshot, event: EventObject): boolean {
  if (snapshot.status !== 'active' || snapshot.can(event)) return false;
  return snapshot._nodes.some((node) =>
    node.transitions.get(event.type)?.some((each) => !each.target && each.actions.length === 0),
  );
}

function scheduledIn(actor: AnyActorRef): Record<string, { id: string; event: EventObject }> {
  const { _scheduledEvents: scheduled } = actor.system.getSnapshot() as unknown as {
    _scheduledEvents: Record<string, { id: string; event: EventObject }>;
  };
  return scheduled;
}

/** XState and the engine each make up a key where the machine gives none. */
export function named(key: string): string {
  return /^[0-9a-z]{8,}$|^[0-9a-f-]{36}$/.test(key) ? '' : key;
}

export const byKey = (one: Armed, other: Armed): number =>
  `${one.key} ${JSON.stringify(one.event)}` < `${other.key} ${JSON.stringify(other.event)}` ? -1 : 1;

const plain = <T>(value: T): T => JSON.parse(JSON.stringify(value)) as T;
