import { readFile } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import { AwsClient } from 'aws4fetch';
import { checkedKey } from './document.store.js';
import type { DocumentStore } from './document.store.js';

const PATIENCE = 60_000;
const RETRIES = 3;

/** How an S3-compatible store is reached. */
export interface S3Settings {
  endpoint: string;
  region: string;
  bucket: string;
  accessKey: string;
  secretKey: string;
}

/** Files in a bucket of any store that speaks S3, by path-style addresses. */
export class S3Store implements DocumentStore {
  private readonly client: AwsClient;
  private readonly address: string;

  constructor({ endpoint, region, bucket, accessKey, secretKey }: S3Settings) {
    this.client = new AwsClient({
      accessKeyId: accessKey,
      secretAccessKey: secretKey,
      service: 's3',
      region,
      retries: RETRIES,
    });
    this.address = `${endpoint.replace(/\/+$/, '')}/${encodeURIComponent(bucket)}`;
  }

  async put(key: string, path: string, about: { sha256: string; mediaType: string }): Promise<void> {
    // At most 15 MB; whole, so that its length and hash are signed and a broken transfer is refused there.
    const body = await readFile(path);
    const headers = { 'x-amz-content-sha256': about.sha256, 'content-type': about.mediaType };
    await done('PUT', await this.send(key, { method: 'PUT', body, headers }));
  }

  async open(key: string): Promise<Readable> {
    const response = await this.send(key, { method: 'GET' });
    if (response.status !== 200 || !response.body) await done('GET', response);
    return Readable.fromWeb(response.body as ReadableStream);
  }

  async remove(key: string): Promise<void> {
    const response = await this.send(key, { method: 'DELETE' });
    if (response.status !== 404) await done('DELETE', response);
  }

  private send(key: string, init: RequestInit): Promise<Response> {
    return this.client.fetch(`${this.address}/${checkedKey(key)}`, { ...init, signal: AbortSignal.timeout(PATIENCE) });
  }
}

/** Its words are left out: they may hold the bucket and the key id. */
async function done(method: string, response: Response): Promise<void> {
  await response.body?.cancel();
  if (!response.ok) throw new Error(`The document store answered ${response.status} to ${method}`);
}
