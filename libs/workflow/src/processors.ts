import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { TIMER } from './case-rows.js';
import { Processes } from './processes.js';

/** An outbox row as its processor sees it. */
export interface Effect {
  id: string;
  kind: string;
  process: string | null;
  caseId: string | null;
  payload: Record<string, unknown>;
  dueAt: string;
}

/**
 * Performs one kind of effect. It may be called more than once for the same row after a crash: work that ends in our
 * database goes through `tx`, in which the row is marked done, so that it happens once.
 */
export interface ShortProcessor {
  readonly kind: string;
  perform(effect: Effect, tx: EntityManager): Promise<void>;
}

/**
 * Performs a kind of effect that is too long for one transaction. It opens its own, and must be safe to begin again at
 * any moment: after a crash it is called once more from the start.
 */
export interface LongProcessor {
  readonly kind: string;
  performInSteps(effect: Effect): Promise<void>;
}

export type Processor = ShortProcessor | LongProcessor;

/** The processors of this worker, by the kind of effect that they perform. Each kind has exactly one. */
@Injectable()
export class Processors {
  private readonly byKind = new Map<string, Processor>();

  /** @throws when the kind already has one. */
  add(processor: Processor): void {
    if (this.byKind.has(processor.kind)) throw new Error(`The effect ${processor.kind} has two processors`);
    this.byKind.set(processor.kind, processor);
  }

  kinds(): string[] {
    return [...this.byKind.keys()];
  }

  /** @throws when there is none. */
  of(kind: string): Processor {
    const processor = this.byKind.get(kind);
    if (!processor) throw new Error(`The effect ${kind} has no processor`);
    return processor;
  }

  /**
   * Checks, before the worker takes its first job, that each effect has its processor and each processor an effect.
   * @throws naming the ones that have not.
   */
  assertComplete(processes: Processes, otherKinds: readonly string[] = []): void {
    const wanted = new Set([TIMER, ...otherKinds, ...processes.all().flatMap((process) => process.effects)]);
    const missing = [...wanted].filter((kind) => !this.byKind.has(kind));
    const idle = this.kinds().filter((kind) => !wanted.has(kind));
    if (missing.length > 0) throw new Error(`These effects have no processor: ${missing.join(', ')}`);
    if (idle.length > 0) throw new Error(`These processors have no effect: ${idle.join(', ')}`);
  }
}
