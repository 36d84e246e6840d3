import { checkpointHash, readCheckpoint } from './checkpoint-line.js';
import type { Checkpoint } from './checkpoint-line.js';
import type { Held } from './verify-chain.js';
import type { Found } from './verify-evidence.js';

/**
 * Holds the checkpoints against each other: those stored, and those that witnesses have kept.
 * @param keys the public keys that may sign; empty, and any may.
 * @returns those that are checkpoints at all, to be held against the chain.
 */
export function checkCheckpoints(
  stored: readonly string[],
  witnessed: readonly string[],
  keys: readonly string[],
  found: Found,
): Held[] {
  const held: Held[] = [];
  const wrong = (name: string, why: string) => found({ what: 'checkpointContradicts', why: `${name}: ${why}` });
  const read = (line: string, name: string): Checkpoint | undefined => {
    const checkpoint = readCheckpoint(line);
    if (!checkpoint) wrong(name, 'it was changed, or was never signed by the key that it names');
    else if (keys.length > 0 && !keys.includes(checkpoint.key))
      wrong(name, `it was signed by the key ${checkpoint.key}, which is none of ours`);
    return checkpoint;
  };

  let before: Checkpoint | undefined;
  for (const [index, line] of stored.entries()) {
    const name = `checkpoint ${index + 1}`;
    const checkpoint = read(line, name);
    if (!checkpoint) continue;
    if (checkpoint.number !== index + 1) wrong(name, `number ${checkpoint.number} stands in its place`);
    else if (checkpoint.previous !== checkpointHash(before)) wrong(name, 'it does not follow from the one before it');
    else if (before && (checkpoint.day <= before.day || checkpoint.entries < before.entries))
      wrong(name, 'it is older, or counts less, than the one before it');
    held.push({ checkpoint, by: 'here' });
    before = checkpoint;
  }
  for (const line of witnessed) {
    const name = `the checkpoint that the witness holds${/ number=(\d+)/.exec(line)?.[0] ?? ''}`;
    const checkpoint = read(line, name);
    if (!checkpoint) continue;
    if (!stored.includes(checkpoint.line)) wrong(name, 'it is not among the stored ones');
    held.push({ checkpoint, by: 'witness' });
  }
  return held;
}
