import { Module } from '@nestjs/common';
import { InstrumentsQueries } from './instruments.queries.js';

@Module({ providers: [InstrumentsQueries], exports: [InstrumentsQueries] })
export class InstrumentsModule {}
