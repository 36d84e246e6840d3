import './calendar.messages.js';

export * from './calendar.js';
export * from './civil-days.js';
export * from './deadlines.module.js';
export * from './due.js';
export * from './explanation.js';
export * from './working-days.js';
