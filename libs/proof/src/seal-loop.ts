import type { Log } from '#platform';
import type { CheckpointKey } from './checkpoint-key.js';
import type { Sealer } from './sealer.js';

/** Seconds between two looks at what is not sealed. */
const PAUSE = 3;

/** The part of a worker process that seals histories, and makes the checkpoint of each day. */
export class SealLoop {
  private stopped = false;
  private turn: Promise<void> = Promise.resolve();
  private next: NodeJS.Timeout | undefined;
  private key: CheckpointKey | undefined;

  /** @param openKey finds the key that signs the checkpoints; without one there are none. */
  constructor(
    private readonly sealer: Sealer,
    private readonly openKey: () => Promise<CheckpointKey | undefined>,
    private readonly log: Log,
  ) {}

  start(): void {
    this.turn = this.look();
  }

  /** Begins nothing more, and lets what runs finish. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.next);
    await this.turn;
  }

  private async look(): Promise<void> {
    try {
      this.key ??= await this.openKey();
      const { checkpoint } = await this.sealer.seal(this.key);
      // The log is often kept elsewhere than the database: one witness more. It holds hashes, and nothing of a case.
      if (checkpoint) this.log.info({ checkpoint: checkpoint.line }, 'a checkpoint was made');
    } catch (error) {
      this.log.error({ err: error }, 'sealing failed; it is tried again soon');
    }
    if (!this.stopped) this.next = setTimeout(() => this.start(), PAUSE * 1_000);
  }
}
