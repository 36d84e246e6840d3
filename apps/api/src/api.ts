import 'reflect-metadata';
import type { RequestListener, Server } from 'node:http';
import type { ApolloServer } from '@apollo/server';
import type { ApolloDriver } from '@nestjs/apollo';
import { NestFactory } from '@nestjs/core';
import { GraphQLModule } from '@nestjs/graphql';
import type { NestExpressApplication } from '@nestjs/platform-express';
import { FrameworkLog } from '#platform';
import type { Foundation, RequestContext } from '#platform';
import { warnWithoutSecondWall } from '#product';
import { Processes, unknownStates } from '#workflow';
import { SignIns } from '#accounts';
import { ApiModule } from './api.module.js';
import { LONGEST_BODY, graphqlDoor } from './graphql.door.js';
import { contextOf } from './graphql.options.js';
import { TrustedDocuments } from './trusted-documents.js';
import { WebFiles } from './web.files.js';

/** Milliseconds that requests in flight get when the process stops. */
const STOP_PATIENCE = 10_000;

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
  const web = WebFiles.read(config.ANUSAS_WEB);
  // What the pages send is known by its hash; that a browser may send nothing else is a setting.
  const named = web && TrustedDocuments.read(web.documents);
  const list = config.ANUSAS_TRUSTED_DOCUMENTS ?? (config.NODE_ENV === 'production' ? web?.documents : undefined);
  const trusted = list === undefined ? undefined : TrustedDocuments.read(list);
  const app = await NestFactory.create<NestExpressApplication>(ApiModule.of(foundation), {
    logger: new FrameworkLog(log),
    abortOnError: false,
  });
  app.disable('x-powered-by');
  // Behind our own proxy its word counts for where a request comes from; nothing that comes from outside is believed.
  if (config.NODE_ENV === 'production') app.set('trust proxy', 'loopback, linklocal, uniquelocal');
  // Answers are one viewer's and are not kept: nobody would ask whether they are still the same.
  app.disable('etag');
  app.useBodyParser('json', { limit: LONGEST_BODY });
  // A form writes a Khmer letter as nine: what it may hold is what the API takes.
  app.useBodyParser('urlencoded', { limit: 3 * LONGEST_BODY, extended: false });
  const unknown = await unknownStates(foundation.database.asProduct, app.get(Processes).all());
  if (unknown.length > 0) {
    await app.close();
    throw new Error(`These cases are in states that this version does not know:\n  ${unknown.join('\n  ')}`);
  }
  await warnWithoutSecondWall(foundation);
  prepare?.(app);
  if (web) app.use(web.serve);
  await app.init();
  openDoor(app, trusted, named);
  await app.listen(config.PORT, config.HOST);
  const address = app.getHttpServer().address() as { port: number };
  const url = `http://${config.HOST === '0.0.0.0' ? 'localhost' : config.HOST}:${address.port}`;
  return {
    url,
    app,
    async close() {
      await finishRequests(app.getHttpServer());
      await app.close();
    },
  };
}

/** Puts the short way to GraphQL before the framework's. */
function openDoor(app: NestExpressApplication, trusted?: TrustedDocuments, named?: TrustedDocuments): void {
  const server = app.getHttpServer();
  const signIns = app.get(SignIns, { strict: false });
  const driver = app.get(GraphQLModule).graphQlAdapter as ApolloDriver;
  const apollo = driver.instance as unknown as ApolloServer<RequestContext>;
  const [others] = server.listeners('request') as [RequestListener];
  server.off('request', others);
  server.on(
    'request',
    graphqlDoor(apollo, (request) => contextOf(signIns, request), others, trusted, named),
  );
}

/**
 * Takes no new connection and lets the requests in flight finish, for ten seconds at most. Before the framework closes:
 * it stops GraphQL first, and a request that is still on its way would get an error for an answer.
 */
async function finishRequests(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  // Who keeps a connection open learns with the next answer that it was the last one.
  server.prependListener('request', (_request, response) => response.setHeader('connection', 'close'));
  const idle = setInterval(() => server.closeIdleConnections(), 50);
  const patience = setTimeout(() => server.closeAllConnections(), STOP_PATIENCE);
  await closed;
  clearInterval(idle);
  clearTimeout(patience);
}
