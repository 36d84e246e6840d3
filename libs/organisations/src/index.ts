import './organisation.messages.js';

export * from './organisation.model.js';
export * from './organisations.module.js';
export * from './organisations.queries.js';
export * from './organisations.service.js';
export { loadInstitutions } from './registers.js';
