export * from './my-work.module.js';
