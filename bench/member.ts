import { isDeepStrictEqual } from 'node:util';
import { memberToken } from './ids.js';
import { load } from './load.js';
import type { ForMember } from './report.js';
import { canonical, read, said } from './requests.js';
import type { Ask } from './requests.js';
import type { Subject } from './servers.js';
import type { Sizes } from './sizes.js';

const MEMBER = 2;
const PAGES = 30;

const asOfficer = (n: number, sizes: Sizes): Ask => read('R1', n, sizes);
const asMember = (n: number, sizes: Sizes): Ask => {
  const ask = asOfficer(n, sizes);
  return { ...ask, product: { ...ask.product, token: memberToken(MEMBER) } };
};

interface Page {
  totalCount: number;
  nodes: Record<string, unknown>[];
}

/** A member's count leaves out the endorsements that are hidden: it is told another number, by intention. */
function withoutCounts({ totalCount, nodes }: Page): unknown {
  return { totalCount, nodes: nodes.map(({ endorsementCount: _count, ...row }) => row) };
}

/**
 * The first pages of the list, read by a member and by the secretariat: no row of that stage is hidden from a member, so
 * that both have to be told the same rows and total, or the one would be measured doing less than the other.
 * @returns how many rows. @throws naming the first page that differs.
 */
export async function comparePages(product: Subject, sizes: Sizes): Promise<number> {
  let rows = 0;
  for (let n = 0; n < PAGES; n += 1) {
    const pages: unknown[] = [];
    for (const ask of [asOfficer(n, sizes), asMember(n, sizes)]) {
      const { body } = await product.ask('R1', ask);
      const { data } = JSON.parse(body) as { data?: { recommendations: { edges: unknown[] } } };
      if (!data) throw new Error(`R1: ${body.slice(0, 600)}`);
      rows += data.recommendations.edges.length / 2;
      pages.push(withoutCounts(canonical(said('R1', data)) as Page));
    }
    const [officer, member] = pages.map((page) => JSON.stringify(page).slice(0, 1_500));
    if (!isDeepStrictEqual(pages[0], pages[1])) throw new Error(`R1 differs for a member:\n${officer}\n${member}`);
  }
  return rows;
}

/** The same list by both in turn, now the one first and now the other. */
export async function measureMember(
  product: Subject,
  sizes: Sizes,
  plan: { clients: number; rounds: number; seconds: number; warmUp: number },
): Promise<ForMember> {
  const { clients, seconds } = plan;
  const run = (make: typeof asMember, length: number) => {
    let n = 0;
    return load(product, 'R1', () => make(n++, sizes), { clients, seconds: length });
  };
  for (const make of [asOfficer, asMember]) await run(make, plan.warmUp);
  const [officer, member]: [ForMember['officer'], ForMember['member']] = [[], []];
  for (let round = 0; round < plan.rounds; round += 1) {
    const turns = [
      async () => officer.push(await run(asOfficer, seconds)),
      async () => member.push(await run(asMember, seconds)),
    ];
    for (const turn of round % 2 === 0 ? turns : turns.reverse()) await turn();
  }
  return { clients, officer, member };
}
