export * from './civil-days.js';
export * from './due.js';
export * from './explanation.js';
export * from './working-days.js';
