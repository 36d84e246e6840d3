import { Quorum } from './endorsement.tally.js';
import { EndorsementsService } from './endorsements.service.js';

/** What the module offers of the endorsements. */
export const endorsementProviders = [EndorsementsService, Quorum];
