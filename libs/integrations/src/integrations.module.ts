import { Module } from '@nestjs/common';
import { InstrumentsModule } from '#instruments';
import { OrganisationsModule } from '#organisations';
import { RecommendationsModule } from '#recommendations';
import { EditionChangesResolver } from './edition-changes.resolver.js';
import { EditionChanges } from './edition-changes.service.js';
import { IntegrationFieldsResolver } from './integration-fields.resolver.js';
import { EditionIntegrationsResolver, RecommendationIntegrationsResolver } from './integrations-beside.resolver.js';
import { IntegrationAsOfResolver } from './integration-as-of.resolver.js';
import { IntegrationsAsOf } from './integrations-as-of.queries.js';
import { IntegrationsQueries } from './integrations.queries.js';
import { IntegrationsResolver } from './integrations.resolver.js';
import { IntegrationsService } from './integrations.service.js';

const offered = [IntegrationsService, IntegrationsQueries, EditionChanges];

@Module({
  imports: [OrganisationsModule, InstrumentsModule, RecommendationsModule],
  providers: [
    ...offered,
    IntegrationsAsOf,
    IntegrationAsOfResolver,
    IntegrationsResolver,
    IntegrationFieldsResolver,
    RecommendationIntegrationsResolver,
    EditionIntegrationsResolver,
    EditionChangesResolver,
  ],
  exports: offered,
})
export class IntegrationsModule {}
