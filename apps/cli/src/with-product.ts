import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { DataSource } from 'typeorm';
import { Clock, Database, FrameworkLog, PlatformModule, createLog, readConfig } from '#platform';
import type { Foundation } from '#platform';
import { ProductModule, openFoundation } from '#product';
import type { Opened } from '#product';

@Module({})
class CliModule {}

export const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Runs a command's work on the opened foundation and closes it again, whatever happens. */
export async function withFoundation(work: (foundation: Opened) => Promise<void>): Promise<void> {
  process.env['LOG_LEVEL'] ??= 'warn';
  const foundation = await openFoundation('cli', { embedded: true, say: (line) => process.stderr.write(`${line}\n`) });
  try {
    // Whoever has this terminal has the whole product: it works as the product itself.
    await work({ ...foundation, database: foundation.database.asProduct });
  } finally {
    await foundation.close();
  }
}

/** The same with every feature of the product at hand. */
export async function withProduct(
  work: (app: INestApplicationContext, foundation: Opened) => Promise<void>,
): Promise<void> {
  await withFoundation((foundation) => withApp(foundation, work));
}

/** The same without any database: for what is known by itself, such as the processes. A query would fail. */
export async function withoutDatabase(
  work: (app: INestApplicationContext, foundation: Foundation) => Promise<void>,
): Promise<void> {
  process.env['LOG_LEVEL'] ??= 'warn';
  const config = readConfig(process.env);
  const database = new Database(new DataSource({ type: 'postgres' }));
  const log = createLog(config.LOG_LEVEL, 'cli');
  await withApp({ config, database, clock: new Clock(), log }, work);
}

async function withApp<F extends Foundation>(
  foundation: F,
  work: (app: INestApplicationContext, foundation: F) => Promise<void>,
): Promise<void> {
  const app = await NestFactory.createApplicationContext(
    { module: CliModule, imports: [PlatformModule.of(foundation), ProductModule] },
    { logger: new FrameworkLog(foundation.log), abortOnError: false },
  );
  try {
    await work(app, foundation);
  } finally {
    await app.close();
  }
}
