import { Controller, Get, Header, HttpCode, Inject, Res } from '@nestjs/common';
import type { Response } from 'express';
import { Gauge, Registry, collectDefaultMetrics } from 'prom-client';
import { Database } from '#platform';
import { Outbox, Processes, unknownStates } from '#workflow';

/** Longer than this, and something that should have been sent is stuck. */
const LATE_SECONDS = 120;

/** For those who run it: is the process alive, can it work, and numbers about both. No titles, names or addresses. */
@Controller()
export class HealthController {
  private readonly registry = new Registry();

  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Outbox) private readonly outbox: Outbox,
    @Inject(Processes) private readonly processes: Processes,
  ) {
    collectDefaultMetrics({ register: this.registry });
    const oldest: Gauge = new Gauge({
      name: 'anusas_oldest_unsent_effect_seconds',
      help: 'How long the oldest due effect has been waiting.',
      registers: [this.registry],
      collect: async (): Promise<void> => oldest.set(await this.outbox.oldestUnsentSeconds()),
    });
  }

  @Get('health/live')
  live(): { status: string } {
    return { status: 'alive' };
  }

  @Get('health/ready')
  @HttpCode(200)
  async ready(@Res({ passthrough: true }) response: Response): Promise<Record<string, unknown>> {
    const checks: Record<string, string> = {};
    try {
      await this.db.query('SELECT 1');
      checks['database'] = 'ok';
      checks['migrations'] = (await this.db.source.showMigrations()) ? 'pending' : 'ok';
      const unknown = await unknownStates(this.db, this.processes.all());
      checks['machineVersions'] = unknown.length === 0 ? 'ok' : `${unknown.length} states unknown`;
      const seconds = await this.outbox.oldestUnsentSeconds();
      checks['oldestUnsentEffect'] = seconds <= LATE_SECONDS ? 'ok' : `waiting for ${seconds} s`;
    } catch {
      checks['database'] ??= 'does not answer';
    }
    const ready = Object.values(checks).every((check) => check === 'ok');
    response.status(ready ? 200 : 503);
    return { status: ready ? 'ready' : 'notReady', checks };
  }

  @Get('metrics')
  @Header('content-type', 'text/plain; version=0.0.4')
  metrics(): Promise<string> {
    return this.registry.metrics();
  }
}
