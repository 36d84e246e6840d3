import 'reflect-metadata';
import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { createMachine } from 'xstate';
import type { AnyStateMachine } from 'xstate';
import { integrationProcess } from '#integrations';
import { recommendationProcess } from '#recommendations';
import { endorsementProcess, statementProcess } from '#statements';
import { submissionProcess } from '#submissions';
import { differenceFrom } from '#workflow';
import type { Process, RecordedHistory } from '#workflow';

const processes: Process[] = [
  recommendationProcess,
  endorsementProcess,
  integrationProcess,
  statementProcess,
  submissionProcess,
];
const FOLDER = new URL('.', import.meta.url);

const recordedOf = (process: Process, version: string): RecordedHistory[] =>
  readFileSync(new URL(`${process.name}@${version}.jsonl`, FOLDER), 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line) as RecordedHistory);

/** Every version that is here, with the histories that were recorded when it was released. */
const versions = processes.flatMap((process) =>
  Object.keys(process.versions).map((version) => ({ name: `${process.name}@${version}`, process, version })),
);

describe('what was recorded', () => {
  it.each(versions)('by $name leads where it led', ({ process, version }) => {
    const recorded = recordedOf(process, version);
    expect(recorded.length).toBeGreaterThan(0);
    expect(recorded.map((history) => differenceFrom(process, history)).filter(Boolean)).toEqual([]);
  });

  it('is there for every version, and every version that was recorded is still here', () => {
    const files = readdirSync(FOLDER).filter((file) => file.endsWith('.jsonl'));
    expect(files.sort()).toEqual(versions.map(({ name }) => `${name}.jsonl`).sort());
  });

  it('says so when a version is changed in its place: a state, a guard, what is known, what is delayed', () => {
    const found = (change: (config: Config) => void) => {
      const changed = edited(statementProcess, change);
      return recordedOf(statementProcess, '1').flatMap((history) => differenceFrom(changed, history) ?? []);
    };
    expect(found(() => undefined)).toEqual([]);
    expect(found(({ states }) => Object.assign(states['drafting']?.on ?? {}, { OPEN: 'lapsed' }))).not.toEqual([]);
    expect(found(({ states }) => delete states['endorsing']?.on?.['CLOSE'])).not.toEqual([]);
    expect(found(({ states }) => delete states['endorsing']?.exit)).not.toEqual([]);
    expect(found((config) => Object.assign(config, { context: { ...config.context, added: 1 } }))).not.toEqual([]);
  });
});

interface Config {
  context: object;
  states: Record<string, { on?: Record<string, unknown>; exit?: unknown }>;
}

/** The process with its first version edited as somebody in a hurry would. */
function edited(process: Process, change: (config: Config) => void): Process {
  const { config, implementations } = process.versions[1] as AnyStateMachine;
  const copy = copyOf(config) as Config;
  change(copy);
  return { ...process, versions: { 1: createMachine(copy as never, implementations as never) } };
}

/** Functions are kept as they are. */
function copyOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copyOf);
  if (value === null || typeof value !== 'object') return value;
  return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, copyOf(inner)]));
}
