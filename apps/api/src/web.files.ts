import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { NextFunction, Request, Response } from 'express';

/** The first part of each address that the web application answers itself. */
const ROOMS = new Set([
  '',
  'recommendations',
  'matrix',
  'statements',
  'submissions',
  'instruments',
  'integrations',
  'calendar',
  'overview',
  'administration',
  'find',
  'settings',
]);

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.html': 'text/html; charset=utf-8',
  '.woff2': 'font/woff2',
  '.svg': 'image/svg+xml',
};

const CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data: blob:; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

interface Served {
  type: string;
  body: Buffer;
  squeezed: Buffer | undefined;
}

/**
 * The built web application, held in memory: a few files, each beside its smaller one. Files have the hash of what is in
 * them in their names and may be kept for ever; the page itself is asked for each time.
 */
export class WebFiles {
  private constructor(
    private readonly page: Served,
    private readonly assets: ReadonlyMap<string, Served>,
    /** Where the list of the documents stands that its pages send. */
    readonly documents: string,
  ) {}

  /** Reads the folder; nothing where no web application was built. */
  static read(folder: string): WebFiles | undefined {
    if (!existsSync(join(folder, 'index.html'))) return undefined;
    const served = (path: string): Served => ({
      type: TYPES[extname(path)] ?? 'application/octet-stream',
      body: readFileSync(join(folder, path)),
      squeezed: existsSync(join(folder, `${path}.br`)) ? readFileSync(join(folder, `${path}.br`)) : undefined,
    });
    const names = readdirSync(join(folder, 'assets')).filter((name) => !name.endsWith('.br'));
    const assets = new Map(names.map((name) => [`/assets/${name}`, served(`assets/${name}`)]));
    return new WebFiles(served('index.html'), assets, join(folder, 'documents.json'));
  }

  /** Answers what is the web application's, and leaves the rest to who comes after. */
  readonly serve = (request: Request, response: Response, next: NextFunction): void => {
    if (request.method !== 'GET' && request.method !== 'HEAD') return next();
    const asset = this.assets.get(request.path);
    if (asset) {
      response.setHeader('cache-control', 'public, max-age=31536000, immutable');
      return this.send(request, response, asset);
    }
    if (!ROOMS.has(request.path.split('/')[1] ?? '')) return next();
    response.setHeader('content-security-policy', CONTENT_POLICY);
    response.setHeader('cache-control', 'no-store');
    response.setHeader('x-robots-tag', 'noindex, nofollow, noarchive, nosnippet');
    response.setHeader('cross-origin-opener-policy', 'same-origin');
    response.setHeader('referrer-policy', 'same-origin');
    return this.send(request, response, this.page);
  };

  private send(request: Request, response: Response, { type, body, squeezed }: Served): void {
    const small = squeezed && /\bbr\b/.test(request.headers['accept-encoding'] ?? '');
    response.setHeader('content-type', type);
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('cross-origin-resource-policy', 'same-origin');
    response.setHeader('vary', 'accept-encoding');
    if (small) response.setHeader('content-encoding', 'br');
    response.end(small ? squeezed : body);
  }
}
