import type { Checkpoint } from './checkpoint-line.js';
import { NOTHING, sealHashOf } from './seal-content.js';
import type { Seal } from './seal-content.js';
import type { Found } from './verify-evidence.js';

/** Case hashes are kept in pieces of so many. */
const PIECE = 4_096;
const BYTES = 32;

/**
 * Milliseconds by which an entry may be recorded before another that was sealed earlier: longer than any transaction
 * takes. One that says to be older was not there when its time was sealed.
 */
const LATEST = 600_000;

/** A checkpoint and who holds it. */
export interface Held {
  checkpoint: Checkpoint;
  by: 'here' | 'witness';
}

/**
 * The chain of everything, link by link, and the checkpoints on it. What it keeps of each link is its case hash, 32
 * bytes, so that the cases can be held against it afterwards.
 */
export class ChainCheck {
  /** The position of the last link. */
  entries = 0;
  /** The recorded moment after which an entry that is not sealed yet should lie. */
  private newest = -Infinity;
  private before: string | undefined = NOTHING;
  private readonly pieces = new Map<number, Buffer>();
  private readonly open: Held[];
  private agreed = 0;

  constructor(
    checkpoints: readonly Held[],
    private readonly found: Found,
  ) {
    this.open = [...checkpoints].sort((one, other) => one.checkpoint.entries - other.checkpoint.entries);
  }

  add(seal: Seal): void {
    const { position, caseId, version } = seal;
    if (position <= this.entries) {
      this.found({ what: 'inserted', caseId, version, position, why: 'its place in the chain is taken twice' });
      return;
    }
    const first = this.entries + 1;
    if (position > first) {
      const gap = position - 1 === first ? `the seal ${first} is` : `the seals ${first} to ${position - 1} are`;
      this.found({ what: 'deleted', position: first, why: `${gap} missing from the chain` });
      this.before = undefined;
    }
    // After a gap, which has been named, there is nothing to hold the next link against.
    if (this.before !== undefined && sealHashOf(this.before, seal) !== seal.hash) {
      const why = 'its seal does not follow from the one before it and from what it says';
      this.found({ what: 'sealDiffers', caseId, version, position, why });
    }
    if (this.isBackdated(seal.recordedAt)) {
      const why = `it says that it was recorded at ${seal.recordedAt}, and was sealed after entries that are newer`;
      this.found({ what: 'inserted', caseId, version, position, why });
    }
    this.newest = Math.max(this.newest, Date.parse(seal.recordedAt) || -Infinity);
    this.before = seal.hash;
    this.entries = position;
    this.hold(seal.position, seal.hash);
    this.keep(position, seal.caseHash);
  }

  /** After the last link: checkpoints that count more than there is. */
  end(): void {
    for (const held of this.open) {
      const { entries } = held.checkpoint;
      const why = `it counts ${entries} sealed entries, and the chain ends with ${this.entries}`;
      this.contradicts(held, why);
    }
  }

  /** Could an entry that is not sealed yet have been recorded then? */
  isBackdated(recordedAt: string): boolean {
    return Date.parse(recordedAt) < this.newest - LATEST;
  }

  /** Is this the case hash at that position? Each position answers once. */
  take(position: number, caseHash: string): boolean {
    const [piece, at] = this.place(position);
    if (!piece || piece.toString('hex', at, at + BYTES) !== caseHash) return false;
    piece.fill(0, at, at + BYTES);
    return true;
  }

  /** Positions that no case has taken, as ranges. */
  *left(): Generator<[number, number]> {
    let from: number | undefined;
    for (let position = 1; position <= this.entries; position += 1) {
      const [piece, at] = this.place(position);
      const taken = !piece || piece.subarray(at, at + BYTES).every((byte) => byte === 0);
      if (!taken) from ??= position;
      else if (from !== undefined) {
        yield [from, position - 1];
        from = undefined;
      }
    }
    if (from !== undefined) yield [from, this.entries];
  }

  private hold(position: number, hash: string): void {
    while (this.open[0] && this.open[0].checkpoint.entries <= position) {
      const held = this.open.shift() as Held;
      if (held.checkpoint.entries === position && held.checkpoint.head === hash) this.agreed = position;
      else {
        const since = `something from entry ${this.agreed + 1} to entry ${held.checkpoint.entries} was rewritten`;
        this.contradicts(held, `${since}, together with its seals`);
      }
    }
  }

  private contradicts({ checkpoint, by }: Held, why: string): void {
    const whose = by === 'witness' ? ', as the witness holds it,' : '';
    const message = `checkpoint ${checkpoint.number} of ${checkpoint.day}${whose} says otherwise: ${why}`;
    this.found({ what: 'checkpointContradicts', position: checkpoint.entries, why: message });
  }

  private keep(position: number, caseHash: string): void {
    const index = Math.floor(position / PIECE);
    const piece = this.pieces.get(index) ?? Buffer.alloc(PIECE * BYTES);
    this.pieces.set(index, piece);
    piece.write(caseHash, (position % PIECE) * BYTES, 'hex');
  }

  private place(position: number): [Buffer | undefined, number] {
    return [this.pieces.get(Math.floor(position / PIECE)), (position % PIECE) * BYTES];
  }
}
