import { DomainError } from '#platform';
import type { Act } from './act.js';
import type { Decided, StoredCase } from './case-rows.js';
import type { Delivery, Sent } from './deliveries.js';
import type { Look } from './pure.js';

/**
 * The case that a delivery is for.
 * @throws DomainError notFound, or conflict where its sender saw another version.
 */
export function known(cases: Map<string, StoredCase>, delivery: Pick<Delivery, 'id' | 'expectedVersion'>): StoredCase {
  const stored = cases.get(delivery.id);
  if (!stored) throw new DomainError('notFound', [{ code: 'NOT_FOUND' }]);
  const { expectedVersion } = delivery;
  if (expectedVersion !== undefined && expectedVersion !== stored.version) {
    const versions = { current: stored.version, yours: expectedVersion };
    throw new DomainError(
      'conflict',
      [{ code: 'CHANGED_MEANWHILE', parameters: versions, path: ['expectedVersion'] }],
      { versions },
    );
  }
  return stored;
}

/** What the machine gets: the event, and what its history entry will say beside it. Replaying makes the same one. */
export function toCaseEvent(event: Sent, act: Act, now: string): Look['event'] {
  return {
    ...event,
    at: act.happenedAt ?? now,
    by: act.viewer ? { person: act.viewer.personId, organisation: act.viewer.organisationId } : null,
    reason: act.reason ?? null,
    evidence: act.evidence ?? [],
  };
}

/** A step without where it leads. */
export function toDecided(
  stored: StoredCase,
  { type, at, by: _by, reason: _reason, evidence: _evidence, ...payload }: Look['event'],
  act: Act,
): Omit<Decided, 'next' | 'asked'> {
  return {
    id: stored.id,
    machineVersion: stored.machineVersion,
    version: stored.version + 1,
    from: stored.state,
    event: type,
    payload,
    act: { ...act, happenedAt: at },
    now: stored.now,
  };
}
