import './follow-up.messages.js';

export * from './follow-up.scope.js';
export * from './follow-ups.module.js';
export { FollowUps } from './follow-ups.service.js';
export type { AskedByRung } from './follow-ups.service.js';
