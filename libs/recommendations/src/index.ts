import './recommendation.messages.js';

export { overlay, readContents, sameContent } from './recommendation.content.js';
export type { Reentry } from './recommendation.content.js';
export * from './recommendation.counts.js';
export * from './recommendation.inputs.js';
export * from './recommendation.machine.js';
export * from './recommendation.model.js';
export * from './recommendation.process.js';
export * from './recommendation.scope.js';
export * from './recommendations-as-of.queries.js';
export * from './recommendations.module.js';
export * from './recommendations.queries.js';
export * from './recommendations.service.js';
