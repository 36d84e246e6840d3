export { MailLoop } from './mail-loop.js';
export { MailRounds } from './mail-rounds.service.js';
export { Messages } from './messages.service.js';
export type { NewMessage } from './messages.service.js';
export * from './notifications.module.js';
export { declareTemplates } from './templates.js';
