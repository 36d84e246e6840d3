import { randomUUID } from 'node:crypto';
import { fromGlobalId } from '#platform';
import { checkCases, Processes } from '#workflow';
import { cast, instrument, instrumentId, org, orgId } from './cast.js';
import type { CastMember } from './cast.js';
import type { House } from './house.js';

/** A recommendation aimed at the programme, unless said otherwise. */
export async function draft(
  house: House,
  targets = [instrument.programme],
  title = 'A budget line for civic engagement',
): Promise<{ id: string }> {
  const { recommendation, userErrors } = await house.send(
    'draftRecommendation',
    {
      content: {
        authenticLanguage: 'EN',
        title: { en: title },
        addresseeIds: [orgId(org.finance)],
        targetIds: targets.map(instrumentId),
      },
    },
    cast.officer,
    'recommendation { id }',
  );
  if (!recommendation) throw new Error(JSON.stringify(userErrors));
  return recommendation;
}

export interface EditionAnswer {
  id: string;
  version: number;
  provisions: { id: string; locator: { en: string } }[];
}

/** An edition with two provisions: article 51 on page 14, and section 2 of chapter 3. */
export async function edition(
  house: House,
  over: Record<string, unknown> = {},
  of = instrument.programme,
): Promise<EditionAnswer> {
  const entered = await house.send(
    'registerEdition',
    { instrumentId: instrumentId(of), label: `text ${randomUUID()}`, ...over },
    cast.officer,
    'edition { id version }',
  );
  if (!entered.edition) throw new Error(JSON.stringify(entered.userErrors));
  const { edition: filled, provisions } = await house.send(
    'addProvisions',
    {
      editionId: entered.edition.id,
      expectedVersion: entered.edition.version,
      provisions: [
        {
          article: '51',
          page: '14',
          textEn: 'Sub-national administrations have a budget line for civic engagement.',
          textKm: 'ថវិកា',
        },
        { chapter: '3', section: '2', textEn: 'Citizens take part in budget planning.' },
      ],
    },
    cast.officer,
    'edition { id version } provisions { id locator { en } }',
  );
  return { ...filled, provisions };
}

/** A place in an edition as a claim says it. */
export const place = (of: EditionAnswer, over: Record<string, unknown> = {}) => ({
  editionId: of.id,
  provisionId: of.provisions[0]?.id,
  degree: 'IN_SUBSTANCE',
  quote: { en: 'a budget line for civic engagement' },
  ...over,
});

export const INTEGRATION = `integration { id number version status degree countsAs onTarget recheckWhy recheckIn { id }
  quote { km en } locator { km en } edition { id } recommendation { uptake } }`;

/** A claim by the officer. */
export async function claim(
  house: House,
  recommendation: { id: string },
  found: object,
  as: CastMember = cast.officer,
) {
  return house.send('claimIntegration', { recommendationId: recommendation.id, found }, as, INTEGRATION);
}

/** A claim by the officer that another has verified: a colleague, which is enough while no member can see the recommendation. */
export async function verified(
  house: House,
  recommendation: { id: string },
  found: object,
  by: CastMember = cast.otherOfficer,
) {
  const { integration, userErrors } = await claim(house, recommendation, found);
  if (!integration) throw new Error(JSON.stringify(userErrors));
  const answer = await house.send(
    'verifyIntegration',
    { id: integration.id, expectedVersion: integration.version },
    by,
    INTEGRATION,
  );
  if (!answer.integration) throw new Error(JSON.stringify(answer.userErrors));
  return answer.integration;
}

/** Lets members see a recommendation, as a statement that opened would. */
export async function openToMembers(house: House, recommendation: { id: string }): Promise<void> {
  const { RecommendationsService } = await import('#recommendations');
  const { byItself } = await import('#workflow');
  const service = house.api.app.get(RecommendationsService, { strict: false });
  const statement = { id: randomUUID(), number: 'S-TEST' };
  const recommendationId = fromGlobalId('rec', recommendation.id);
  await house.db.transaction((tx) =>
    service.carryingMoved(tx, [{ statement, recommendationId, stage: 'endorsing' }], byItself),
  );
}

/** Every history reproduces what is stored. */
export async function discrepancies(house: House): Promise<unknown[]> {
  const processes = house.api.app.get(Processes, { strict: false });
  return (await checkCases(house.db, processes.all())).discrepancies;
}
