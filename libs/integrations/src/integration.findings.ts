import type { EntityManager } from 'typeorm';
import type { Reason } from '#platform';
import type { EditionStatus } from '#instruments';
import { CORRECT } from '#workflow';
import type { HistoryRow } from '#workflow';
import type { EditionStanding, Finding } from './integration.machine.js';

/** What an edition is for a finding: in force is adopted; replaced and repealed are gone. */
export function standingOf(status: EditionStatus | undefined): EditionStanding {
  switch (status) {
    case 'draft':
      return 'draft';
    case 'adopted':
    case 'inForce':
      return 'adopted';
    default:
      return 'gone';
  }
}

/**
 * Everything wrong with where things are said to stand: an edition that is not here, a provision of another one, the same
 * ask found at the same place already. One statement for all of them.
 * @param places where the editions stand, in the order of the claims.
 * @param except an integration that may stand there already: the one that is being moved.
 */
export async function problemsOfPlaces(
  tx: EntityManager,
  claims: readonly { recommendationId: string; finding: Finding }[],
  places: readonly ({ holdsProvision: boolean } | undefined)[],
  except: string | null = null,
): Promise<Reason[]> {
  const reasons: Reason[] = [];
  for (const [index, { finding }] of claims.entries()) {
    const place = places[index];
    if (!place) {
      const parameters = { field: 'editionId', value: finding.editionId };
      reasons.push({ code: 'UNKNOWN_REFERENCE', parameters, path: ['found', 'editionId'] });
    } else if (!place.holdsProvision) {
      reasons.push({ code: 'PROVISION_ELSEWHERE', path: ['found', 'provisionId'] });
    }
  }
  const taken = await tx.query<{ number: string }[]>(
    `SELECT i.number FROM integrations i
       JOIN unnest($1::uuid[], $2::uuid[]) AS c(recommendation_id, provision_id)
         ON c.recommendation_id = i.recommendation_id AND c.provision_id = i.provision_id
      WHERE i.status IN ('claimed', 'verified', 'toRecheck') AND ($3::uuid IS NULL OR i.id <> $3) ORDER BY i.number`,
    [claims.map((each) => each.recommendationId), claims.map((each) => each.finding.provisionId), except],
  );
  reasons.push(
    ...taken.map(({ number }) => ({ code: 'ALREADY_CLAIMED', parameters: { number }, path: ['found', 'provisionId'] })),
  );
  return reasons;
}

/**
 * Why the place in a claim cannot be put right: it is no claim, or somebody has verified it since. An entry that was left
 * out by a correction does not stand in the way.
 */
export function cannotReplaceClaim(entries: readonly HistoryRow[], version: number): Reason[] {
  const wrong = entries.find((entry) => entry.version === version);
  if (!wrong || (wrong.event !== 'CLAIM' && wrong.event !== 'RECORD_PAST')) {
    return [{ code: 'NO_CLAIM_TO_CORRECT', parameters: { entry: version }, path: ['entry'] }];
  }
  const corrections = entries.filter((entry) => entry.event === CORRECT);
  const leftOut = (of: HistoryRow) =>
    corrections.findLast((each) => each.corrects === of.version)?.payload['replacement'] === undefined;
  const corrected = (of: HistoryRow) => corrections.some((each) => each.corrects === of.version);
  const verified = entries.find((entry) => entry.event === 'VERIFY' && !(corrected(entry) && leftOut(entry)));
  return verified
    ? [{ code: 'LATER_ENTRY_DEPENDS', parameters: { entry: verified.version, event: verified.event }, path: ['entry'] }]
    : [];
}
