import './statement.messages.js';

export * from './close-endorsement-window.processor.js';
export * from './quorum-rule.check.js';
export * from './quorum-rule.model.js';
export * from './quorum-rules.service.js';
export * from './statement-drafts.service.js';
export * from './statement.inputs.js';
export * from './statement.machine.js';
export * from './statement.model.js';
export * from './statement.process.js';
export * from './statement.scope.js';
export * from './statements.module.js';
export * from './statements.queries.js';
export * from './statements.service.js';
export { EndorsementCounts } from './endorsement.counts.js';
export * from './endorsement.model.js';
export * from './endorsement.process.js';
export { EndorsementsService } from './endorsements.service.js';
