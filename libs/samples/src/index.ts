export * from './registers.js';
export * from './sample-people.js';
export * from './samples.js';
