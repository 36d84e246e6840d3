import { Module } from '@nestjs/common';
import type { INestApplicationContext } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { FrameworkLog, PlatformModule } from '#platform';
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
    await work(foundation);
  } finally {
    await foundation.close();
  }
}

/** The same with every feature of the product at hand. */
export async function withProduct(
  work: (app: INestApplicationContext, foundation: Opened) => Promise<void>,
): Promise<void> {
  await withFoundation(async (foundation) => {
    const app = await NestFactory.createApplicationContext(
      { module: CliModule, imports: [PlatformModule.of(foundation), ProductModule] },
      { logger: new FrameworkLog(foundation.log), abortOnError: false },
    );
    try {
      await work(app, foundation);
    } finally {
      await app.close();
    }
  });
}
