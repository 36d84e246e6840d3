import { Module } from '@nestjs/common';
import { OrganisationRegister } from './organisation.register.js';
import { OrganisationsQueries } from './organisations.queries.js';
import { OrganisationsResolver } from './organisations.resolver.js';
import { OrganisationsService } from './organisations.service.js';

@Module({
  providers: [OrganisationsService, OrganisationRegister, OrganisationsQueries, OrganisationsResolver],
  exports: [OrganisationsService, OrganisationsQueries],
})
export class OrganisationsModule {}
