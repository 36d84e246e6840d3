import { ConfirmationRules } from './confirmation-rules.service.js';
import { ConfirmationRulesResolver } from './confirmation-rules.resolver.js';
import { EndorsementFieldsResolver, StatementEndorsementsResolver } from './endorsement-fields.resolver.js';
import { Quorum } from './endorsement.tally.js';
import { EndorsementNamesResolver } from './endorsement-names.resolver.js';
import { EndorsementNames } from './endorsement-names.service.js';
import { EndorsementsQueries } from './endorsements.queries.js';
import { EndorsementsResolver } from './endorsements.resolver.js';
import { EndorsementsService } from './endorsements.service.js';

/** What the module offers of the endorsements. */
export const endorsementProviders = [
  EndorsementsService,
  EndorsementsQueries,
  EndorsementNames,
  Quorum,
  ConfirmationRules,
];
/** Their doors. */
export const endorsementResolvers = [
  EndorsementsResolver,
  EndorsementFieldsResolver,
  StatementEndorsementsResolver,
  EndorsementNamesResolver,
  ConfirmationRulesResolver,
];
