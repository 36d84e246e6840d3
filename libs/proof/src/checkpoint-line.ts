import { createHash } from 'node:crypto';
import { isSigned } from './checkpoint-key.js';
import type { CheckpointKey } from './checkpoint-key.js';
import { NOTHING } from './seal-content.js';

/** What was sealed by the day it names, signed: whoever keeps the line can tell later whether anything before it changed. */
export interface Checkpoint {
  /** Without a gap, from 1. */
  number: number;
  /** The civil day in Phnom Penh on which it was made, `YYYY-MM-DD`. */
  day: string;
  /** How many entries were sealed: the position of the head. */
  entries: number;
  /** The hash of the seal at that position. */
  head: string;
  /** The hash of the checkpoint before it. */
  previous: string;
  /** When it was made, ISO 8601 in UTC. */
  made: string;
  /** The public key of its signature. */
  key: string;
  /** All of it as one line, signature included. */
  line: string;
}

const SHAPE = [
  'anusas checkpoint number=([1-9]\\d{0,8})',
  'day=(\\d{4}-\\d\\d-\\d\\d)',
  'entries=([1-9]\\d{0,14})',
  'head=([0-9a-f]{64})',
  'previous=([0-9a-f]{64})',
  'made=(\\S{1,40})',
  'key=([\\w-]{43})',
  'signature=([\\w-]{86})',
];
const ONE = new RegExp(`^${SHAPE.join(' ')}$`);
// A mail program breaks lines and puts a mark before what is quoted.
const ANYWHERE = new RegExp(SHAPE.join(' ').replaceAll(' ', '[\\s>]+'), 'g');

/** Writes and signs a checkpoint. */
export function signCheckpoint(stands: Omit<Checkpoint, 'key' | 'line'>, key: CheckpointKey): Checkpoint {
  const { number, day, entries, head, previous, made } = stands;
  const signed =
    `anusas checkpoint number=${number} day=${day} entries=${entries} head=${head} previous=${previous} ` +
    `made=${made} key=${key.publicKey}`;
  return { ...stands, key: key.publicKey, line: `${signed} signature=${key.sign(signed)}` };
}

/** Reads a line. @returns nothing when it is no checkpoint, or was not signed by the key that it names. */
export function readCheckpoint(line: string): Checkpoint | undefined {
  const parts = ONE.exec(line);
  if (!parts) return undefined;
  const [, number, day, entries, head, previous, made, key, signature] = parts as unknown as string[];
  if (!isSigned(line.slice(0, line.lastIndexOf(' ')), key as string, signature as string)) return undefined;
  return { number: Number(number), day, entries: Number(entries), head, previous, made, key, line } as Checkpoint;
}

/** Every line in a text that looks like a checkpoint, such as in a mail or what was typed from paper. */
export function findCheckpointLines(text: string): string[] {
  return [...text.matchAll(ANYWHERE)].map(([found]) => found.replace(/[\s>]+/g, ' '));
}

/** What the next checkpoint says of the one before it. */
export function checkpointHash(before: Pick<Checkpoint, 'line'> | undefined): string {
  return before ? createHash('sha256').update(before.line).digest('hex') : NOTHING;
}
