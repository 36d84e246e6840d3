export * from './all-processors.js';
export * from './foundation.js';
export * from './health.js';
export * from './product.module.js';
export * from './until-told-to-stop.js';
