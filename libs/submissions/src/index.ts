import './submission.messages.js';

export * from './letters.service.js';
export * from './past-submissions.service.js';
export * from './readings.js';
export * from './response.model.js';
export * from './responses.queries.js';
export * from './submission.context.js';
export * from './submission.days.js';
export * from './submission.inputs.js';
export * from './submission.letters.js';
export * from './submission.machine.js';
export * from './submission.model.js';
export * from './submission.process.js';
export * from './submission.records.js';
export * from './submission.scope.js';
export * from './submissions.module.js';
export * from './submissions.queries.js';
export * from './submissions.service.js';
