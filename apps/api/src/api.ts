import 'reflect-metadata';
import { NestFactory } from '@nestjs/core';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { FrameworkLog } from '#platform';
import type { Foundation } from '#platform';
import { Processes, unknownStates } from '#workflow';
import { ApiModule } from './api.module.js';

/** The api, listening. `url` is where. */
export interface Api {
  url: string;
  app: NestExpressApplication;
  close(): Promise<void>;
}

/**
 * Starts the api on the host and port of the settings.
 * @param prepare adds what only some processes serve, before it listens.
 * @throws when a stored case is in a state that its machine version does not know, naming it: better no service than a wrong one.
 */
export async function startApi(foundation: Foundation, prepare?: (app: NestExpressApplication) => void): Promise<Api> {
  const { config, log } = foundation;
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.of(foundation), {
    logger: new FrameworkLog(log),
    abortOnError: false,
  });
  app.disable('x-powered-by');
  app.useBodyParser('json', { limit: '100kb' });
  const unknown = await unknownStates(foundation.database, app.get(Processes).all());
  if (unknown.length > 0) {
    await app.close();
    throw new Error(`These cases are in states that this version does not know:\n  ${unknown.join('\n  ')}`);
  }
  prepare?.(app);
  await app.listen(config.PORT, config.HOST);
  const address = app.getHttpServer().address() as { port: number };
  const url = `http://${config.HOST === '0.0.0.0' ? 'localhost' : config.HOST}:${address.port}`;
  return { url, app, close: () => app.close() };
}
