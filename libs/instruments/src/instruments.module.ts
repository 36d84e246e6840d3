import { Module } from '@nestjs/common';
import { OrganisationsModule } from '#organisations';
import { EditionsQueries } from './editions.queries.js';
import { EditionsResolver, ProvisionsResolver } from './editions.resolver.js';
import { EditionsService } from './editions.service.js';
import { InstrumentsQueries } from './instruments.queries.js';
import { InstrumentEntriesResolver, InstrumentsResolver, WindowsResolver } from './instruments.resolver.js';
import { InstrumentsService } from './instruments.service.js';

const offered = [InstrumentsService, InstrumentsQueries, EditionsService, EditionsQueries];

@Module({
  imports: [OrganisationsModule],
  providers: [
    ...offered,
    InstrumentsResolver,
    WindowsResolver,
    InstrumentEntriesResolver,
    EditionsResolver,
    ProvisionsResolver,
  ],
  exports: offered,
})
export class InstrumentsModule {}
