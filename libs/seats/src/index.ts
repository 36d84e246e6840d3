export * from './seats.module.js';
