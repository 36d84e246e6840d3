import type { Relation } from '#policy';
import type { Look } from '#workflow/pure';

/**
 * `inField`: it lies in the viewer's field. Field and submission meet in topics, instruments and addressees, which a row
 * does not hold: who asks has looked, and says so in the event.
 */
export function submissionRelations(_viewer: unknown, look: Look): Relation[] {
  return look.event['inField'] === true ? ['inField'] : [];
}
