import { Module } from '@nestjs/common';
import { GroupFieldAddresseesResolver, GroupFieldsResolver } from './group-fields.resolver.js';
import { GroupFields } from './group-fields.service.js';
import { OrganisationRegister } from './organisation.register.js';
import { OrganisationsQueries } from './organisations.queries.js';
import { OrganisationsResolver } from './organisations.resolver.js';
import { OrganisationsService } from './organisations.service.js';

@Module({
  providers: [
    OrganisationsService,
    OrganisationRegister,
    OrganisationsQueries,
    OrganisationsResolver,
    GroupFields,
    GroupFieldsResolver,
    GroupFieldAddresseesResolver,
  ],
  exports: [OrganisationsService, OrganisationsQueries],
})
export class OrganisationsModule {}
