export * from './classifications.module.js';
export * from './registers.js';
