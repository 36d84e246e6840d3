export * from './accounts.module.js';
export * from './sign-ins.service.js';
