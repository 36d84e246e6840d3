import { Inject, Injectable } from '@nestjs/common';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { Clock, Database } from '#platform';
import type { Foundation } from '#platform';
import { Sealer } from '#proof';
import { Outbox, Processes, unknownStates } from '#workflow';

/** What a process says where the database itself would show everything to whoever asks. */
const SECOND_WALL_OFF =
  'off: the role of DATABASE_URL owns the tables; give that one as DATABASE_OWNER_URL to migrations, and another to DATABASE_URL';
/** Longer than this, and something that should have been sent is stuck. */
const LATE_SECONDS = 120;
/** Longer than this, and histories are written that nothing proves yet: no worker seals them. */
const UNSEALED_SECONDS = 60;
/** A process whose clock differs more than this from the database's writes misleading logs, and nothing worse. */
const CLOCK_SECONDS = 5;
/** Who asks wants an answer soon, also when the database hangs. */
const PATIENCE = 3_000;
const NO_SUCH_TABLE = '42P01';
/** Milliseconds for which the states of all cases count as looked at: that look reads every case. */
const STATES_KEPT = 60_000;

/** What a process says of itself. `ready` is false when it cannot do its work. */
export interface Readiness {
  ready: boolean;
  body: { status: 'ready' | 'notReady'; checks: Record<string, string> };
}

/**
 * For those who run it: is the process alive, can it work, and numbers about both. No titles, names or addresses.
 * The database, its migrations and the machine versions decide whether a process is ready. The rest is told beside it:
 * an api goes on answering when the workers are late, and a worker goes on working when the queue is away.
 */
@Injectable()
export class Health {
  private registry: Registry | undefined;
  private states: { at: number; answer: string } | undefined;
  private readonly told = new Map<string, () => Promise<string>>();

  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Processes) private readonly processes: Processes,
    @Inject(Sealer) private readonly sealer: Sealer,
  ) {
    this.tell('oldestUnsentEffect', async () => {
      const seconds = await this.outbox.oldestUnsentSeconds();
      return seconds <= LATE_SECONDS ? 'ok' : `waiting for ${seconds} s`;
    });
    this.tell('oldestUnsealedEntry', async () => {
      const seconds = await this.sealer.oldestUnsealedSeconds();
      return seconds <= UNSEALED_SECONDS ? 'ok' : `waiting for ${seconds} s`;
    });
    this.tell('secondWall', async () => ((await this.db.isHeld()) ? 'ok' : SECOND_WALL_OFF));
    this.tell('clock', async () => {
      const seconds = Math.round((await this.clock.ahead(this.db)) / 1_000);
      return Math.abs(seconds) <= CLOCK_SECONDS ? 'ok' : `differs from the database by ${seconds} s`;
    });
  }

  /** Adds a line to what a process says of itself; `ok` when all is well. */
  tell(name: string, check: () => Promise<string>): void {
    this.told.set(name, check);
  }

  live(): { status: string } {
    return { status: 'alive' };
  }

  async ready(): Promise<Readiness> {
    const decide: [string, () => Promise<string>][] = [
      ['database', () => this.db.query('SELECT 1').then(() => 'ok')],
      ['migrations', () => this.migrations()],
      ['machineVersions', () => this.machineVersions()],
    ];
    const [deciding, telling] = await Promise.all([answersOf(decide), answersOf([...this.told])]);
    const ready = Object.values(deciding).every((answer) => answer === 'ok');
    return { ready, body: { status: ready ? 'ready' : 'notReady', checks: { ...deciding, ...telling } } };
  }

  /** In the text format of Prometheus. */
  async metrics(): Promise<string> {
    this.registry ??= this.openRegistry();
    return this.registry.metrics();
  }

  /** In SQL of our own: the framework's way creates tables, and keeps a connection of the pool for ever when it fails. */
  private async migrations(): Promise<string> {
    const { migrations, options } = this.db.source;
    const table = options.migrationsTableName ?? 'migrations';
    const done = await this.db.query<{ name: string }[]>(`SELECT name FROM "${table}"`).catch((error: unknown) => {
      if ((error as { code?: string }).code === NO_SUCH_TABLE) return [];
      throw error;
    });
    const names = new Set(done.map(({ name }) => name));
    const pending = migrations.filter((each) => !names.has(each.name ?? each.constructor.name)).length;
    return pending === 0 ? 'ok' : `${pending} pending`;
  }

  private async machineVersions(): Promise<string> {
    if (this.states && performance.now() - this.states.at < STATES_KEPT) return this.states.answer;
    const unknown = await unknownStates(this.db.asProduct, this.processes.all());
    const answer = unknown.length === 0 ? 'ok' : `${unknown.length} states unknown`;
    this.states = { at: performance.now(), answer };
    return answer;
  }

  /** Made at the first look: a process that nobody asks does not measure itself. */
  private openRegistry(): Registry {
    const registry = new Registry();
    collectDefaultMetrics({ register: registry });
    // Asked for at each look; unknown (NaN) while the database does not answer.
    const measure = (name: string, help: string, value: () => Promise<number>) => {
      const gauge: Gauge = new Gauge({
        name,
        help,
        registers: [registry],
        collect: async (): Promise<void> => gauge.set(await value().catch(() => NaN)),
      });
    };
    measure('anusas_oldest_unsent_effect_seconds', 'How long the oldest due effect has been waiting.', () =>
      this.outbox.oldestUnsentSeconds(),
    );
    measure('anusas_failed_effects', 'Effects that were given up and that a person has to look at.', () =>
      this.outbox.failedCount(),
    );
    measure(
      'anusas_oldest_unsealed_entry_seconds',
      'How long the oldest history entry has been without its seal.',
      () => this.sealer.oldestUnsealedSeconds(),
    );
    return registry;
  }
}

/** Says once at the start, in the log, where the second wall is off. */
export async function warnWithoutSecondWall({ database, log }: Foundation): Promise<void> {
  if (!(await database.isHeld())) log.warn(`the second wall is ${SECOND_WALL_OFF}`);
}

async function answersOf(checks: [string, () => Promise<string>][]): Promise<Record<string, string>> {
  const answers = checks.map(async ([name, check]): Promise<[string, string]> => {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(() => resolve(`does not answer within ${PATIENCE / 1_000} s`), PATIENCE);
    });
    try {
      return [name, await Promise.race([check(), late])];
    } catch {
      return [name, 'does not answer'];
    } finally {
      clearTimeout(timer);
    }
  });
  return Object.fromEntries(await Promise.all(answers));
}
