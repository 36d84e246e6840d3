import type { QuorumRule } from './quorum.js';

type Both = { km: string; en: string };

/** What an outsider is told in the place of a network or body that it may not know. */
const UNNAMED: Both = { km: 'បណ្ដាញមួយ', en: 'one network' };

/**
 * A quorum rule as one sentence. No Khmer speaker has checked the Khmer yet.
 * @param nameOf the name of a network or body for whoever reads; nothing for one that the reader may not know.
 */
export function sentenceOf(rule: QuorumRule, nameOf: (organisationId: string) => Both | undefined): Both {
  const named = (id: string) => nameOf(id) ?? UNNAMED;
  const parts: Both[] = [
    {
      km: `ត្រូវមានយ៉ាងតិច ${rule.atLeast} អង្គការគាំទ្រ`,
      en: `At least ${rule.atLeast} ${rule.atLeast === 1 ? 'organisation' : 'organisations'}`,
    },
    ...(rule.fromNetworks ?? []).map(({ organisationId, atLeast }) => ({
      km: `ក្នុងនោះយ៉ាងតិច ${atLeast} មកពី ${named(organisationId).km}`,
      en: `at least ${atLeast} of them from ${named(organisationId).en}`,
    })),
    ...(rule.fromProvinces ?? []).map(({ code, atLeast }) => ({
      km: `ក្នុងនោះយ៉ាងតិច ${atLeast} មកពីខេត្តលេខកូដ ${code}`,
      en: `at least ${atLeast} of them from the province with code ${code}`,
    })),
    ...(rule.noBlockBy ?? []).map((id) => ({ km: `គ្មានការជំទាស់ពី ${named(id).km}`, en: `no block by ${named(id).en}` })),
    ...(rule.itemAtLeast === undefined
      ? []
      : [{ km: `អនុសាសន៍នីមួយៗយ៉ាងតិច ${rule.itemAtLeast}`, en: `at least ${rule.itemAtLeast} behind each item` }]),
  ];
  return { km: `${parts.map((part) => part.km).join('; ')}។`, en: `${parts.map((part) => part.en).join('; ')}.` };
}
