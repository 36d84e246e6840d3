export * from './account.model.js';
export * from './accounts.module.js';
export * from './accounts.queries.js';
export * from './sign-ins.service.js';
