import { pino } from 'pino';
import type { Logger as Pino } from 'pino';
import type { LoggerService } from '@nestjs/common';

export type Log = Pino;

/** JSON lines on standard output. Callers log ids, kinds, counts and durations, never a title, a name or an address. */
export function createLog(level: string, service: string): Log {
  return pino({ level, base: { service }, timestamp: pino.stdTimeFunctions.isoTime });
}

/** What the framework has to say, in the same log; its chatter at start is `debug`. */
export class FrameworkLog implements LoggerService {
  constructor(private readonly logger: Log) {}
  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    this.logger.error({ err: message instanceof Error ? message : undefined, detail: rest[0] }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }
}
