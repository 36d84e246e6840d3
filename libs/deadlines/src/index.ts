import './calendar.messages.js';

export * from './calendar.js';
export { WorkCalendar, toWorkCalendar } from './calendar.model.js';
export type { CalendarEntryInput } from './calendar.model.js';
export * from './calendars.service.js';
export * from './civil-days.js';
export * from './clocks.js';
export * from './deadlines.module.js';
export * from './due.js';
export * from './explanation.js';
export * from './working-days.js';
