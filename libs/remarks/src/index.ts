import './remark.messages.js';

export * from './remarks.module.js';
