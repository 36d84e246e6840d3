import type { Request } from 'express';

/** The cookie that remembers where somebody was going when they were asked to sign in. */
const COOKIE = 'anusas-to';
/** A path of ours as we write them: one slash, then a letter or digit, so that no browser reads another host into it. */
const OWN = /^\/(?:[a-z0-9][\w.~/?=&%:@+,;-]*)?$/i;
const LONGEST = 300;

/** What was asked for, if it is a path of our own; anything else is as if nothing was asked. */
export function ownPath(asked: unknown): string | undefined {
  return typeof asked === 'string' && asked.length <= LONGEST && OWN.test(asked) ? asked : undefined;
}

/** The door, and the way back from it to the page that somebody wanted to read. */
export const doorTo = (path: string): string =>
  ownPath(path) === undefined ? '/sign-in' : `/sign-in?to=${encodeURIComponent(path)}`;

/** Where somebody was going when they were asked to sign in. */
export function keptPath({ headers }: Pick<Request, 'headers'>): string | undefined {
  const kept = new RegExp(`(?:^|; )${COOKIE}=([^;]*)`).exec(headers.cookie ?? '')?.[1];
  try {
    return kept === undefined ? undefined : ownPath(decodeURIComponent(kept));
  } catch {
    return undefined;
  }
}

/** The header that keeps it until the next sign-in or the end of the browser, for the pages of sign-in only, or forgets it. */
export function keepPath(path: string | undefined, secure: boolean): string {
  const end = path === undefined ? '; Max-Age=0' : '';
  return `${COOKIE}=${encodeURIComponent(path ?? '')}; Path=/sign-in; HttpOnly; SameSite=Lax${secure ? '; Secure' : ''}${end}`;
}
