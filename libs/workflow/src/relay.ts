import { Queues } from '#platform';
import type { Config, Log } from '#platform';
import { BATCH } from './outbox.js';
import type { Outbox } from './outbox.js';
import type { Processors } from './processors.js';

const HOUR = 3_600_000;

/** The loop of a worker process: looks at what is due, rings the queue, and performs what the queue hands back. */
export class Relay {
  /** The queue, while the relay runs and the settings want one. */
  queues: Queues | undefined;
  private readonly stopping = new AbortController();
  private turn: Promise<void> = Promise.resolve();
  private next: NodeJS.Timeout | undefined;
  private tidying: NodeJS.Timeout | undefined;

  constructor(
    private readonly outbox: Outbox,
    private readonly processors: Processors,
    private readonly config: Pick<Config, 'QUEUE' | 'RELAY_SECONDS' | 'DATABASE_URL' | 'REDIS_URL'>,
    private readonly log: Log,
  ) {}

  /** Begins to look, and to take jobs from the queue. */
  start(): void {
    const kinds = this.processors.kinds();
    if (this.config.QUEUE === 'bullmq') {
      this.queues = new Queues(this.config, kinds.length, this.log);
      for (const kind of kinds) this.queues.work(kind, (id) => this.outbox.performAndRecord(id, this.log));
    }
    this.tidying = setInterval(() => {
      this.outbox.forgetOldCommands().catch((error: unknown) => this.log.error({ err: error }, 'tidying failed'));
    }, HOUR).unref();
    this.turn = this.look();
  }

  /** Takes nothing new, lets what runs finish, and lets go of the queue. */
  async stop(): Promise<void> {
    this.stopping.abort();
    clearTimeout(this.next);
    clearInterval(this.tidying);
    await this.turn;
    await this.queues?.close();
  }

  private async look(): Promise<void> {
    const { signal } = this.stopping;
    try {
      while (!signal.aborted && (await this.outbox.relay(this.queues, this.log, signal)) === BATCH);
    } catch (error) {
      this.log.error({ err: error }, 'the relay failed; it looks again soon');
    }
    if (!signal.aborted)
      this.next = setTimeout(() => void (this.turn = this.look()), this.config.RELAY_SECONDS * 1_000);
  }
}
