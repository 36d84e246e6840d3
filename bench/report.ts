import { median } from './load.js';
import type { Run } from './load.js';
import type { Name } from './requests.js';

/** The share of the bare server's throughput that each request has to reach. */
const TARGETS: Record<Name, number> = { R1: 1, R2: 0.7, R3: 20, R4: 0.9, W1: 0.8, W2: 0.8 };
const P99_TARGET = 1.5;
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
