import { Global, Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { Clock } from './clock.js';
import type { Config } from './config.js';
import { Database } from './database.js';
import type { Log } from './log.js';
import { connectionResolvers } from './connections.js';
import { Nodes, NodesResolver } from './nodes.js';
import { Cursors } from './page.js';

export const CONFIG = Symbol('config');
export const LOG = Symbol('log');

/** What a process opens once and every feature uses. */
export interface Foundation {
  config: Config;
  database: Database;
  clock: Clock;
  log: Log;
}

/** Makes the foundation known to every module of a process. */
@Global()
@Module({})
export class PlatformModule {
  static of({ config, database, clock, log }: Foundation): DynamicModule {
    const providers = [
      { provide: CONFIG, useValue: config },
      { provide: LOG, useValue: log },
      { provide: Database, useValue: database },
      { provide: Clock, useValue: clock },
      { provide: Cursors, useValue: new Cursors(config.ANUSAS_SECRET) },
      Nodes,
    ];
    return {
      module: PlatformModule,
      providers: [...providers, NodesResolver, ...connectionResolvers],
      exports: providers,
    };
  }
}
