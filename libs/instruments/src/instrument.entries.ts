import type { EntityManager } from 'typeorm';
import { refuseIf } from '#platform';
import type { Clock, Reason } from '#platform';
import { acts, reasonsOfWho } from '#policy';
import type { Act } from '#workflow';
import type { InstrumentAct } from './edition.statuses.js';

/** What was done to a register, to be written down. */
export interface NewEntry {
  instrumentId: string;
  editionId?: string;
  event: InstrumentAct | 'REPLACED';
  /** The day on which it happened, `YYYY-MM-DD`, where it has one. */
  happenedOn?: string | null;
  detail?: Record<string, unknown>;
}

/** Keeps who changed the registers, when and why; append-only, any number in one statement. */
export async function writeEntries(
  tx: EntityManager,
  clock: Clock,
  entries: readonly NewEntry[],
  act: Act,
): Promise<void> {
  if (entries.length === 0) return;
  await tx.query(
    `INSERT INTO instrument_entries (instrument_id, edition_id, event, detail, happened_on, actor_id, seat_id, organisation_id,
                                     reason, evidence, command_key, recorded_at)
     SELECT e.instrument_id, e.edition_id, e.event, e.detail, e.happened_on, $2, $3, $4, $5, $6, $7, ${clock.sql()}
       FROM jsonb_to_recordset($1) AS e(instrument_id uuid, edition_id uuid, event text, detail jsonb, happened_on date)`,
    [
      JSON.stringify(
        entries.map((entry) => ({
          instrument_id: entry.instrumentId,
          edition_id: entry.editionId ?? null,
          event: entry.event,
          detail: entry.detail ?? {},
          happened_on: entry.happenedOn ?? null,
        })),
      ),
      act.viewer?.personId ?? null,
      act.viewer?.seatId ?? null,
      act.viewer?.organisationId ?? null,
      act.reason ?? null,
      act.evidence ?? [],
      act.commandKey ?? null,
    ],
  );
}

/** Who stands in the way of whom; the product itself is never in its own way. */
export function reasonsOfActor(event: InstrumentAct, act: Act): Reason[] {
  return act.viewer ? reasonsOfWho(acts.instrument[event], act.viewer, []) : [];
}

/** Refuses with everything that is wrong, and keeps the attempt. */
export function refuseAct(
  event: InstrumentAct,
  reasons: readonly Reason[],
  about: { id?: string; version?: number } = {},
): void {
  refuseIf(reasons, {
    process: 'instrument',
    event,
    ...(about.id ? { caseId: about.id } : {}),
    ...(about.version === undefined ? {} : { caseVersion: about.version }),
  });
}

/** Text as it is stored: NFC, without white space around it; nothing when there is nothing. */
export const clean = (text: string | null | undefined): string | null => text?.normalize('NFC').trim() || null;

/** Days that lie after today, Phnom Penh time: what happened has a day that has come. */
export function futureDays(days: Record<string, string | null | undefined>, today: string): Reason[] {
  return Object.entries(days)
    .filter(([, day]) => day && day > today)
    .map(([field]) => ({ code: 'IN_THE_FUTURE', path: [field] }));
}

/** A pair of days in the wrong order. */
export function outOfOrder(
  [earlier, earlierDay]: [string, string | null | undefined],
  [later, laterDay]: [string, string | null | undefined],
): Reason[] {
  if (!earlierDay || !laterDay || earlierDay <= laterDay) return [];
  return [{ code: 'DATES_OUT_OF_ORDER', parameters: { earlier, later }, path: [later] }];
}
