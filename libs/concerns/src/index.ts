import './concern.messages.js';

export * from './concerns.module.js';
