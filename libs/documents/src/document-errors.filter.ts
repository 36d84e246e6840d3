import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { Catch, Inject } from '@nestjs/common';
import type { ArgumentsHost, ExceptionFilter } from '@nestjs/common';
import { DomainError, LOG, Loaders, publicViewer, toRefusal } from '#platform';
import type { Log } from '#platform';
import { UploadAborted } from './upload.receiver.js';

const STATUS: Record<string, number> = {
  NOT_FOUND: 404,
  NOT_YOUR_ACT: 403,
  RIGHT_MISSING: 403,
  FOREIGN_ORIGIN: 403,
  DOCUMENT_TOO_LARGE: 413,
  DOCUMENT_UNPACKS_TOO_LARGE: 413,
  DOCUMENT_TYPE_NOT_ALLOWED: 415,
};

/** Refusals as the API tells them everywhere: all reasons, both languages. Faults get a reference and nothing else. */
@Catch()
export class DocumentErrors implements ExceptionFilter {
  constructor(@Inject(LOG) private readonly log: Log) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const request = host.switchToHttp().getRequest<IncomingMessage>();
    const response = host.switchToHttp().getResponse<ServerResponse>();
    // A reader that went away is no fault. Of a file that broke off only the log can still tell.
    if (error instanceof UploadAborted || (error as { code?: string }).code === 'ERR_STREAM_PREMATURE_CLOSE') return;
    const { status, body } = this.answer(error, request);
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    for (const name of ['content-length', 'content-disposition']) response.removeHeader(name);
    response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' });
    response.end(JSON.stringify(body));
  }

  private answer(error: unknown, request: IncomingMessage): { status: number; body: unknown } {
    if (error instanceof DomainError) {
      const language = request.headers['accept-language']?.toLowerCase().startsWith('km') ? 'km' : 'en';
      const context = { viewer: publicViewer, language, loaders: new Loaders(publicViewer) } as const;
      const statuses = error.reasons.map(({ code }) => STATUS[code] ?? 422);
      const userErrors = error.reasons.map((reason) => toRefusal(reason, context));
      return {
        status: statuses.find((status) => status === 403) ?? statuses[0] ?? 422,
        body: { document: null, userErrors },
      };
    }
    const reference = randomUUID().slice(0, 8);
    this.log.error({ reference, err: error }, 'a request for a document failed');
    return {
      status: 500,
      body: {
        message: `Something went wrong on our side. Nothing of yours was changed. Reference ${reference}.`,
        reference,
      },
    };
  }
}
