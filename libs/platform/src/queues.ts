import { Queue, Worker, createPostgresBackend } from 'bullmq';
import type { Job } from 'bullmq';
import { Redis } from 'ioredis';
import { Pool } from 'pg';
import type { Config } from './config.js';
import type { Log } from './log.js';

/** Where BullMQ keeps its own tables when it runs in PostgreSQL. */
export const QUEUE_SCHEMA = 'bullmq';

/** What travels in a job: ids only, never a title, a name or an address, because a queue is clear text. */
export interface Ring {
  effectId: string;
  attempt: number;
}

/**
 * BullMQ, the alarm clock: one queue for each kind of effect, on Redis where one is set, else in PostgreSQL. It is
 * never the truth: a job that is lost is found again in the outbox.
 */
export class Queues {
  private readonly queues = new Map<string, Queue>();
  private readonly workers: Worker[] = [];
  private readonly pool: Pool | undefined;
  private readonly redis: Redis | undefined;

  constructor(
    config: Pick<Config, 'DATABASE_URL' | 'REDIS_URL'>,
    kinds: number,
    private readonly log: Log,
  ) {
    if (config.REDIS_URL) {
      // Fails fast: the outbox row is safe, and the relay performs it itself when the queue does not answer.
      this.redis = new Redis(config.REDIS_URL, { maxRetriesPerRequest: null, enableOfflineQueue: false, lazyConnect: true });
      this.redis.on('error', (error) => this.log.warn({ err: error }, 'redis'));
      void this.redis.connect().catch(() => undefined);
    } else {
      // Each queue and each worker keeps one connection for LISTEN, besides those that do the work.
      this.pool = new Pool({
        connectionString: config.DATABASE_URL,
        options: `-c search_path=${QUEUE_SCHEMA},public`,
        keepAlive: true,
        max: kinds * 2 + 4,
      });
      this.pool.on('error', (error) => this.log.warn({ err: error }, 'queue pool'));
    }
  }

  /** Puts rings into the queue of a kind. @throws when the store does not answer. */
  async add(kind: string, rings: readonly Ring[]): Promise<void> {
    if (this.redis && this.redis.status !== 'ready') throw new Error(`redis is ${this.redis.status}`);
    await this.queue(kind).addBulk(
      rings.map((ring) => ({
        name: kind,
        data: ring,
        opts: { jobId: `${ring.effectId}-${ring.attempt}`, removeOnComplete: 1000, removeOnFail: 1000 },
      })),
    );
  }

  /** Takes rings of a kind and hands each to `perform`, in this process, up to `concurrency` at a time. */
  work(kind: string, perform: (effectId: string) => Promise<void>, concurrency = 4): void {
    const handle = (job: Job<Ring>) => perform(job.data.effectId);
    const options = { concurrency, maxStalledCount: 10, drainDelay: 1 };
    const worker = this.redis
      ? new Worker<Ring>(kind, handle, { ...options, connection: this.redis.duplicate({ enableOfflineQueue: true }) })
      : new Worker(kind, handle, { ...options, connection: this.pool as never }, createPostgresBackend as never);
    worker.on('error', (error: Error) => this.log.warn({ err: error, kind }, 'queue'));
    this.workers.push(worker as Worker);
  }

  /** Does the store answer? */
  async ping(): Promise<boolean> {
    try {
      if (this.redis) return this.redis.status === 'ready' && (await this.redis.ping()) === 'PONG';
      await (this.pool as Pool).query('SELECT 1');
      return true;
    } catch {
      return false;
    }
  }

  /** Lets running jobs finish, then lets go of the store. */
  async close(): Promise<void> {
    await Promise.allSettled(this.workers.map((worker) => worker.close()));
    await Promise.allSettled([...this.queues.values()].map((queue) => queue.close()));
    if (this.redis) this.redis.disconnect();
    await this.pool?.end();
  }

  private queue(kind: string): Queue {
    let queue = this.queues.get(kind);
    if (!queue) {
      queue = this.redis
        ? new Queue(kind, { connection: this.redis })
        : (new Queue(kind, { connection: this.pool as never }, createPostgresBackend as never));
      queue.on('error', (error: Error) => this.log.warn({ err: error, kind }, 'queue'));
      this.queues.set(kind, queue);
    }
    return queue;
  }
}
