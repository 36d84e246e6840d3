export * from './endorse-pages.module.js';
