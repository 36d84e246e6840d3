import { createHash, randomBytes } from 'node:crypto';
import { readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { run } from './postgres-binaries.js';

/** The right to start and stop the server of a folder. */
export interface Claim {
  release(): Promise<void>;
}

/**
 * Claims the folder for this process; answers the process id of a living owner, if there is one, instead. Each owner
 * has a file of its own beside the folder: everyone writes theirs first and looks at the others' after, so two that
 * come at once see each other and both step back; call again after a pause of random length. Nothing is ever taken
 * over or written to by another, so a claim left by a killed process cannot be mistaken for a fresh one.
 */
export async function claimFolder(dataDirectory: string): Promise<Claim | number> {
  const [before] = await livingClaims(dataDirectory);
  if (before) return before.pid;
  const life = fingerprint((await lifeOf(process.pid)) ?? '');
  const mine = `${dataDirectory}.owner.${process.pid}.${life}.${randomBytes(4).toString('hex')}`;
  const release = () => rm(mine, { force: true });
  await writeFile(mine, '', { flag: 'wx', mode: 0o600 });
  const other = (await livingClaims(dataDirectory)).find((claim) => claim.file !== mine);
  if (!other) return { release };
  await release();
  return other.pid;
}

async function livingClaims(dataDirectory: string): Promise<{ file: string; pid: number }[]> {
  const prefix = `${basename(dataDirectory)}.owner.`;
  const living = [];
  for (const name of await readdir(dirname(dataDirectory))) {
    if (!name.startsWith(prefix)) continue;
    const file = join(dirname(dataDirectory), name);
    const [pid, life] = name.slice(prefix.length).split('.');
    const now = await lifeOf(Number(pid));
    if (now !== undefined && fingerprint(now) === life) living.push({ file, pid: Number(pid) });
    else await rm(file, { force: true }).catch(() => undefined);
  }
  return living;
}

const fingerprint = (life: string) => createHash('sha256').update(life).digest('hex').slice(0, 12);

/** What tells this use of a process id from the next one; nothing when no such process runs. A zombie does not run. */
async function lifeOf(pid: number): Promise<string | undefined> {
  if (process.platform !== 'linux') return (await run('ps', ['-o', 'lstart=', '-p', String(pid)])).output || undefined;
  const [stat, boot] = await Promise.all(
    [`/proc/${pid}/stat`, '/proc/sys/kernel/random/boot_id'].map((file) => readFile(file, 'utf8').catch(() => '')),
  );
  const fields = (stat as string).slice((stat as string).lastIndexOf(')') + 2).split(' ');
  return fields.length < 20 || fields[0] === 'Z' ? undefined : `${boot}${fields[19]}`;
}
