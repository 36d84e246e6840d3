import { Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { OrganisationsModule } from '#organisations';
import { RecommendationsModule } from '#recommendations';
import { EndorsementCounts } from './endorsement.counts.js';
import { endorsementProviders, endorsementResolvers } from './endorsements.providers.js';
import { QuorumRuleCheck } from './quorum-rule.check.js';
import { QuorumRulesResolver } from './quorum-rules.resolver.js';
import { QuorumRules } from './quorum-rules.service.js';
import { RecommendationCarryingsResolver } from './recommendation-carryings.resolver.js';
import { StatementDrafts } from './statement-drafts.service.js';
import {
  StatementFieldsResolver,
  StatementItemFieldsResolver,
  StatementVersionFieldsResolver,
} from './statement-fields.resolver.js';
import { StatementQuorumResolver } from './statement-quorum.resolver.js';
import { Carryings } from './statement.carryings.js';
import { StatementReleasesResolver } from './statement-releases.resolver.js';
import { StatementReleases } from './statement-releases.service.js';
import { StatementFacts } from './statement.facts.js';
import { Judgements } from './statement.judgements.js';
import { StatementAsOfResolver } from './statement-as-of.resolver.js';
import { StatementsAsOf } from './statements-as-of.queries.js';
import { StatementsQueries } from './statements.queries.js';
import { StatementsResolver } from './statements.resolver.js';
import { StatementsService } from './statements.service.js';

const offered = [
  StatementsService,
  StatementReleases,
  StatementDrafts,
  StatementsQueries,
  QuorumRules,
  QuorumRuleCheck,
  EndorsementCounts,
  ...endorsementProviders,
];

@Module({
  imports: [AccountsModule, OrganisationsModule, RecommendationsModule],
  providers: [
    ...offered,
    Carryings,
    Judgements,
    StatementFacts,
    StatementsAsOf,
    StatementAsOfResolver,
    StatementsResolver,
    StatementReleasesResolver,
    StatementFieldsResolver,
    StatementVersionFieldsResolver,
    StatementItemFieldsResolver,
    StatementQuorumResolver,
    QuorumRulesResolver,
    RecommendationCarryingsResolver,
    ...endorsementResolvers,
  ],
  exports: offered,
})
export class StatementsModule {}
