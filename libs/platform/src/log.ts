import { pino } from 'pino';
import type { DestinationStream, LoggerOptions, Logger as Pino } from 'pino';
import type { LoggerService } from '@nestjs/common';

export type Log = Pino;

/** JSON lines on standard output. Callers log ids, kinds, counts and durations, never a title, a name or an address. */
export function createLog(level: string, service: string, to?: DestinationStream): Log {
  const options: LoggerOptions = {
    level,
    base: { service },
    timestamp: pino.stdTimeFunctions.isoTime,
    serializers: { err: toLogged },
  };
  return to ? pino(options, to) : pino(options);
}

/**
 * An error as the log may hold it: what it is and where it happened. A failed statement carries its values with it, and
 * the database's own words repeat them; of those the log gets the code and the names of table and constraint.
 */
function toLogged(error: unknown): Record<string, unknown> {
  if (!(error instanceof Error)) return { type: typeof error };
  const { code, driverError, cause } = error as { code?: unknown; driverError?: unknown; cause?: unknown };
  const database = (driverError ?? ('severity' in error ? error : undefined)) as Record<string, unknown> | undefined;
  return {
    type: error.name,
    ...(database
      ? { code: database['code'], table: database['table'], constraint: database['constraint'] }
      : { code, message: error.message }),
    stack: placesIn(error.stack),
    ...(cause === undefined ? {} : { cause: toLogged(cause) }),
  };
}

/** Of a stack the places, without the words that it begins with; what is no stack stays as it is. */
function placesIn(stack: unknown): unknown {
  if (typeof stack !== 'string' || !/^\s+at /m.test(stack)) return stack;
  return stack
    .split('\n')
    .filter((line) => /^\s+at /.test(line))
    .join('\n');
}

/** What the framework has to say, in the same log; its chatter at start is `debug`. */
export class FrameworkLog implements LoggerService {
  constructor(private readonly logger: Log) {}
  log(message: unknown, context?: string): void {
    this.logger.debug({ context }, String(message));
  }
  error(message: unknown, ...rest: unknown[]): void {
    // The words of an error, and a stack that begins with them, can repeat what somebody wrote.
    if (message instanceof Error) this.logger.error({ err: message }, message.name);
    else this.logger.error({ detail: placesIn(rest[0]) }, String(message));
  }
  warn(message: unknown, context?: string): void {
    this.logger.warn({ context }, String(message));
  }
}
