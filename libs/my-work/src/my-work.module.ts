import { Module } from '@nestjs/common';
import { MyWorkQueries } from './my-work.queries.js';
import { MyWorkResolver } from './my-work.resolver.js';

/** Everything that waits for one person, whatever it is. */
@Module({ providers: [MyWorkQueries, MyWorkResolver] })
export class MyWorkModule {}
