import { createHash, randomBytes } from 'node:crypto';
import { access, mkdir, open, readdir, readFile, realpath, rename, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import {
  binaryPackage,
  EmbeddedPostgresError,
  giveTo,
  ownerOf,
  run,
  unprivilegedAccount,
  usableBinaries,
} from './postgres-binaries.js';
import type { Account, Binaries } from './postgres-binaries.js';

const SYSTEM_FOLDER = '/var/lib/anusas';
export const SUPERUSER = 'anusas';

/** Where a database lives and who runs it. Password, log and claims are files beside the folder, named after it. */
export interface Place {
  /** A real path. */
  dataDirectory: string;
  account: Account | undefined;
  binaries: Binaries;
}

/**
 * Decides where the data live and which programs and account serve them. An ordinary user: in the wanted folder, as
 * themselves. Root, which PostgreSQL refuses: as the owner of the data, or for new data as `postgres` or `nobody`, and
 * below /var/lib/anusas if that account cannot reach the wanted folder; what was decided is one line in the log.
 * @throws EmbeddedPostgresError when the data are out of the account's reach or no program runs here.
 */
export async function findPlace(wantedDirectory: string, log: (line: string) => void): Promise<Place> {
  const wanted = await realFolder(wantedDirectory);
  if (process.getuid?.() !== 0) {
    return {
      dataDirectory: wanted,
      account: undefined,
      binaries: await usableBinaries(binaryPackage(), dirname(wanted)),
    };
  }
  const unreachable = join(
    SYSTEM_FOLDER,
    createHash('sha256').update(wanted).digest('hex').slice(0, 10),
    basename(wanted),
  );
  // Data that exist decide: a folder that becomes reachable later must not bring an empty database.
  const found = (await exists(join(wanted, 'PG_VERSION')))
    ? wanted
    : (await exists(join(unreachable, 'PG_VERSION')))
      ? unreachable
      : undefined;
  const account = (found && (await ownerOf(found))) || (await unprivilegedAccount());
  if (found && !(await run('/bin/sh', ['-c', 'cd -- "$1" && : < PG_VERSION', 'sh', found], account)).ok) {
    throw new EmbeddedPostgresError(
      `PostgreSQL does not run as root, and the account ${account.name} cannot read the data in ${found}. ` +
        `Give them to it (chown -R ${account.name} ${found}) and let it enter the folders above (chmod o+x).`,
    );
  }
  const dataDirectory = found ?? ((await canLiveIn(wanted, account)) ? wanted : unreachable);
  await mkdir(dirname(dataDirectory), { recursive: true });
  const binaries = await usableBinaries(binaryPackage(), SYSTEM_FOLDER, account);
  const moved = dataDirectory === wanted ? '' : ` (the account cannot reach ${wanted})`;
  log(
    `Started by root, PostgreSQL runs as ${account.name}: data in ${dataDirectory}${moved}, programs in ${binaries.folder}`,
  );
  return { dataDirectory, account, binaries };
}

/**
 * Makes sure that the folder holds a database cluster of our major version, made by initdb if there is nothing yet.
 * A new one appears whole or not at all; what exists is never deleted. Only the owner of the folder's claim may call.
 * @returns the superuser's password, from its file.
 * @throws EmbeddedPostgresError for data of another major version, of another account, or incomplete ones.
 */
export async function ensureCluster(place: Place): Promise<string> {
  const { dataDirectory, account } = place;
  const version = await readFile(join(dataDirectory, 'PG_VERSION'), 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw new EmbeddedPostgresError(
      `The data in ${dataDirectory} cannot be read (${error.code}): start Anusas as the user who started it before.`,
    );
  });
  const known = await readPassword(place);
  if (version === undefined) {
    const password = known ?? (await writePassword(place));
    await makeCluster(place);
    return password;
  }
  if (version.trim() !== place.binaries.major) {
    throw new EmbeddedPostgresError(howToMove(place, version.trim()));
  }
  if (!(await exists(join(dataDirectory, 'global', 'pg_control')))) {
    throw new EmbeddedPostgresError(
      `The data in ${dataDirectory} are incomplete: global/pg_control is missing. Nothing was touched. ` +
        'Bring them back from a backup, or move the folder away to begin with an empty database.',
    );
  }
  if (known !== undefined) return known;
  // The password's file is lost. Whoever can write to the data may set a new one: PostgreSQL's single-user mode.
  const password = await writePassword(place);
  const change = `ALTER ROLE ${SUPERUSER} PASSWORD '${password}'\n`;
  await run(join(place.binaries.folder, 'postgres'), ['--single', '-D', dataDirectory, 'postgres'], account, change);
  return password;
}

/** The superuser's password; nothing while it is not there or not readable by us. */
export async function readPassword(place: Place): Promise<string | undefined> {
  return (await readFile(`${place.dataDirectory}.password`, 'utf8').catch(() => '')).trim() || undefined;
}

async function writePassword(place: Place): Promise<string> {
  const file = `${place.dataDirectory}.password`;
  const password = randomBytes(24).toString('base64url');
  const part = `${file}.part-${randomBytes(4).toString('hex')}`;
  await writeFile(part, password, { mode: 0o600, flush: true, flag: 'wx' });
  await giveTo(place.account, part);
  await rename(part, file);
  return password;
}

