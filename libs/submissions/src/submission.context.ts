import type { CaseEvent } from '#workflow/pure';
import type { GivenResponse, Reading } from './readings.js';
import type { PastSubmissionStatus } from './submission.machine.js';

export const CHANNELS = ['byHand', 'post', 'email', 'telegram', 'meeting'] as const;
export type Channel = (typeof CHANNELS)[number];
export const MODES = ['paper', 'electronic', 'oral'] as const;
export type Mode = (typeof MODES)[number];
export const ATTEMPT_OUTCOMES = ['delivered', 'resent', 'refusedAtCounter'] as const;

/** One time that the letter went out, and what came of it. */
export interface Attempt {
  at: string;
  channel: Channel | null;
  mode: Mode | null;
  enclosures: string[];
  outcome: (typeof ATTEMPT_OUTCOMES)[number];
}

export const CLOCK_ENTRY_KINDS = ['suspension', 'extension'] as const;

/**
 * A stretch that does not count (`until` is null while it lasts), or more time that was granted: until a moment, or so many
 * working `days`, then without `until`. Moments are ISO 8601 in UTC.
 */
export interface ClockEntry {
  kind: (typeof CLOCK_ENTRY_KINDS)[number];
  from: string;
  until: string | null;
  reason: string | null;
  days?: number;
  /** Who asked for more time, in the words of who wrote it down. */
  askedBy?: string;
}

export interface SubmissionContext {
  /** Keys of the items that are asked, in the order of the statement. */
  items: string[];
  /** The version of the statement that the letter carries. */
  statementVersion: number;
  /** An old record entered it so: what came before is not known. */
  past: PastSubmissionStatus | null;
  attempts: Attempt[];
  /** When the addressee has had it; nothing before, and nothing again once it was turned away. */
  deliveredAt: string | null;
  /** From when its clocks run: the delivery, or that of the submission which was redirected here. */
  clockStartedAt: string | null;
  /** The revision of the calendar by which its clocks are counted, until somebody moves them to a later one. */
  calendarRevision: number | null;
  /** How often it was passed on before it came here. */
  handOvers: number;
  /** Receipts that count, by their ids: proof of delivery. */
  receipts: string[];
  acknowledgedAt: string | null;
  /** Responses that count, oldest first. */
  responses: GivenResponse[];
  /** What stops or lengthens its clocks, oldest first. */
  ledger: ClockEntry[];
  /** The finding that the time ran out, and the items that had no answer in substance then. */
  silence: { at: string; items: string[] } | null;
  /** Where it was passed on to. */
  successor: { id: string; over: boolean } | null;
}

/** What a letter has to fit before it is handed over. `judged`: the quorum was found reached for the version that counts now. */
export interface StatementFacts {
  statementStatus: string;
  currentVersion: number;
  judged: boolean;
}

/** How a letter went out. */
export type Handover = { channel: Channel | null; mode: Mode | null; enclosures: string[] };

export type SubmissionEvent = CaseEvent &
  (
    | {
        type: 'PREPARE';
        items: string[];
        statementVersion: number;
        clockStartedAt: string | null;
        calendarRevision?: number | null;
        handOvers: number;
      }
    | {
        type: 'RECORD_PAST';
        status: PastSubmissionStatus;
        items: string[];
        statementVersion: number;
        statementStatus: string;
        channel: Channel | null;
        mode: Mode | null;
        calendarRevision?: number;
      }
    | ({ type: 'DELIVER'; calendarRevision?: number } & Handover & StatementFacts)
    | ({ type: 'RESEND' } & Handover)
    | { type: 'REFUSED_AT_COUNTER' | 'ACKNOWLEDGE' | 'SUSPEND' | 'RESUME' | 'RECORD_SILENCE' }
    | { type: 'RECEIPT'; receipt: string; proves: boolean }
    | { type: 'RESPOND'; response: string; readings: Record<string, Reading>; words: boolean }
    | { type: 'REDIRECT'; successor: string; sameAddressee: boolean }
    | { type: 'SUCCESSOR_OVER' | 'SUCCESSOR_REOPENED'; successor: string }
    | { type: 'GRANT_EXTENSION'; until?: string | null; days?: number; askedBy?: string }
    | { type: 'DEADLINE_MOVED'; calendarRevision: number; from: string | null; to: string | null }
    | { type: 'CANCEL' | 'WITHDRAW' | 'CORRECT' }
  );

export type EventOf<T extends SubmissionEvent['type']> = Extract<SubmissionEvent, { type: T }>;
