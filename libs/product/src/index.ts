export * from './product.module.js';
