import { resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { candidateFrom, versionNamed } from '#workflow';
import type { Candidate, Processes } from '#workflow';

/**
 * A candidate as it is named at the terminal: a version that is here (`submission@2`), or a module file that exports
 * `process` and `machine`.
 */
export async function candidateNamed(processes: Processes, name: string): Promise<Candidate> {
  if (!/\.m?js$/.test(name)) return versionNamed(processes, name);
  const exported = (await import(pathToFileURL(resolve(name)).href)) as Parameters<typeof candidateFrom>[1];
  return candidateFrom(processes, exported, name);
}
