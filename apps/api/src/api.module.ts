import { Module } from '@nestjs/common';
import type { DynamicModule } from '@nestjs/common';
import { ApolloDriver } from '@nestjs/apollo';
import type { ApolloDriverConfig } from '@nestjs/apollo';
import { GraphQLModule } from '@nestjs/graphql';
import { AccountsModule, SignIns } from '#accounts';
import { CONFIG, LOG, PlatformModule } from '#platform';
import type { Config, Foundation, Log } from '#platform';
import { ProductModule } from '#product';
import { graphqlOptions } from './graphql.options.js';
import { HealthController } from './health.controller.js';

/** The GraphQL process: every feature, no processors. */
@Module({})
export class ApiModule {
  static of(foundation: Foundation): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        PlatformModule.of(foundation),
        ProductModule,
        GraphQLModule.forRootAsync<ApolloDriverConfig>({
          driver: ApolloDriver,
          imports: [AccountsModule],
          inject: [CONFIG, LOG, SignIns],
          useFactory: (config: Config, log: Log, signIns: SignIns) => graphqlOptions(config, log, signIns),
        }),
      ],
      controllers: [HealthController],
    };
  }
}
