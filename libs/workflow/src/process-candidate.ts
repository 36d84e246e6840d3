import type { AnyStateMachine } from 'xstate';
import type { Processes } from './processes.js';
import type { Process } from './pure.js';
import { unfitFor } from './step.js';

/** A version of a process that histories can be held against: one that is here, or one that is not released yet. */
export interface Candidate {
  /** The process with the candidate among its versions. */
  process: Process;
  version: number;
  /** What to call it: `submission@2`, or the file that it came from. */
  name: string;
}

/** What a file with a candidate exports. */
interface CandidateModule {
  /** The name of the process. */
  process: string;
  machine: AnyStateMachine;
  /** Effects that it asks for and that the process does not list yet. */
  effects?: readonly string[];
}

/**
 * A process and a version from `submission@2`; the version need not be here.
 * @throws when it is not written like that, or nobody registered the process.
 */
export function versionWritten(processes: Processes, text: string): Candidate {
  const [, name, version] = /^(\w+)@(\d+)$/.exec(text) ?? [];
  if (!name) throw new Error(`“${text}” is no version of a process: write it like submission@2`);
  return { process: processes.named(name), version: Number(version), name: text };
}

/** The same for a version that is needed. @throws when it is not here. */
export function versionNamed(processes: Processes, text: string): Candidate {
  const candidate = versionWritten(processes, text);
  processes.machine(candidate.process, candidate.version);
  return candidate;
}

/**
 * A candidate from what a module file exports: `process`, `machine` and, where it has new ones, `effects`. It gets the
 * number after the newest.
 * @throws when something is missing, or the engine could not run it, naming what.
 */
export function candidateFrom(processes: Processes, exported: Partial<CandidateModule>, name: string): Candidate {
  const { process: processName, machine, effects = [] } = exported;
  if (typeof processName !== 'string' || typeof machine?.transition !== 'function') {
    throw new Error(`${name} exports no candidate: it needs “process” (a name) and “machine” (of XState)`);
  }
  const process = processes.named(processName);
  const problems = unfitFor(machine);
  if (problems.length > 0) throw new Error(`The engine cannot run ${name}: ${problems.join('; ')}`);
  const version = processes.newest(process) + 1;
  return {
    process: {
      ...process,
      versions: { ...process.versions, [version]: machine },
      effects: [...process.effects, ...effects],
    },
    version,
    name,
  };
}
