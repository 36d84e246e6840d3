import { isDeepStrictEqual } from 'node:util';
import { readFile, writeFile } from 'node:fs/promises';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import pg from 'pg';
import { benchHostile } from './hostile.js';
import { OFFICER_TOKEN } from './ids.js';
import { benchImport } from './import.js';
import { freshDatabase, startServer } from './dataset.js';
import { load } from './load.js';
import type { Run } from './load.js';
import { memberTable, stormTable, tables } from './report.js';
import type { Measured } from './report.js';
import { NAMES, Writes, canonical, read, said } from './requests.js';
import type { Ask, Name } from './requests.js';
import { comparePages, measureMember } from './member.js';
import { pinHere, startBare, startProduct } from './servers.js';
import type { Subject } from './servers.js';
import { sizesOf } from './sizes.js';
import type { Sizes } from './sizes.js';
import { storm } from './storm.js';

const say = (line: string) => process.stderr.write(`${line}\n`);
const USAGE = `npm run bench -- [--quick] [--only R1,W1] [--size 100000] [--no-growth] [--one-role] [--member] [--storm] [--hostile] [--import] [--rows 40000]
  --quick      2 s runs, three of each, one client left out; for development, prints only
  --only       which requests; \`import\` alone brings lists in and builds no data set
  --size       how many recommendations
  --no-growth  without the runs on a tenth of the data
  --one-role   the product as the owner of its tables: without the second wall, to see what that costs
  --member     R1 for a member beside the secretariat; always in a run without --only
  --storm      10,000 endorsements at once, half of them twice, with --quick 1,000; always in a run without --only
  --hostile    also what each refusal of a hostile document costs
  --import     also how fast lists come in
  --rows       how long those lists are; 40,000 unless told, 2,000 with --quick
`;

const { values: options } = parseArgs({
  options: {
    quick: { type: 'boolean', default: false },
    only: { type: 'string' },
    size: { type: 'string', default: '100000' },
    'no-growth': { type: 'boolean', default: false },
    'one-role': { type: 'boolean', default: false },
    member: { type: 'boolean', default: false },
    storm: { type: 'boolean', default: false },
    hostile: { type: 'boolean', default: false },
    import: { type: 'boolean', default: false },
    rows: { type: 'string' },
    help: { type: 'boolean', default: false },
  },
});
if (options.help) {
  process.stdout.write(USAGE);
  process.exit(0);
}
const byThemselves = options.member || options.storm;
const names = (options.only?.split(',') ?? (byThemselves ? [] : [...NAMES])) as Name[];
/** Everything that the committed table holds. */
const whole = !options.only && !byThemselves;
const plan = options.quick
  ? { rounds: 3, seconds: 2, warmUp: 1, alone: 0 }
  : { rounds: 5, seconds: 10, warmUp: 3, alone: 3 };
const sizes = sizesOf(Number(options.size));
const rows = Number(options.rows ?? (options.quick ? 2_000 : 40_000));
const smaller = options['no-growth'] || names.length === 0 ? undefined : sizesOf(sizes.recommendations / 10);

if (options.only === 'import') {
  // Nothing is kept to a core: the process and PostgreSQL share the two that there are, as they would anywhere.
  const itsOwn = await startServer();
  try {
    process.stdout.write(await benchImport(itsOwn, rows));
  } finally {
    await itsOwn.stop();
  }
  process.exit(0);
}

const pinned = pinHere();
if (!pinned) say('Processes cannot be kept to a core here (no taskset): the ratios are worth less.');
const started = performance.now();
const server = await startServer();
const subjects: Subject[] = [];
try {
  const { owner: url, ...its } = await freshDatabase(server, sizes);
  const product = await startProduct('product', options['one-role'] ? url : its.application, pinned);
  subjects.push(product);
  const bare = await startBare(url, pinned);
  subjects.push(bare);
  await compare(product, bare, sizes);
  let small: Measuring | undefined;
  if (smaller) {
    const { application } = await freshDatabase(server, smaller);
    const subject = await startProduct('product, a tenth of the data', application, pinned);
    subjects.push(subject);
    small = { subject, asks: asker(smaller) };
  }
  const asks = asker(sizes);
  const measured: Measured[] = [];
  for (const name of names) {
    measured.push(
      await measure(name, 16, { product: { subject: product, asks }, bare: { subject: bare, asks }, small }),
    );
    if (plan.alone > 0)
      measured.push(await measure(name, 1, { product: { subject: product, asks }, bare: { subject: bare, asks } }));
    say(tables(measured.slice(plan.alone > 0 ? -2 : -1)));
  }
  const beside = [];
  if (options.member || whole) beside.push(await forMember(product));
  if (options.storm || whole) beside.push(await stormOn(product, url));
  if (options.hostile) beside.push(`What a refusal costs:\n\n${await benchHostile(product, OFFICER_TOKEN)}`);
  if (options.import) beside.push(`Lists brought in:\n\n${await benchImport(server, rows)}`);
  const report = [await heading(url), ...(measured.length > 0 ? [tables(measured)] : []), ...beside].join('\n');
  process.stdout.write(report);
  if (!options.quick && whole && !options['one-role'])
    await writeFile(join(import.meta.dirname, '../../bench/results.md'), report);
} finally {
  for (const subject of subjects) await subject.stop();
  await server.stop();
}

interface Measuring {
  subject: Subject;
  asks: (name: Name) => () => Ask;
}

