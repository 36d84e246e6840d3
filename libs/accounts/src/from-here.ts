import type { IncomingMessage } from 'node:http';

const LOOPBACK = /^(127\.|::1$|::ffff:127\.)/;

/** Does a request come from this machine, and was it meant for it? A foreign page that points its name here was not. */
export function isFromHere(request: IncomingMessage): boolean {
  const host = (request.headers.host ?? '').replace(/:\d+$/, '');
  return LOOPBACK.test(request.socket.remoteAddress ?? '') && ['localhost', '127.0.0.1', '[::1]'].includes(host);
}
