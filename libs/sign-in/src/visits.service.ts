import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import type { Request, Response } from 'express';
import { cookieOf, isFromOwnPage, setCookie } from '#accounts';
import { CONFIG } from '#platform';
import type { Config } from '#platform';
import { html } from './html.js';
import type { Html } from './html.js';
import { layout } from './page-layout.js';
import type { Framed } from './page-layout.js';
import { text } from './page-texts.js';
import type { PageLanguage, TextKey } from './page-texts.js';
import { siteOf } from './site.js';
import type { Site } from './site.js';
import { Sessions } from './sessions.service.js';
import type { LiveSession } from './sessions.service.js';
import { doorTo, keepPath, keptPath } from './where-to.js';

/** What goes with every page: nothing from elsewhere, framed by nobody, kept nowhere. */
const CAREFUL = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src data:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'x-robots-tag': 'noindex, nofollow, noarchive, nosnippet',
  'cross-origin-resource-policy': 'same-origin',
  'cross-origin-opener-policy': 'same-origin',
  // Not `no-referrer`: browsers that do not say where a form comes from would say nothing at all then.
  'referrer-policy': 'same-origin',
};

const LANGUAGE = 'anusas-language';

/** One request to the pages: what it brought along, and the ways to answer it. */
export class Visit {
  constructor(
    readonly request: Request,
    readonly response: Response,
    readonly site: Site,
    readonly language: PageLanguage,
    readonly session: LiveSession | undefined,
    private readonly exit: string,
    /** Where whoever asked for nothing goes. */
    readonly landing: string,
  ) {}

  /** The browser that asked to sign in. */
  get browser(): string | undefined {
    return cookieOf(this.request, 'asked');
  }

  say(key: TextKey): string {
    return text(key, this.language);
  }

  /**
   * What a form sent in a field; forms send text, and whoever sends something else sends nothing.
   * @param longest what goes beyond it is left out.
   */
  field(name: string, longest = 500): string {
    const value: unknown = (this.request.body as Record<string, unknown> | undefined)?.[name];
    return typeof value === 'string' ? value.slice(0, longest) : '';
  }

  /** The names of the fields that a form sent. */
  fieldNames(): string[] {
    return Object.keys((this.request.body as object | undefined) ?? {});
  }

  /** A page of sign-in. */
  page(title: TextKey, body: Html, status = 200): void {
    this.show({ title: this.say(title), body, passkeys: true }, status);
  }

  /** Any page in the frame of all. */
  show(framed: Framed, status = 200): void {
    this.response
      .status(status)
      .type('html')
      .send(layout(this.request, this.language, framed, this.exit).text);
  }

  /** After a form: the next page is asked for anew, and the way back sends nothing twice. */
  goTo(path: string): void {
    this.response.redirect(303, path);
  }

  /** Gives the browser a token to keep, or takes it away. */
  cookie(kind: 'session' | 'asked', token: string | undefined): void {
    this.response.append('set-cookie', setCookie(kind, token, this.site.secure));
  }

  /** Remembers where somebody is going while they sign in; without a path, forgets it. */
  keepInMind(path: string | undefined): void {
    this.response.append('set-cookie', keepPath(path, this.site.secure));
  }

  /** Where whoever has just signed in goes: to the page that they had asked for, once, or to their own. */
  afterSignIn(): string {
    const kept = keptPath(this.request);
    if (kept === undefined) return this.landing;
    this.keepInMind(undefined);
    return kept;
  }

  json(body: unknown, status = 200): void {
    this.response.status(status).json(body);
  }
}

/** Opens each request to the pages: where we are, in which language, who is signed in, and whether a form is ours. */
@Injectable()
export class Visits {
  /** Where whoever asked for nothing goes: to the web application, or, where none was built, to their own page. */
  private readonly landing: string;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {
    this.landing = existsSync(join(config.ANUSAS_WEB, 'index.html')) ? '/' : '/sign-in/account';
  }

  /** @returns nothing when the request has been answered already: it is not from here, or not from a page of ours. */
  async open(request: Request, response: Response): Promise<Visit | undefined> {
    this.careful(response);
    const language = this.languageOf(request, response);
    const stop = (status: number, key: TextKey) => {
      const body = html`<p class="notice">${text(key, language)}</p>`;
      response
        .status(status)
        .type('html')
        .send(layout(request, language, { title: text('title', language), body }, this.config.QUICK_EXIT_URL).text);
      return undefined;
    };
    const site = siteOf(request, this.config);
    if (!site) return stop(503, 'notSetUp');
    if (request.method !== 'GET' && request.method !== 'HEAD' && !isFromOwnPage(request)) return stop(403, 'foreign');
    return new Visit(
      request,
      response,
      site,
      language,
      await this.sessions.of(request),
      this.config.QUICK_EXIT_URL,
      this.landing,
    );
  }

  /** The same for pages that only somebody who is signed in can use; others are led to the door, and from there back to the page. */
  async openSignedIn(
    request: Request,
    response: Response,
  ): Promise<{ visit: Visit; session: LiveSession } | undefined> {
    const visit = await this.open(request, response);
    if (visit?.session) return { visit, session: visit.session };
    visit?.goTo(request.method === 'GET' ? doorTo(request.originalUrl) : '/sign-in');
    return undefined;
  }

  careful(response: Response): void {
    for (const [name, value] of Object.entries(CAREFUL)) response.setHeader(name, value);
    // Browsers ask this also of where a form is led on to: without it the quick exit would end on a blank page.
    const forms = `form-action 'self' ${new URL(this.config.QUICK_EXIT_URL).origin};`;
    response.setHeader(
      'content-security-policy',
      CAREFUL['content-security-policy'].replace("form-action 'self';", forms),
    );
  }

  private languageOf(request: Request, response: Response): PageLanguage {
    const asked = request.query['lang'];
    if (asked === 'km' || asked === 'en') {
      // It ends with the browser, as every cookie of ours: nothing stays on the device that names the product.
      response.append('set-cookie', `${LANGUAGE}=${asked}; Path=/; SameSite=Lax`);
      return asked;
    }
    const kept = new RegExp(`(?:^|; )${LANGUAGE}=(km|en)`).exec(request.headers.cookie ?? '')?.[1];
    if (kept) return kept as PageLanguage;
    return /^en/i.test(request.headers['accept-language'] ?? '') ? 'en' : 'km';
  }
}
