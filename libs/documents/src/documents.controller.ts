import type { IncomingMessage, ServerResponse } from 'node:http';
import { pipeline } from 'node:stream/promises';
import { Controller, Get, Inject, Param, Post, Req, Res, UseFilters } from '@nestjs/common';
import { SignIns } from '#accounts';
import { DomainError, fromGlobalId, publicViewer } from '#platform';
import { toDocument } from './document.model.js';
import { DocumentErrors } from './document-errors.filter.js';
import { DocumentsService } from './documents.service.js';
import { endingFor } from './document.types.js';
import { attachmentNamed } from './file-name.js';

/** What goes with every answer: kept nowhere, shown nowhere, loaded by no other site. */
const CAREFUL = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
};

/** Files come and go here, not through GraphQL: as streams, with the same sign-in. */
@Controller('documents')
@UseFilters(DocumentErrors)
export class DocumentsController {
  constructor(
    @Inject(DocumentsService) private readonly documents: DocumentsService,
    @Inject(SignIns) private readonly signIns: SignIns,
  ) {}

  /** A form with `kind`, `visibility` if another than the default is meant, and `file`. */
  @Post()
  async upload(@Req() request: IncomingMessage, @Res() response: ServerResponse): Promise<void> {
    setAll(response, CAREFUL);
    if (!isFromOwnPage(request)) throw new DomainError('refused', [{ code: 'FOREIGN_ORIGIN' }]);
    const viewer = await this.signIns.viewerOfRequest(request);
    const id = await this.documents.upload(request, viewer);
    const { row } = await this.documents.open(id, viewer);
    const document = toDocument(row);
    response.writeHead(201, { 'content-type': 'application/json; charset=utf-8', location: document.url });
    response.end(JSON.stringify({ document, userErrors: [] }));
  }

  @Get(':id')
  async download(
    @Param('id') globalId: string,
    @Req() request: IncomingMessage,
    @Res() response: ServerResponse,
  ): Promise<void> {
    setAll(response, CAREFUL);
    // Absent, malformed and forbidden ids take the same way through, so that not even the time tells them apart.
    const viewer = await this.signIns.viewerOfRequest(request);
    const { row, content } = await this.documents.open(idOf(globalId), viewer);
    const source = request.method === 'HEAD' ? undefined : await content();
    setAll(response, {
      'content-type': row.mediaType,
      'content-length': String(row.size),
      'content-disposition': attachmentNamed(row.fileName ?? plainName(globalId, row.mediaType)),
    });
    if (source) await pipeline(source, response);
    else response.end();
  }
}

const NOBODYS = publicViewer.personId;

function idOf(globalId: string): string {
  try {
    return fromGlobalId('doc', globalId);
  } catch {
    return NOBODYS;
  }
}

/** The name for those who may not know what it was called. */
function plainName(globalId: string, mediaType: string): string {
  return `document-${globalId.slice(4, 12)}.${endingFor(mediaType)}`;
}

function setAll(response: ServerResponse, headers: Record<string, string>): void {
  for (const [name, value] of Object.entries(headers)) response.setHeader(name, value);
}

/** A browser says from where a form was sent; programs say nothing and send their token. */
function isFromOwnPage(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const { origin, host } = request.headers;
  return origin === undefined || (URL.canParse(origin) && new URL(origin).host === host);
}
