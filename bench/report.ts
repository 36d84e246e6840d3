import { median } from './load.js';
import type { Run } from './load.js';
import type { Name } from './requests.js';
import type { Storm } from './storm.js';

/** The share of the bare server's throughput that each request has to reach. */
const TARGETS: Record<Name, number> = { R1: 1, R2: 0.7, R3: 20, R4: 0.9, W1: 0.8, W2: 0.8 };
const P99_TARGET = 1.5;
/** How much dearer the list may be for a member than for the secretariat. */
const MEMBER_TARGET = 1.25;
/** In milliseconds. */
const STORM_P99_TARGET = 2_000;
/** How much dearer a request may be with ten times as much data. */
const growthTarget = (name: Name) => (name === 'R4' ? 3 : 1.3);

/** The runs of one request: in each round one of every subject, so that ratios are taken within a round. */
export interface Measured {
  name: Name;
  clients: number;
  product: Run[];
  bare: Run[];
  /** The product with a tenth of the data. */
  small?: Run[];
}

const number = (value: number, digits = 0) =>
  value.toLocaleString('en', { maximumFractionDigits: digits, minimumFractionDigits: digits });
const of = (runs: readonly Run[], pick: (run: Run) => number) => median(runs.map(pick));
const spread = (runs: readonly Run[]) => {
  const all = runs.map((run) => run.perSecond);
  return `${number(of(runs, (run) => run.perSecond))} (${number(Math.min(...all))}–${number(Math.max(...all))})`;
};
const ratio = (one: readonly Run[], other: readonly Run[], pick: (run: Run) => number) =>
  median(one.map((run, index) => pick(run) / pick(other[index] as Run)));
const mark = (held: boolean) => (held ? '✓' : '✗');
const cpuOf = (runs: readonly Run[]) =>
  runs.some((run) => run.cpu === undefined) ? '—' : number(of(runs, (run) => run.cpu as number));

/** The results as Markdown tables. */
export function tables(measured: readonly Measured[]): string {
  const main = measured.map((each) => {
    const share = ratio(each.product, each.bare, (run) => run.perSecond);
    const tail = ratio(each.product, each.bare, (run) => run.p99);
    const target = each.clients === 1 ? '' : `${TARGETS[each.name]}× ${mark(share >= TARGETS[each.name])}`;
    const cells = [
      each.name,
      each.clients,
      spread(each.product),
      spread(each.bare),
      `**${number(share, 2)}×**`,
      target,
      `${number(
        of(each.product, (run) => run.p50),
        1,
      )} / ${number(
        of(each.bare, (run) => run.p50),
        1,
      )}`,
      `${number(
        of(each.product, (run) => run.p99),
        1,
      )} / ${number(
        of(each.bare, (run) => run.p99),
        1,
      )}`,
      `${number(tail, 1)}× ${each.clients === 1 ? '' : mark(tail <= P99_TARGET)}`,
      number(Math.max(...each.product.map((run) => run.longest))),
      `${cpuOf(each.product)} / ${cpuOf(each.bare)}`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  const growth = measured.flatMap(({ name, product, small }) => {
    if (!small) return [];
    const times = ratio(small, product, (run) => run.perSecond);
    return `| ${name} | ${spread(small)} | ${spread(product)} | ${number(times, 2)}× | ${growthTarget(name)}× ${mark(times <= growthTarget(name))} |`;
  });
  return [
    '| request | clients | product, requests/s | bare, requests/s | product / bare | target | p50 ms, product / bare | p99 ms, product / bare | p99 ratio | longest ms, product | server CPU µs, product / bare |',
    '|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...main,
    ...(growth.length === 0
      ? []
      : [
          '',
          'With ten times as much data:',
          '',
          '| request | a tenth, requests/s | all, requests/s | dearer by | at most |',
          '|---|--:|--:|--:|--:|',
          ...growth,
        ]),
    '',
  ].join('\n');
}

/** The same list for a member and for the secretariat, round by round. */
export interface ForMember {
  clients: number;
  officer: Run[];
  member: Run[];
}

/** What the list costs a member beside the secretariat, as a Markdown table. */
export function memberTable(measured: readonly ForMember[], secondWall: boolean): string {
  const lines = measured.map(({ clients, officer, member }) => {
    const dearer = ratio(officer, member, (run) => run.perSecond);
    const target = clients === 1 ? '' : `${MEMBER_TARGET}× ${mark(dearer <= MEMBER_TARGET)}`;
    const p50 = (runs: readonly Run[]) =>
      number(
        of(runs, (run) => run.p50),
        1,
      );
    const p99 = (runs: readonly Run[]) =>
      number(
        of(runs, (run) => run.p99),
        1,
      );
    const cells = [
      clients,
      spread(officer),
      spread(member),
      `**${number(dearer, 2)}×**`,
      target,
      `${p50(member)} / ${p50(officer)}`,
      `${p99(member)} / ${p99(officer)}`,
      `${cpuOf(member)} / ${cpuOf(officer)}`,
    ];
    return `| ${cells.join(' | ')} |`;
  });
  return [
    `R1 for a member representative beside the secretariat, row-level security ${secondWall ? 'on' : '**off**'}:`,
    '',
    '| clients | secretariat, requests/s | member, requests/s | dearer for the member by | at most | p50 ms, member / secretariat | p99 ms, member / secretariat | server CPU µs, member / secretariat |',
    '|--:|--:|--:|--:|--:|--:|--:|--:|',
    ...lines,
    '',
  ].join('\n');
}

/** What a storm of endorsements showed, as Markdown. */
export function stormTable(seen: Storm): string {
  const { answers } = seen;
  const sent =
    `${number(seen.requests)} requests from ${seen.clients} clients for ${seen.organisations} organisations on ${seen.statements} statements: ` +
    `${number(answers.first)} endorsements, ${number(answers.sameCommand)} of them sent again, ${number(answers.sameOrganisation)} asked for again by the same organisation, ` +
    `${answers.withdrawal} withdrawn meanwhile by one organisation.`;
  const right = seen.wrong.length === 0;
  return [
    `The storm. ${sent}`,
    '',
    '| what | measured | target |',
    '|---|--:|--:|',
    `| every answer, count, quorum and history right | ${right ? 'yes' : '**no**'} | yes ${mark(right)} |`,
    `| p50 ms | ${number(seen.p50)} | |`,
    `| p99 ms | ${number(seen.p99)} | under ${number(STORM_P99_TARGET)} ${mark(seen.p99 < STORM_P99_TARGET)} |`,
    `| longest ms | ${number(seen.longest)} | |`,
    `| requests/s | ${number(seen.requests / seen.seconds)} | |`,
    ...(right ? [] : ['', ...seen.wrong.map((each) => `- ${each}`)]),
    '',
  ].join('\n');
}