/** Where the next request of a name comes from; writes go on where the last run ended. */
function asker(of: Sizes): (name: Name) => () => Ask {
  const writes = new Writes(of);
  return (name) => {
    if (name === 'W1' || name === 'W2') return () => writes.next(name);
    let n = 0;
    return () => read(name, n++, of);
  };
}

async function measure(
  name: Name,
  clients: number,
  who: { product: Measuring; bare: Measuring; small?: Measuring | undefined },
): Promise<Measured> {
  const each = [who.product, who.bare, ...(who.small ? [who.small] : [])];
  const runs = new Map<Measuring, Run[]>(each.map((one) => [one, []]));
  const rounds = clients === 1 ? plan.alone : plan.rounds;
  const seconds = clients === 1 ? plan.seconds / 2 : plan.seconds;
  for (const one of each) await load(one.subject, name, one.asks(name), { clients, seconds: plan.warmUp });
  for (let round = 0; round < rounds; round += 1) {
    // Now one is first, now the other.
    for (const one of round % 2 === 0 ? each : [...each].reverse()) {
      runs.get(one)?.push(await load(one.subject, name, one.asks(name), { clients, seconds }));
    }
  }
  const of = (one: Measuring) => runs.get(one) as Run[];
  return {
    name,
    clients,
    product: of(who.product),
    bare: of(who.bare),
    ...(who.small ? { small: of(who.small) } : {}),
  };
}

/** A hundred reads of both servers say the same, before anything is measured. @throws naming the first that differs. */
async function compare(product: Subject, bare: Subject, of: Sizes): Promise<void> {
  const reads = names.filter((name) => name.startsWith('R')) as ('R1' | 'R2' | 'R3' | 'R4')[];
  let rows = 0;
  for (let n = 0; n < 100 && reads.length > 0; n += 1) {
    const name = reads[n % reads.length] as (typeof reads)[number];
    const ask = read(name, 7 * n, of);
    const [one, other] = await Promise.all([product.ask(name, ask), bare.ask(name, ask)]);
    const data = (JSON.parse(one.body) as { data?: unknown }).data;
    if (!data || other.status !== 200)
      throw new Error(`${name}: ${one.body.slice(0, 600)}\n${other.body.slice(0, 600)}`);
    const mine = canonical(said(name, data));
    const theirs = canonical(JSON.parse(other.body));
    if (!isDeepStrictEqual(mine, theirs)) {
      throw new Error(
        `${name} differs:\n${JSON.stringify(ask.bare)}\n${JSON.stringify(mine).slice(0, 1500)}\n${JSON.stringify(theirs).slice(0, 1500)}`,
      );
    }
    rows += Array.isArray(mine) ? mine.length : 1;
  }
  if (reads.length > 0) say(`100 reads of both servers say the same (${rows} rows and pages)`);
}

async function forMember(product: Subject): Promise<string> {
  say(`30 first pages are the same for a member and for the secretariat (${await comparePages(product, sizes)} rows)`);
  const measured = [await measureMember(product, sizes, { ...plan, clients: 16 })];
  if (plan.alone > 0) {
    const one = { ...plan, clients: 1, rounds: plan.alone, seconds: plan.seconds / 2 };
    measured.push(await measureMember(product, sizes, one));
  }
  const report = memberTable(measured, !options['one-role']);
  say(report);
  return report;
}

async function stormOn(product: Subject, url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    const seen = await storm(
      async (query, variables, token) => {
        const { status, body } = await product.ask('W2', { product: { query, variables, token }, bare: {} });
        const { data, errors } = JSON.parse(body) as { data?: unknown; errors?: unknown };
        if (status !== 200 || errors) throw new Error(`the storm: ${status} ${body.slice(0, 500)}`);
        return data;
      },
      async <Row>(sql: string, values: unknown[]) => (await client.query(sql, values)).rows as Row[],
      sizes,
      { requests: options.quick ? 1_000 : 10_000, clients: 100 },
    );
    if (seen.wrong.length > 0) process.exitCode = 1;
    const report = stormTable(seen);
    say(report);
    return report;
  } finally {
    await client.end();
  }
}

async function heading(url: string): Promise<string> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ version: string }>(`SELECT current_setting('server_version') AS version`);
  await client.end();
  const versions = JSON.parse(await readFile(join(import.meta.dirname, '../../package.json'), 'utf8')) as {
    dependencies: Record<string, string>;
  };
  const used = ['@nestjs/core', '@apollo/server', 'graphql', 'pg', 'xstate'].map(
    (each) => `${each} ${versions.dependencies[each]}`,
  );
  const minutes = Math.round((performance.now() - started) / 60_000);
  return [
    '# What `npm run bench` measured',
    '',
    `${new Date().toISOString().slice(0, 10)} · Node ${process.version} · PostgreSQL ${rows[0]?.version} · ${used.join(' · ')}`,
    '',
    `${cpus().length} × ${cpus()[0]?.model}, ${Math.round(totalmem() / 2 ** 30)} GB; ${pinned ? 'the server on core 0, PostgreSQL and load on core 1' : 'nothing pinned'}; ` +
      `${number(sizes.recommendations)} recommendations, ${number(sizes.recommendations * 10)} history entries, ${number(sizes.statements * sizes.endorsementsOfEach)} endorsements; ` +
      `16 connections to the database each; ${plan.rounds} rounds of ${plan.seconds} s, medians with the least and the most; ${minutes} minutes in all.`,
    '',
  ].join('\n');
}

function number(value: number): string {
  return value.toLocaleString('en');
}
