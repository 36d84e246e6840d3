import './document.messages.js';

export * from './document.model.js';
export { visibleDocuments, DocumentsQueries } from './documents.queries.js';
export * from './documents.module.js';
export { DocumentsService } from './documents.service.js';
export type { DocumentDetails } from './documents.service.js';
export { DOCUMENT_STORE } from './document.store.js';
export type { DocumentStore } from './document.store.js';
