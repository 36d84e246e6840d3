export * from './sign-in.module.js';
export * from './first-administrator.js';
export { html } from './html.js';
export type { Html } from './html.js';
export { Mailer } from './mailer.service.js';
export type { FullMail } from './mailer.service.js';
export { Visits } from './visits.service.js';
export type { Visit } from './visits.service.js';
export type { PageLanguage } from './page-texts.js';
