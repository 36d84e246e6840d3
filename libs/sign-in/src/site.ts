import type { IncomingMessage } from 'node:http';
import { isFromHere } from '#accounts';
import type { Config } from '#platform';

/** Where the product is reached: what passkeys belong to and links lead to. */
export interface Site {
  origin: string;
  /** The name that passkeys are bound to. */
  name: string;
  secure: boolean;
}

/**
 * The address of PUBLIC_URL. Without it only this machine can sign in, outside production, at the address that it uses:
 * what a request says of its host is believed of nobody else.
 */
export function siteOf(request: IncomingMessage, config: Config): Site | undefined {
  if (config.PUBLIC_URL) return toSite(new URL(config.PUBLIC_URL));
  if (config.NODE_ENV === 'production' || !isFromHere(request)) return undefined;
  return toSite(new URL(`http://${request.headers.host}`));
}

const toSite = ({ origin, hostname, protocol }: URL): Site => ({
  origin,
  name: hostname,
  secure: protocol === 'https:',
});

/**
 * The network address that attempts are counted for: of IPv6 the part that a household has. Express has worked out what
 * stands behind a proxy of ours, where there is one.
 */
export function networkAddress(request: IncomingMessage & { ip?: string }): string {
  const address = (request.ip ?? request.socket.remoteAddress ?? '').replace(/^::ffff:/, '');
  if (!address.includes(':')) return address;
  const [head = '', tail] = address.split('::');
  const front = head.split(':').filter(Boolean);
  const back = (tail ?? '').split(':').filter(Boolean);
  const zeros = tail === undefined ? 0 : Math.max(0, 8 - front.length - back.length);
  return [...front, ...Array.from({ length: zeros }, () => '0'), ...back].slice(0, 4).join(':');
}
