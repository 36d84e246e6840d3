import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import type { IncomingMessage } from 'node:http';
import { z } from 'zod';
import { cookieOf } from '#accounts';

/** What of a request says which document it means: Apollo’s protocol of persisted queries, or the shorter `documentId`. */
const Named = z.looseObject({
  query: z.string().optional(),
  documentId: z.string().optional(),
  extensions: z.looseObject({ persistedQuery: z.object({ sha256Hash: z.string() }).optional() }).nullish(),
});

const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/**
 * The documents that the web application sends, by the SHA-256 of each. A page that was made to run somebody else’s
 * script can then ask only for what the application asks for anyway. Tokens of programs are held by the limits alone.
 */
export class TrustedDocuments {
  private constructor(private readonly documents: ReadonlyMap<string, string>) {}

  /** @throws Error naming the file, when it is no manifest or a hash in it is not that of its document. */
  static read(path: string): TrustedDocuments {
    const manifest = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(path, 'utf8')));
    for (const [hash, document] of Object.entries(manifest)) {
      if (sha256(document) !== hash) throw new Error(`${path}: ${hash} is not the SHA-256 of its document`);
    }
    return new TrustedDocuments(new Map(Object.entries(manifest)));
  }

  /** Is a request held to the list? One with the cookie of a signed-in device is; a token, where there is one, decides. */
  static holds(request: IncomingMessage): boolean {
    return request.headers.authorization === undefined && cookieOf(request, 'session') !== undefined;
  }

  /** The body with its document in the place of the hash; nothing, when it is not one of the list. */
  resolved(body: unknown): object | undefined {
    const read = Named.safeParse(body);
    if (!read.success) return undefined;
    const { documentId, extensions, ...rest } = read.data;
    const { persistedQuery, ...others } = extensions ?? {};
    const hash =
      rest.query === undefined
        ? (persistedQuery?.sha256Hash ?? documentId?.replace(/^sha256:/, ''))
        : sha256(rest.query);
    const query = this.documents.get(hash ?? '');
    return query === undefined ? undefined : { ...rest, extensions: others, query };
  }
}
