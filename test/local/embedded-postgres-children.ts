import { transformFile } from '@swc/core';
import { spawn } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';

/** Who starts Node: ourselves, or as root an ordinary user. */
export interface Starter {
  name: string;
  uid?: number;
  gid?: number;
}

export const isRoot = process.getuid?.() === 0;

const NOBODY = 65534;
const asOrdinary: Starter = isRoot
  ? { name: 'an ordinary user', uid: NOBODY, gid: NOBODY }
  : { name: 'an ordinary user' };

/** Every way to start Node that is possible here; says which one is not. */
export function starters(): Starter[] {
  if (isRoot) return [{ name: 'root' }, asOrdinary];
  console.log('The tests as root are skipped: they need root.');
  return [asOrdinary];
}

const BUILT = resolve('test/.artifacts/embedded-postgres');

/** Children run plain JavaScript: the present sources, not a build that may be older. */
export async function buildForChildren(): Promise<void> {
  const sources = resolve('libs/platform/src');
  await mkdir(BUILT, { recursive: true });
  for (const name of (await readdir(sources)).filter((file) => file.includes('postgres'))) {
    const { code } = await transformFile(join(sources, name), { configFile: resolve('.swcrc'), sourceMaps: false });
    await writeFile(join(BUILT, name.replace('.ts', '.js')), code);
  }
}

const CHILD = `
const [module, dataDirectory, port] = process.argv.slice(1);
const { startEmbeddedPostgres } = await import(module);
const lines = [];
try {
  const server = await startEmbeddedPostgres({ dataDirectory, port: Number(port), log: (line) => lines.push(line) });
  process.on('SIGTERM', () => server.stop().then(() => process.exit()));
  const { adopted, owned, binaries } = server;
  console.log(JSON.stringify({ adopted, owned, binaries, lines, dataDirectory: server.dataDirectory, url: server.url('postgres') }));
  setInterval(() => undefined, 60_000);
} catch (error) {
  console.log(JSON.stringify({ refused: error.message, expected: error.name === 'EmbeddedPostgresError' }));
}`;

export interface Started {
  url: string;
  adopted: boolean;
  owned: boolean;
  dataDirectory: string;
  binaries: { folder: string };
  lines: string[];
}

const nodes: Node[] = [];

/** A Node process of its own that starts the database and stays. */
export class Node {
  private readonly child: ChildProcess;
  private readonly answer: Promise<Started & { refused?: string; expected?: boolean }>;
  readonly gone: Promise<void>;

  constructor(dataDirectory: string, { uid, gid }: Starter, port = 0) {
    const module = join(BUILT, 'embedded-postgres.js');
    this.child = spawn(process.execPath, ['--input-type=module', '-e', CHILD, module, dataDirectory, String(port)], {
      uid,
      gid,
      cwd: '/',
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    const lines = createInterface({ input: this.child.stdout as NodeJS.ReadableStream });
    this.answer = new Promise((done) => lines.once('line', (line) => done(JSON.parse(line))));
    this.gone = new Promise((done) => this.child.once('exit', () => done()));
    nodes.push(this);
  }

  /** @throws what the child was told, if it was refused. */
  async started(): Promise<Started> {
    const answer = await this.answer;
    if (answer.refused !== undefined) throw new Error(answer.refused);
    return answer;
  }

  async refusal(): Promise<string> {
    const { refused, expected } = await this.answer;
    if (!expected) throw new Error(`Not refused in our words: ${refused}`);
    return refused as string;
  }

  async kill(signal: 'SIGKILL' | 'SIGTERM' = 'SIGKILL'): Promise<void> {
    this.child.kill(signal);
    await this.gone;
  }
}

export async function query<T extends pg.QueryResultRow>(url: string, sql: string): Promise<T[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client
    .query<T>(sql)
    .then(({ rows }) => rows)
    .finally(() => client.end());
}

/** The processes of PostgreSQL that work in the folder; `postmasters` are those that no other of them started. */
export function serversOf(dataDirectory: string): { all: number[]; postmasters: number[] } {
  const parents = new Map<number, number>();
  for (const pid of readdirSync('/proc').map(Number).filter(Boolean)) {
    try {
      if (!basename(readlinkSync(`/proc/${pid}/exe`)).startsWith('postgres')) continue;
      if (readlinkSync(`/proc/${pid}/cwd`) !== dataDirectory) continue;
      const stat = readFileSync(`/proc/${pid}/stat`, 'utf8');
      parents.set(pid, Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]));
    } catch {
      // Gone meanwhile.
    }
  }
  const all = [...parents.keys()];
  return { all, postmasters: all.filter((pid) => !parents.has(parents.get(pid) as number)) };
}

const folders: string[] = [];

/** A folder of the starter's own for the data and what lies beside them; others can enter, unless it is private. */
export async function folderFor({ uid, gid }: Starter, mode = 0o755): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'anusas-embedded-'));
  folders.push(folder);
  await chmod(folder, mode);
  if (uid !== undefined && gid !== undefined) await chown(folder, uid, gid);
  return join(folder, 'postgres');
}

/** Whatever a failed test left running is stopped, then the folders go. */
export async function removeFolders(): Promise<void> {
  await Promise.all(nodes.map((node) => node.kill()));
  for (const folder of folders) {
    for (const pid of serversOf(join(folder, 'postgres')).postmasters) process.kill(pid, 'SIGQUIT');
    while (serversOf(join(folder, 'postgres')).all.length > 0) await new Promise((done) => setTimeout(done, 50));
    await rm(folder, { recursive: true, force: true });
  }
  await rm(BUILT, { recursive: true, force: true });
}
