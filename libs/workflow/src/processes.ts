import { Injectable } from '@nestjs/common';
import type { AnyStateMachine } from 'xstate';
import type { Process } from './pure.js';
import { unfitFor } from './step.js';

/** Every process that the house runs, registered by its feature when that is loaded. */
@Injectable()
export class Processes {
  private readonly byName = new Map<string, Process>();

  /**
   * Makes a process known.
   * @throws when a machine holds what the engine would not keep between two events (invoked or spawned actors), naming each.
   */
  register(process: Process): void {
    const problems = Object.values(process.versions).flatMap(unfitFor);
    if (problems.length > 0) throw new Error(`The engine cannot run ${process.name}: ${problems.join('; ')}`);
    if (this.byName.has(process.name)) throw new Error(`The process ${process.name} is registered twice`);
    this.byName.set(process.name, process);
  }

  all(): Process[] {
    return [...this.byName.values()];
  }

  /** @throws when nobody registered it. */
  named(name: string): Process {
    const process = this.byName.get(name);
    if (!process) throw new Error(`No process is called ${name}`);
    return process;
  }

  newest(process: Process): number {
    return Math.max(...Object.keys(process.versions).map(Number));
  }

  /** @throws when the version is not here; start-up has checked that no row needs it. */
  machine(process: Process, version: number): AnyStateMachine {
    const machine = process.versions[version];
    if (!machine) throw new Error(`${process.name} has no version ${version}`);
    return machine;
  }
}
