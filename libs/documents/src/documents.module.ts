import { resolve } from 'node:path';
import { Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { CONFIG } from '#platform';
import type { Config } from '#platform';
import { DiskStore } from './disk.store.js';
import { DOCUMENT_STORE } from './document.store.js';
import type { DocumentStore } from './document.store.js';
import { DocumentsController } from './documents.controller.js';
import { DocumentsQueries } from './documents.queries.js';
import { DocumentsResolver, HistoryDocumentsResolver } from './documents.resolver.js';
import { DocumentsService } from './documents.service.js';
import { S3Store } from './s3.store.js';

/** The store that the settings name. */
function storeOf(config: Config): DocumentStore {
  if (config.DOCUMENTS === 'disk') return new DiskStore(resolve(config.ANUSAS_DATA, 'documents'));
  return new S3Store({
    endpoint: config.S3_ENDPOINT as string,
    region: config.S3_REGION,
    bucket: config.S3_BUCKET as string,
    accessKey: config.S3_ACCESS_KEY as string,
    secretKey: config.S3_SECRET_KEY as string,
  });
}

@Module({
  imports: [AccountsModule],
  controllers: [DocumentsController],
  providers: [
    { provide: DOCUMENT_STORE, inject: [CONFIG], useFactory: storeOf },
    DocumentsService,
    DocumentsQueries,
    DocumentsResolver,
    HistoryDocumentsResolver,
  ],
  exports: [DocumentsService, DocumentsQueries],
})
export class DocumentsModule {}
