import './overview.messages.js';

export * from './overview.module.js';
