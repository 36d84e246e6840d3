import { Module } from '@nestjs/common';
import { OrganisationsQueries } from './organisations.queries.js';

@Module({ providers: [OrganisationsQueries], exports: [OrganisationsQueries] })
export class OrganisationsModule {}
