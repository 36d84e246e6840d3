import './integration.messages.js';

export * from './edition-changes.service.js';
export * from './integration.inputs.js';
export * from './integration.machine.js';
export * from './integration.model.js';
export * from './integration.process.js';
export * from './integrations.module.js';
export * from './integrations.queries.js';
export * from './integrations.service.js';
