import './instrument.messages.js';

export * from './edition.model.js';
export * from './editions.queries.js';
export * from './editions.service.js';
export * from './instrument.inputs.js';
export * from './instrument.model.js';
export * from './edition.statuses.js';
export * from './instruments.module.js';
export * from './instruments.queries.js';
export { InstrumentsService } from './instruments.service.js';
export * from './provision.locator.js';
export { loadInstruments } from './registers.js';
