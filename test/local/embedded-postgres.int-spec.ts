import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { execFileSync, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { appendFile, chmod, chown, cp, mkdir, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { basename, dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureDatabase } from '../../libs/platform/src/embedded-postgres.js';
import { binaryPackage, unprivilegedAccount, usableBinaries } from '../../libs/platform/src/postgres-binaries.js';
import {
  buildForChildren,
  folderFor,
  isRoot,
  Node,
  query,
  removeFolders,
  serversOf,
  starters,
} from './embedded-postgres-children.js';

beforeAll(buildForChildren);
afterAll(removeFolders);

/** Nothing of a start is left beside the data but what belongs there. */
async function beside(dataDirectory: string): Promise<string[]> {
  return (await readdir(dirname(dataDirectory))).filter((name) => name !== basename(dataDirectory)).sort();
}

async function killServer(dataDirectory: string): Promise<void> {
  for (const pid of serversOf(dataDirectory).postmasters) process.kill(pid, 'SIGKILL');
  await sleep(50);
}

describe.each(starters())('the embedded PostgreSQL, started by $name', (starter) => {
  it('starts after kill -9 of Node, 20 times in a row, with all data and one server', async () => {
    const folder = await folderFor(starter);
    for (let cycle = 1; cycle <= 20; cycle += 1) {
      const node = new Node(folder, starter);
      const { url, adopted, owned } = await node.started();
      // Every fourth time the machine "loses power": the server is killed too, and has to recover.
      expect({ cycle, adopted, owned }).toEqual({ cycle, adopted: cycle % 4 !== 1, owned: true });
      await query(url, 'CREATE TABLE IF NOT EXISTS cycles (n int)');
      await query(url, `INSERT INTO cycles VALUES (${cycle})`);
      expect(await query(url, 'SELECT count(*)::int AS n FROM cycles')).toEqual([{ n: cycle }]);
      expect(serversOf(folder).postmasters).toHaveLength(1);
      await node.kill();
      if (cycle % 4 === 0) await killServer(folder);
    }
    const last = new Node(folder, starter);
    await last.started();
    await last.kill('SIGTERM');
    expect(serversOf(folder).all).toEqual([]);
    expect(await beside(folder)).toEqual(['postgres.log', 'postgres.password']);
  });

  it('survives kill -9 of Node at any moment of its start', async () => {
    const folder = await folderFor(starter);
    for (let delay = 0; delay < 1200; delay += 100) {
      const node = new Node(folder, starter);
      await sleep(delay);
      await node.kill();
    }
    const node = new Node(folder, starter);
    await query((await node.started()).url, 'SELECT 1');
    expect(serversOf(folder).postmasters).toHaveLength(1);
    await node.kill('SIGTERM');
    expect(serversOf(folder).all).toEqual([]);
  });

  it('makes one database of several first starts at once, owned by one of them', async () => {
    const folder = await folderFor(starter);
    for (const round of ['new', 'owner killed', 'all killed']) {
      const nodes = [1, 2, 3, 4].map(() => new Node(folder, starter));
      const all = await Promise.all(nodes.map((node) => node.started()));
      expect({ round, owners: all.filter(({ owned }) => owned).length }).toEqual({ round, owners: 1 });
      expect(new Set(all.map(({ url }) => url)).size).toBe(1);
      expect(serversOf(folder).postmasters).toHaveLength(1);
      await Promise.all(nodes.map((node) => node.kill()));
      if (round === 'owner killed') await killServer(folder);
    }
    const last = new Node(folder, starter);
    await last.started();
    await last.kill('SIGTERM');
  });

  it('lends the server of a living owner, whose stop alone ends it', async () => {
    const folder = await folderFor(starter);
    const owner = new Node(folder, starter);
    const { url } = await owner.started();
    const guest = new Node(folder, starter);
    expect(await guest.started()).toMatchObject({ url, adopted: true, owned: false });
    await guest.kill('SIGTERM');
    await query(url, 'SELECT 1');
    await owner.kill('SIGTERM');
    expect(serversOf(folder).all).toEqual([]);
  });

  it('starts when the process id in postmaster.pid is another program by now, which it leaves alone', async () => {
    const folder = await folderFor(starter);
    const first = new Node(folder, starter);
    await first.started();
    await first.kill();
    const { uid, gid } = await stat(folder);
    const other = spawn('sleep', ['600'], isRoot ? { uid, gid } : {});
    other.unref();
    await killServer(folder);
    const mark = await readFile(join(folder, 'postmaster.pid'), 'utf8');
    await writeFile(join(folder, 'postmaster.pid'), mark.replace(/^\d+/, String(other.pid)));
    const second = new Node(folder, starter);
    expect(await second.started()).toMatchObject({ adopted: false, owned: true });
    expect(other.exitCode ?? other.signalCode).toBeNull();
    await second.kill();
    await killServer(folder);
    await writeFile(join(folder, 'postmaster.pid'), '');
    const third = new Node(folder, starter);
    expect(await third.started()).toMatchObject({ adopted: false, owned: true });
    await third.kill('SIGTERM');
    other.kill();
  });

  it('replaces a server that was left running and no longer answers', async () => {
    const folder = await folderFor(starter);
    const first = new Node(folder, starter);
    const { url } = await first.started();
    await query(url, 'CREATE TABLE kept (n int)');
    await first.kill();
    const [pid] = serversOf(folder).postmasters;
    process.kill(pid as number, 'SIGSTOP');
    const second = new Node(folder, starter);
    const started = await second.started();
    expect(started).toMatchObject({ adopted: false, owned: true });
    expect(started.lines.at(-1)).toMatch(`PostgreSQL (process ${pid}) was left running and does not answer`);
    await query(started.url, 'SELECT * FROM kept');
    await second.kill('SIGTERM');
  });

  it('begins anew when initdb was killed half-way', async () => {
    const folder = await folderFor(starter);
    for (let round = 0; round < 3; round += 1) {
      const node = new Node(folder, starter);
      const isAtWork = async () => (await beside(folder)).some((name) => name.includes('.initdb-'));
      while (!(await isAtWork())) await sleep(5);
      await sleep(round * 150);
      await node.kill();
      expect(existsSync(folder)).toBe(false);
    }
    const node = new Node(folder, starter);
    await query((await node.started()).url, 'SELECT 1');
    await node.kill('SIGTERM');
    expect(await beside(folder)).toEqual(['postgres.log', 'postgres.password']);
  });

  it('takes a free port when the wished one is taken', async () => {
    const folder = await folderFor(starter);
    const squatter = createServer().listen(0, '127.0.0.1');
    await new Promise((done) => squatter.once('listening', done));
    const { port } = squatter.address() as AddressInfo;
    const node = new Node(folder, starter, port);
    const { url, lines } = await node.started();
    expect(new URL(url).port).not.toBe(String(port));
    expect(lines.at(-1)).toBe(`Port ${port} is taken: PostgreSQL uses ${new URL(url).port}`);
    await node.kill('SIGTERM');
    await new Promise((done) => squatter.close(done));
    const again = new Node(folder, starter, port);
    expect(new URL((await again.started()).url).port).toBe(String(port));
    await again.kill('SIGTERM');
  });

  it('lets nobody in without the password, listens on 127.0.0.1 alone, and sorts the same everywhere', async () => {
    const folder = await folderFor(starter);
    const node = new Node(folder, starter);
    const { url } = await node.started();
    const wrong = new URL(url);
    wrong.password = 'postgres';
    await expect(query(wrong.href, 'SELECT 1')).rejects.toThrow('password authentication failed');
    for (const file of ['postgres.password', 'postgres.log']) {
      expect(((await stat(join(dirname(folder), file))).mode & 0o777).toString(8)).toBe('600');
    }
    const [settings] = await query(
      url,
      `SELECT current_setting('listen_addresses') AS addresses, current_setting('unix_socket_directories') AS sockets,
              current_setting('fsync') AS fsync, current_setting('server_encoding') AS encoding,
              datlocprovider AS provider, datlocale AS locale
       FROM pg_database WHERE datname = 'postgres'`,
    );
    expect(settings).toEqual({
      ...{ addresses: '127.0.0.1', sockets: '', fsync: 'on', encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8' },
    });
    await node.kill('SIGTERM');
  });

  it('sets a new password when the file of the old one is lost', async () => {
    const folder = await folderFor(starter);
    const first = new Node(folder, starter);
    const before = await first.started();
    await first.kill('SIGTERM');
    await rm(`${folder}.password`);
    const second = new Node(folder, starter);
    const after = await second.started();
    expect(new URL(after.url).password).not.toBe(new URL(before.url).password);
    await second.kill('SIGTERM');
  });

  it('begins its log anew when it has grown large', async () => {
    const folder = await folderFor(starter);
    const first = new Node(folder, starter);
    await first.started();
    await first.kill('SIGTERM');
    await appendFile(`${folder}.log`, 'x'.repeat(6_000_000));
    const second = new Node(folder, starter);
    await second.started();
    expect((await stat(`${folder}.log`)).size).toBeLessThan(10_000);
    await second.kill('SIGTERM');
  });

  it('refuses a folder of other files, and data that are incomplete, and touches neither', async () => {
    const folder = await folderFor(starter);
    await mkdir(folder);
    await writeFile(join(folder, 'letter.txt'), 'mine');
    expect(await new Node(folder, starter).refusal()).toMatch('holds files, but no PostgreSQL data');
    await rm(join(folder, 'letter.txt'));
    await writeFile(join(folder, 'PG_VERSION'), '18\n');
    if (starter.uid !== undefined && starter.gid !== undefined) await chown(folder, starter.uid, starter.gid);
    expect(await new Node(folder, starter).refusal()).toMatch('global/pg_control is missing');
    expect(await readdir(folder)).toEqual(['PG_VERSION']);
  });

  it('refuses data of another major version with the commands that move them', async () => {
    const folder = await folderFor(starter);
    const first = new Node(folder, starter);
    await first.started();
    await first.kill('SIGTERM');
    await writeFile(join(folder, 'PG_VERSION'), '17\n');
    const words = await new Node(folder, starter).refusal();
    expect(words).toMatch(`The data in ${folder} were written by PostgreSQL 17; this Anusas brings PostgreSQL 18`);
    expect(words).toMatch('/usr/lib/postgresql/17/bin/pg_dumpall');
    expect(await readFile(join(folder, 'PG_VERSION'), 'utf8')).toBe('17\n');
    expect(await beside(folder)).toEqual(['postgres.log', 'postgres.password']);
  });

  it('creates a database once, whoever asks at the same time', async () => {
    const folder = await folderFor(starter);
    const node = new Node(folder, starter);
    const url = (await node.started()).url.replace(/postgres$/, encodeURIComponent('a "b" ក'));
    const created = await Promise.all([1, 2, 3, 4].map(() => ensureDatabase(url)));
    expect(created.filter(Boolean)).toHaveLength(1);
    expect(await query(url, 'SELECT current_database() AS name')).toEqual([{ name: 'a "b" ក' }]);
    await node.kill('SIGTERM');
  });
});

describe('PostgreSQL’s programs', () => {
  it('name the way out where there are none', () => {
    expect(() => binaryPackage('win32', 'x64')).toThrow('set DATABASE_URL');
  });

  it('run from a copy when the package was installed without its script, where the account cannot reach it', async () => {
    const folder = dirname(await folderFor({ name: 'us' }));
    const installed = join(folder, 'package');
    await cp(binaryPackage(), installed, { recursive: true, verbatimSymlinks: true });
    for (const name of await readdir(join(installed, 'native/lib'), { withFileTypes: true })) {
      if (name.isSymbolicLink()) await rm(join(installed, 'native/lib', name.name));
    }
    await chmod(installed, 0o700);
    const account = isRoot ? await unprivilegedAccount() : undefined;
    const copies = join(folder, 'copies');
    const found = await Promise.all([1, 2].map(() => usableBinaries(installed, copies, account)));
    for (const { folder: programs, major } of found) {
      expect({ major, programs }).toEqual({ major: '18', programs: expect.stringContaining(copies) });
    }
    expect(await readdir(copies)).toHaveLength(1);
  });
});

const describeAsRoot = isRoot ? describe : describe.skip;

describeAsRoot('started by root', () => {
  it('keeps the data below /var/lib/anusas while the account cannot reach the folder, and finds them there later', async () => {
    const folder = await folderFor({ name: 'root' }, 0o700);
    const first = new Node(folder, { name: 'root' });
    const { dataDirectory, lines } = await first.started();
    try {
      expect(dataDirectory).toMatch(/^\/var\/lib\/anusas\/[0-9a-f]{10}\/postgres$/);
      expect(lines[0]).toMatch(`data in ${dataDirectory} (the account cannot reach ${folder})`);
      await first.kill('SIGTERM');
      await chmod(dirname(folder), 0o755);
      const second = new Node(folder, { name: 'root' });
      expect((await second.started()).dataDirectory).toBe(dataDirectory);
      await second.kill('SIGTERM');
      expect(serversOf(dataDirectory).all).toEqual([]);
    } finally {
      await rm(dirname(dataDirectory), { recursive: true, force: true });
    }
  });

  const older = '/usr/lib/postgresql/15/bin';
  const itWithOlder = existsSync(older) ? it : it.skip;

  itWithOlder('moves data of an older version with the commands of its refusal, word for word', async () => {
    const folder = await folderFor({ name: 'root' });
    const { uid, gid, name } = await unprivilegedAccount();
    await mkdir(folder, { mode: 0o700 });
    await writeFile(`${folder}.password`, 'older', { mode: 0o600 });
    for (const path of [folder, `${folder}.password`]) await chown(path, uid, gid);
    const as = { uid, gid, cwd: '/' };
    execFileSync(
      `${older}/initdb`,
      ['-D', folder, '-U', 'anusas', `--pwfile=${folder}.password`, '-A', 'scram-sha-256', '-E', 'UTF8'],
      as,
    );
    const single = ['--single', '-D', folder, 'postgres'];
    execFileSync(`${older}/postgres`, single, { ...as, input: 'CREATE TABLE kept AS SELECT 7 AS n\n' });
    const words = await new Node(folder, { name: 'root' }).refusal();
    expect(words).toMatch(`runuser -u ${name} -- ${older}/pg_ctl`);
    const commands = words.split('\n').filter((line) => line.startsWith('  '));
    execFileSync('sh', ['-c', commands.join('\n')], { stdio: 'pipe' });
    const node = new Node(folder, { name: 'root' });
    expect(await query((await node.started()).url, 'SELECT n FROM kept')).toEqual([{ n: 7 }]);
    await node.kill('SIGTERM');
  });
});