async function makeCluster(place: Place): Promise<void> {
  const { dataDirectory, account, binaries } = place;
  const others = await readdir(dataDirectory).catch(() => []);
  if (others.length > 0) {
    throw new EmbeddedPostgresError(
      `${dataDirectory} holds files, but no PostgreSQL data. Nothing was touched: move them away, or set ANUSAS_DATA.`,
    );
  }
  const parent = dirname(dataDirectory);
  const prefix = `${basename(dataDirectory)}.initdb-`;
  // From a start that was killed. An initdb that outlived it may still write there: then the rest goes next time.
  for (const name of (await readdir(parent)).filter((entry) => entry.startsWith(prefix))) {
    await rm(join(parent, name), { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
  const part = join(parent, `${prefix}${randomBytes(4).toString('hex')}`);
  await mkdir(part, { mode: 0o700 });
  await giveTo(account, part);
  try {
    const made = await run(
      join(binaries.folder, 'initdb'),
      initdbParameters(part, `${dataDirectory}.password`),
      account,
    );
    if (!made.ok) throw new EmbeddedPostgresError(`PostgreSQL cannot make a database in ${parent}: ${made.output}`);
    await rename(part, dataDirectory);
  } finally {
    await rm(part, { recursive: true, force: true });
  }
  const folder = await open(parent);
  await folder.sync().finally(() => folder.close());
}

function initdbParameters(folder: string, passwordFile: string): string[] {
  const locale = ['--encoding=UTF8', '--locale=C', '--locale-provider=builtin', '--builtin-locale=C.UTF-8'];
  const tuning = ['shared_buffers=64MB', 'max_connections=100', 'timezone=UTC', 'log_timezone=UTC'];
  return [
    ...['-D', folder, '-U', SUPERUSER, `--pwfile=${passwordFile}`, '--auth=scram-sha-256', ...locale],
    ...tuning.flatMap((setting) => ['--set', setting]),
  ];
}

/** The commands for a shell, complete; a test runs them word for word. */
function howToMove({ dataDirectory, account, binaries }: Place, major: string): string {
  const [data, now, password, dump, kept] = [
    dataDirectory,
    binaries.folder,
    `${dataDirectory}.password`,
    `${dataDirectory}.sql`,
    `${dataDirectory}.${major}`,
  ].map(quote) as [string, string, string, string, string];
  const old = `/usr/lib/postgresql/${major}/bin`;
  const as = account ? `runuser -u ${account.name} -- ` : '';
  const options = '-o "-c listen_addresses=127.0.0.1 -c port=54329 -c unix_socket_directories="';
  const start = `pg_ctl -D ${data} ${options} -l /dev/null -w start`;
  const stop = `pg_ctl -D ${data} -m fast -w stop`;
  const client = `-h 127.0.0.1 -p 54329 -U ${SUPERUSER}`;
  return [
    `The data in ${dataDirectory} were written by PostgreSQL ${major}; this Anusas brings PostgreSQL ${binaries.major}, which cannot read them.`,
    `Nothing was touched. Move them with the programs of PostgreSQL ${major} (on Debian: apt-get install postgresql-${major}):`,
    `  cd / && umask 077 && export PGPASSWORD="$(cat ${password})"`,
    `  ${as}${old}/${start}`,
    `  ${old}/pg_dumpall ${client} -f ${dump}`,
    `  ${as}${old}/${stop}`,
    `  mv ${data} ${kept}`,
    ...(account ? [`  install -d -m 700 -o ${account.name} ${data}`] : []),
    `  ${as}${now}/initdb ${initdbParameters(data, password).join(' ')}`,
    `  ${as}${now}/${start}`,
    `  ${old}/psql ${client} -d postgres -f ${dump}`,
    `  ${as}${now}/${stop}`,
    `One error is expected: role "${SUPERUSER}" already exists. Then start Anusas, and keep ${kept} until you have looked.`,
  ].join('\n');
}

const quote = (path: string) => (/^[\w./-]+$/.test(path) ? path : `'${path.replaceAll("'", "'\\''")}'`);

/** The path without symbolic links, though the last folder need not exist yet; its parent is made. */
async function realFolder(folder: string): Promise<string> {
  const path = resolve(folder);
  await mkdir(dirname(path), { recursive: true });
  return (await exists(path)) ? realpath(path) : join(await realpath(dirname(path)), basename(path));
}

/** Tried as the account, for new data: whether it could write to a folder of its own there. */
async function canLiveIn(wanted: string, account: Account): Promise<boolean> {
  const probe = `${wanted}.probe-${randomBytes(4).toString('hex')}`;
  try {
    await mkdir(probe, { mode: 0o700 });
    await giveTo(account, probe);
    return (await run('/bin/sh', ['-c', 'cd -- "$1" && : > probe', 'sh', probe], account)).ok;
  } catch {
    return false;
  } finally {
    await rm(probe, { recursive: true, force: true });
  }
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
