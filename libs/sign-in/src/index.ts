export * from './sign-in.module.js';
export * from './first-administrator.js';
