import type { Reason } from '#platform';
import type { Act } from './act.js';
import type { StoredCase } from './case-rows.js';

/** An event without its moment, which the engine adds. */
export type Sent = { type: string } & Record<string, unknown>;

/** A case to be created: its row's own columns, and the event that leads out of `unborn`. */
export interface NewCase {
  id: string;
  row: Record<string, unknown>;
  event: Sent;
  act?: Partial<Act>;
}

/**
 * An event for a case, or what makes it of the case as it then stands. `expectedVersion`: the version that the sender saw;
 * without it (ties) the stored one counts.
 */
export interface Delivery {
  id: string;
  event: Sent | ((stored: StoredCase) => Sent);
  expectedVersion?: number;
  act?: Partial<Act>;
}

/** A case after a step. */
export interface Moved {
  id: string;
  version: number;
  from: unknown;
  to: unknown;
  context: Record<string, unknown>;
  row: Record<string, unknown>;
}

/** What may be sent to a case now: allowed when there are no reasons against it. */
export interface AvailableEvent {
  event: string;
  reasons: Reason[];
}
