import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Database } from '#platform';
import { html } from '#sign-in';
import type { Html } from '#sign-in';
import { StopLinks } from './stop-links.js';

/**
 * Where the link at the end of a mail leads: a page with a button, which needs no sign-in. A mail program may press it
 * by itself (RFC 8058): then there is neither a browser nor an origin, and the token alone counts.
 */
@Controller('notifications/stop')
export class StopController {
  constructor(
    @Inject(StopLinks) private readonly links: StopLinks,
    @Inject(Database) private readonly db: Database,
  ) {}

  @Get()
  look(@Req() request: Request, @Res() response: Response): void {
    show(
      response,
      html`<form method="post" action="/notifications/stop?t=${tokenOf(request)}">
        <p lang="km">លែងផ្ញើអ៊ីមែលបែបនេះមកខ្ញុំទៀត</p>
        <p lang="en">Send me no more mail like this.</p>
        <button>ឈប់ · Stop</button>
      </form>`,
    );
  }

  /** The same answer whatever the token is: it says nothing about who there is. */
  @Post()
  async stop(@Req() request: Request, @Res() response: Response): Promise<void> {
    const personId = this.links.personOf(tokenOf(request));
    if (personId) await this.db.asProduct.transaction((tx) => this.links.stop(tx, personId, 'unsubscribed'));
    show(
      response,
      html`<p lang="km">រួចរាល់។ អ្នកអាចបើកវិញបានក្រោយពេលចូល។</p>
        <p lang="en">Done. You can switch it on again once you have signed in.</p>`,
    );
  }
}

function tokenOf({ query }: Request): string {
  return typeof query['t'] === 'string' ? query['t'].slice(0, 200) : '';
}

/** A page that is kept nowhere, tells nobody where it was opened, and names nothing. */
function show(response: Response, body: Html): void {
  response.setHeader('cache-control', 'no-store');
  response.setHeader('referrer-policy', 'no-referrer');
  response.setHeader('x-content-type-options', 'nosniff');
  response.setHeader(
    'content-security-policy',
    "default-src 'none'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'",
  );
  response.type('html').send(
    html`<!doctype html>
      <html lang="km">
        <head>
          <meta charset="utf-8" />
          <meta name="viewport" content="width=device-width, initial-scale=1" />
          <meta name="robots" content="noindex" />
          <title>Mail</title>
        </head>
        <body>
          ${body}
        </body>
      </html>`.text,
  );
}
