import { civilDay, endOfDay } from '#platform';
import type { Queryable } from '#platform';

const DAY = 86_400_000;

/** The fewest and the most days that a rule may give. */
export const CONFIRMATION_DAYS = { least: 1, most: 90 } as const;

/**
 * Until when an organisation may confirm what is entered on its behalf at this moment: the end, in Phnom Penh, of the
 * last day that the newest rule gives. Days are calendar days, and the day itself does not count. A later rule moves
 * nothing that waits already.
 * @param now ISO 8601 in UTC.
 */
export async function confirmationOf(
  tx: Queryable,
  now: string,
): Promise<{ confirmBy: string; confirmationRule: number }> {
  const [rule] = await tx.query<{ revision: number; days: number }[]>(
    `SELECT revision, days FROM confirmation_rules ORDER BY revision DESC LIMIT 1`,
  );
  const { revision, days } = rule as { revision: number; days: number };
  const last = new Date(Date.parse(`${civilDay(now)}T00:00:00Z`) + days * DAY).toISOString().slice(0, 10);
  return { confirmBy: endOfDay(last), confirmationRule: revision };
}
