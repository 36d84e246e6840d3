import type { Log } from '#platform';
import type { MailRounds } from './mail-rounds.service.js';

/** Seconds between two looks at what is due. */
const PAUSE = 5;

/** The part of a worker process that sends what people are told. Two beside each other send nothing twice. */
export class MailLoop {
  private stopped = false;
  private turn: Promise<void> = Promise.resolve();
  private next: NodeJS.Timeout | undefined;

  constructor(
    private readonly rounds: MailRounds,
    private readonly log: Log,
  ) {}

  start(): void {
    this.turn = this.look();
  }

  /** Begins nothing more, and lets what is on its way come to an end. */
  async stop(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.next);
    await this.turn;
  }

  private async look(): Promise<void> {
    let tried = 0;
    try {
      tried = await this.rounds.run();
    } catch (error) {
      this.log.error({ err: error }, 'what people are told was not sent; it is tried again soon');
    }
    if (!this.stopped) this.next = setTimeout(() => this.start(), tried > 0 ? 0 : PAUSE * 1_000);
  }
}
