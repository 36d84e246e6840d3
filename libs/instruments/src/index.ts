export * from './instrument.model.js';
export * from './instruments.module.js';
export * from './instruments.queries.js';
