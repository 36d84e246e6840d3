import { createHash, randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import busboy from 'busboy';
import { DomainError } from '#platform';
import { LIMITS, refusal, tooLarge } from './limits.js';

/** A file in the folder of what comes in; whoever was handed it removes it. */
export interface Incoming {
  path: string;
  size: number;
  sha256: string;
}

/** What a form brought: one file, its name as the client says, and the fields beside it. */
export interface Received extends Incoming {
  givenName: string;
  fields: Record<string, string>;
}

/** The client went away in the middle. Nobody is left to be told. */
export class UploadAborted extends Error {}

/**
 * Takes one file from a form, as a stream, into the folder of what comes in. When it throws, nothing is left there.
 * @throws DomainError when the form is no whole form with one file, or the file is too large; UploadAborted.
 */
export async function receive(request: IncomingMessage, folder: string): Promise<Received> {
  if (Number(request.headers['content-length'] ?? 0) > LIMITS.request) throw tooLarge();
  const form = formOf(request);
  const path = await newPath(folder);
  const fields: Record<string, string> = {};
  const taken: { givenName: string; file?: Promise<Incoming> } = { givenName: '' };
  try {
    await new Promise<void>((resolve, reject) => {
      form.on('file', (name, stream, { filename }) => {
        taken.givenName = filename ?? '';
        stream.on('limit', () => reject(tooLarge()));
        taken.file = write(stream, path);
        taken.file.catch(reject);
        if (name !== 'file') reject(refusal('DOCUMENT_ONE_AT_A_TIME'));
      });
      form.on('field', (name, value, { valueTruncated }) => {
        if (valueTruncated) reject(refusal('DOCUMENT_FORM_BROKEN'));
        fields[name] = value;
      });
      form.on('filesLimit', () => reject(refusal('DOCUMENT_ONE_AT_A_TIME')));
      form.on('fieldsLimit', () => reject(refusal('DOCUMENT_FORM_BROKEN')));
      form.on('partsLimit', () => reject(refusal('DOCUMENT_FORM_BROKEN')));
      form.on('error', () => reject(refusal('DOCUMENT_FORM_BROKEN')));
      form.on('close', () => resolve());
      request.on('error', () => reject(new UploadAborted()));
      request.on('close', () => !request.complete && reject(new UploadAborted()));
      request.pipe(form);
    });
    const incoming = await taken.file;
    if (!incoming || incoming.size === 0) throw refusal('DOCUMENT_EMPTY');
    return { ...incoming, givenName: taken.givenName, fields };
  } catch (error) {
    request.unpipe(form);
    form.destroy();
    // What is still on its way is read and dropped, so that the client gets to read the answer.
    request.resume();
    await taken.file?.catch(() => undefined);
    await rm(path, { force: true });
    throw error;
  }
}

/** Writes a stream to the disk for good, taking its measure on the way. */
export async function write(source: Readable, path: string): Promise<Incoming> {
  const hash = createHash('sha256');
  let size = 0;
  await pipeline(
    source,
    async function* (chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        size += chunk.length;
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path, { flags: 'wx', mode: 0o600, flush: true }),
  );
  return { path, size, sha256: hash.digest('hex') };
}

/** A path that nobody else has, in a folder that only we can read. */
export async function newPath(folder: string): Promise<string> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  return join(folder, `${randomUUID()}.part`);
}

function formOf(request: IncomingMessage) {
  try {
    if (!/^multipart\/form-data\s*;/i.test(request.headers['content-type'] ?? '')) throw new Error('no form');
    return busboy({
      headers: request.headers,
      defParamCharset: 'utf8',
      limits: {
        files: 1,
        // One more than may be: at exactly its limit the reader says already that it was passed.
        fileSize: LIMITS.file + 1,
        fields: 4,
        fieldSize: 100,
        fieldNameSize: 50,
        parts: 6,
        headerPairs: 10,
      },
    });
  } catch (cause) {
    throw new DomainError('refused', [{ code: 'DOCUMENT_FORM_BROKEN', path: ['file'] }], { cause });
  }
}
