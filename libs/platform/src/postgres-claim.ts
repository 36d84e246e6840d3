import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { run } from './postgres-binaries.js';

/** The right to start and stop the server of a folder. */
export interface Claim {
  release(): Promise<void>;
}

/**
 * Claims the folder for this process, and answers the claim; or the process id of its living owner; or nothing, when
 * others are about to claim it too: then call again after a pause of random length.
 *
 * Everyone writes a file of their own beside the folder first and looks at the others' after, so that two who come at
 * once see each other and both step back. Nobody takes over or overwrites another's file, so that one left by a killed
 * process cannot be confused with a fresh one. It gets content once it is certain: who finds an empty one must not
 * rely on its writer to own the server.
 */
export async function claimFolder(dataDirectory: string): Promise<Claim | number | undefined> {
  const before = await livingClaims(dataDirectory);
  if (before.length > 0) return before.find((other) => other.certain)?.pid;
  const life = fingerprint((await lifeOf(process.pid)) ?? '');
  const mine = `${dataDirectory}.owner.${process.pid}.${life}.${randomBytes(4).toString('hex')}`;
  const release = () => rm(mine, { force: true });
  await writeFile(mine, '', { flag: 'wx', mode: 0o600 });
  const others = (await livingClaims(dataDirectory)).filter((claim) => claim.file !== mine);
  if (others.length > 0) {
    await release();
    return others.find((other) => other.certain)?.pid;
  }
  await writeFile(mine, `Process ${process.pid} owns the PostgreSQL of this folder.\n`);
  return { release };
}

interface LivingClaim {
  file: string;
  pid: number;
  certain: boolean;
}

async function livingClaims(dataDirectory: string): Promise<LivingClaim[]> {
  const prefix = `${basename(dataDirectory)}.owner.`;
  const living: LivingClaim[] = [];
  for (const name of await readdir(dirname(dataDirectory))) {
    if (!name.startsWith(prefix)) continue;
    const file = join(dirname(dataDirectory), name);
    const [pid, life] = name.slice(prefix.length).split('.');
    const now = await lifeOf(Number(pid));
    if (now === undefined || fingerprint(now) !== life) {
      await rm(file, { force: true }).catch(() => undefined);
      continue;
    }
    const size = await stat(file).then(
      (found) => found.size,
      () => undefined,
    );
    if (size !== undefined) living.push({ file, pid: Number(pid), certain: size > 0 });
  }
  return living;
}

const fingerprint = (life: string) => createHash('sha256').update(life).digest('hex').slice(0, 12);

/** What tells this use of a process id from the next one; nothing when no such process runs. A zombie does not run. */
async function lifeOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return (await run('ps', ['-o', 'lstart=', '-p', String(pid)])).output || undefined;
  const read = (file: string) => readFile(file, 'utf8').catch(() => '');
  const line = await read(`/proc/${pid}/stat`);
  // The name of the program, in brackets, may hold anything; state and start time are the 1st and 20th after it.
  const fields = line.slice(line.lastIndexOf(')') + 2).split(' ');
  if (fields.length < 20 || fields[0] === 'Z') return undefined;
  return `${await read('/proc/sys/kernel/random/boot_id')}${fields[19]}`;
}
