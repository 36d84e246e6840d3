import { setTimeout as sleep } from 'node:timers/promises';
import { Queue, Worker, createPostgresBackend } from 'bullmq';
import type { Job } from 'bullmq';
import { Redis } from 'ioredis';
import type { RedisOptions } from 'ioredis';
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

/** Milliseconds that the store of the queue gets for one answer: the outbox row is safe, so nobody waits for it. */
const PATIENCE = 2_000;
/** Milliseconds that running jobs get when the process stops. */
const STOP_PATIENCE = 10_000;

/**
 * BullMQ, the alarm clock: one queue for each kind of effect, on Redis where one is set, else in PostgreSQL. It is
 * never the truth: a job that is lost is found again in the outbox.
 */
export class Queues {
  private readonly queues = new Map<string, Queue>();
  private readonly workers: Worker[] = [];
  private readonly running = new Set<Promise<void>>();
  private readonly pool: Pool | undefined;
  private readonly redis: { producer: Redis; consumer: RedisOptions } | undefined;
  /** One line in the log for each time that the store goes away, not one for each attempt to reach it. */
  private silent = false;

  constructor(
    config: Pick<Config, 'DATABASE_URL' | 'REDIS_URL'>,
    kinds: number,
    private readonly log: Log,
  ) {
    if (config.REDIS_URL) this.redis = this.openRedis(config.REDIS_URL);
    else this.pool = this.openPool(config.DATABASE_URL as string, kinds);
  }

  /** Puts rings into the queue of a kind. @throws within seconds when the store does not answer. */
  async add(kind: string, rings: readonly Ring[]): Promise<void> {
    if (this.redis && this.redis.producer.status !== 'ready') throw new Error(`redis is ${this.redis.producer.status}`);
    const jobs = rings.map((ring) => ({
      name: kind,
      data: ring,
      opts: { jobId: `${ring.effectId}-${ring.attempt}`, removeOnComplete: true, removeOnFail: true },
    }));
    try {
      await within(PATIENCE, this.queue(kind).addBulk(jobs));
      this.silent = false;
    } catch (error) {
      this.forget(kind);
      throw error;
    }
  }

  /** Takes rings of a kind and hands each to `perform`, in this process, up to `concurrency` at a time. */
  work(kind: string, perform: (effectId: string) => Promise<void>, concurrency = 4): void {
    const handle = (job: Job<Ring>) => {
      const work = perform(job.data.effectId).finally(() => this.running.delete(work));
      this.running.add(work);
      return work;
    };
    const options = { concurrency, maxStalledCount: 10, drainDelay: 1 };
    const worker = this.redis
      ? new Worker<Ring>(kind, handle, { ...options, connection: this.redis.consumer })
      : new Worker(kind, handle, { ...options, connection: this.pool as never }, createPostgresBackend as never);
    worker.on('error', (error: Error) => this.sayOnce(error));
    // The outbox writes down what fails; this is a failure to write it down.
    worker.on('failed', (job, error) => {
      this.log.warn({ kind, effectId: job?.data.effectId, err: error }, 'left for later');
    });
    this.workers.push(worker as Worker);
  }

  /** Does the store answer? Says so within seconds. */
  async ping(): Promise<boolean> {
    const asked = this.redis
      ? this.redis.producer.status === 'ready' && this.redis.producer.ping().then((answer) => answer === 'PONG')
      : (this.pool as Pool).query('SELECT 1').then(() => true);
    return within(PATIENCE, Promise.resolve(asked)).catch(() => false);
  }

  /** Lets running jobs finish, for ten seconds at most, then lets go of the store, also of one that is gone. */
  async close(): Promise<void> {
    // BullMQ would wait for a store that is gone to come back, to say goodbye to it.
    const gone = !(await this.ping());
    if (gone) await within(STOP_PATIENCE, Promise.allSettled(this.running)).catch(() => undefined);
    const letGo = Promise.allSettled([
      ...this.workers.map((worker) => worker.close(gone)),
      ...[...this.queues.values()].map((queue) => queue.close()),
    ]);
    await within(gone ? PATIENCE : STOP_PATIENCE, letGo).catch(() => this.log.warn('the queue does not let go'));
    this.redis?.producer.disconnect();
    if (this.pool) await within(PATIENCE, this.pool.end()).catch(() => undefined);
  }

  private openRedis(url: string): { producer: Redis; consumer: RedisOptions } {
    const { hostname, port, username, password, pathname, protocol } = new URL(url);
    const address: RedisOptions = {
      host: hostname.replace(/^\[|\]$/g, ''),
      port: Number(port || 6379),
      ...(username ? { username: decodeURIComponent(username) } : {}),
      ...(password ? { password: decodeURIComponent(password) } : {}),
      ...(pathname.length > 1 ? { db: Number(pathname.slice(1)) } : {}),
      ...(protocol === 'rediss:' ? { tls: {} } : {}),
      // Back within two seconds after Redis is.
      retryStrategy: (times) => Math.min(times * 100, PATIENCE),
    };
    // The producer fails fast, also in the middle of a command; a consumer waits for as long as it takes.
    const producer = new Redis({
      ...address,
      maxRetriesPerRequest: 1,
      enableOfflineQueue: false,
      commandTimeout: PATIENCE,
      lazyConnect: true,
    });
    producer.on('error', (error) => this.sayOnce(error));
    void producer.connect().catch(() => undefined);
    return { producer, consumer: { ...address, maxRetriesPerRequest: null } };
  }

  private openPool(url: string, kinds: number): Pool {
    // Each worker keeps one connection for LISTEN, besides those that do the work.
    const pool = new Pool({
      connectionString: url,
      options: `-c search_path=${QUEUE_SCHEMA},public`,
      keepAlive: true,
      connectionTimeoutMillis: 5_000,
      max: kinds * 2 + 4,
    });
    // BullMQ listens once for each queue and each worker, and so do we.
    pool.setMaxListeners(0);
    pool.on('error', (error) => this.sayOnce(error));
    return pool;
  }

  private queue(kind: string): Queue {
    let queue = this.queues.get(kind);
    if (!queue) {
      queue = this.redis
        ? new Queue(kind, { connection: this.redis.producer })
        : new Queue(kind, { connection: this.pool as never }, createPostgresBackend as never);
      queue.on('error', (error: Error) => this.sayOnce(error));
      this.queues.set(kind, queue);
    }
    return queue;
  }

  /** A queue that could not be reached at its first use stays unreachable for ever: the next use makes another. */
  private forget(kind: string): void {
    const queue = this.queues.get(kind);
    this.queues.delete(kind);
    void queue?.close().catch(() => undefined);
  }

  private sayOnce(error: Error): void {
    if (!this.silent) this.log.warn({ err: error }, 'the store of the queue does not answer');
    this.silent = true;
  }
}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  const enough = new AbortController();
  try {
    return await Promise.race([
      work,
      sleep(milliseconds, undefined, { signal: enough.signal }).then(() => {
        throw new Error(`no answer within ${milliseconds} ms`);
      }),
    ]);
  } finally {
    enough.abort();
  }
}
