import type { IncomingMessage } from 'node:http';
import { isFromHere } from './from-here.js';

/** The name with which a browser keeps a cookie to this origin alone, for connections that nobody can listen to. */
const SAFE = '__Host-anusas';
/** The name on this machine without https, where browsers refuse the other one. */
const LOCAL = 'anusas';

const TOKEN = /^[\w-]{43}$/;

/** Which cookie: the signed-in device, or the browser that asked to sign in. */
export type CookieKind = 'session' | 'asked';

/** The token in a request's cookie; nothing when there is none, or one that nobody of ours has set. */
export function cookieOf(request: IncomingMessage, kind: CookieKind): string | undefined {
  const cookies = new Map(
    (request.headers.cookie ?? '').split(';').map((pair) => {
      const at = pair.indexOf('=');
      return [pair.slice(0, at).trim(), pair.slice(at + 1).trim()] as const;
    }),
  );
  const token = cookies.get(`${SAFE}-${kind}`) ?? (isFromHere(request) ? cookies.get(`${LOCAL}-${kind}`) : undefined);
  return token !== undefined && TOKEN.test(token) ? token : undefined;
}

/**
 * The header that sets a cookie, or takes it away when there is no token. It ends with the browser; how long it counts is
 * for the server to say.
 * @param secure the page was reached by https.
 */
export function setCookie(kind: CookieKind, token: string | undefined, secure: boolean): string {
  const name = `${secure ? SAFE : LOCAL}-${kind}`;
  const end = token === undefined ? '; Max-Age=0' : '';
  return `${name}=${token ?? ''}; Path=/; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${end}`;
}

/**
 * Was a request sent by a page of ours? A browser says so itself; one that does not yet, says at least the origin. What
 * says neither is not believed: a cookie comes along with whatever another site makes a browser send.
 */
export function isFromOwnPage(request: IncomingMessage): boolean {
  const { origin, host, 'sec-fetch-site': site } = request.headers;
  if (site !== undefined) return site === 'same-origin';
  return typeof origin === 'string' && URL.canParse(origin) && new URL(origin).host === host;
}
