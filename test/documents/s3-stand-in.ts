import { createHash, createHmac } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';

const hmac = (key: Buffer | string, text: string) => createHmac('sha256', key).update(text).digest();
const sha256 = (bytes: Buffer | string) => createHash('sha256').update(bytes).digest('hex');

/** As much of an S3 store as the product uses. It checks each signature from what really arrived, and keeps what is right. */
export interface S3StandIn {
  url: string;
  objects: Map<string, { bytes: Buffer; type: string | undefined }>;
  /** What was asked and what was answered: `PUT 200`. */
  log: string[];
  /** Answers that come first, whatever is asked. */
  troubles: number[];
  close(): Promise<void>;
}

export async function startS3(account: { accessKey: string; secretKey: string; region: string }): Promise<S3StandIn> {
  const objects: S3StandIn['objects'] = new Map();
  const log: string[] = [];
  const troubles: number[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = [];
      for await (const chunk of request) chunks.push(chunk as Buffer);
      const body = Buffer.concat(chunks);
      const path = request.url as string;
      const object = objects.get(path);
      const status =
        troubles.shift() ?? judge(request, body, account) ?? (request.method === 'GET' && !object ? 404 : 200);
      log.push(`${request.method} ${status}`);
      if (status !== 200) return response.writeHead(status).end(`<Error>${account.accessKey}</Error>`);
      if (request.method === 'PUT') objects.set(path, { bytes: body, type: request.headers['content-type'] });
      if (request.method === 'DELETE') objects.delete(path);
      return response
        .writeHead(request.method === 'DELETE' ? 204 : 200)
        .end(request.method === 'GET' ? object?.bytes : '');
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    log,
    troubles,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

/** What is wrong with a request by AWS Signature Version 4; nothing if it is right. */
function judge(
  request: IncomingMessage,
  body: Buffer,
  account: { accessKey: string; secretKey: string; region: string },
): number | undefined {
  const parts = /^AWS4-HMAC-SHA256 Credential=([^,]+), SignedHeaders=([^,]+), Signature=([0-9a-f]{64})$/.exec(
    request.headers.authorization ?? '',
  );
  if (!parts) return 403;
  const [, credential = '', signed = '', signature] = parts;
  const moment = request.headers['x-amz-date'] as string;
  const scope = `${moment.slice(0, 8)}/${account.region}/s3/aws4_request`;
  if (credential !== `${account.accessKey}/${scope}`) return 403;
  const stated = request.headers['x-amz-content-sha256'] as string;
  if (!signed.split(';').includes('x-amz-content-sha256') || !signed.split(';').includes('host')) return 403;
  // What is stored must be what was signed: an unsigned body is not taken.
  if (request.method === 'PUT' && stated !== sha256(body)) return 400;
  const address = new URL(request.url as string, 'http://x');
  const canonical = [
    request.method,
    address.pathname,
    address.searchParams.toString(),
    ...signed.split(';').map((name) => `${name}:${String(request.headers[name]).trim()}`),
    '',
    signed,
    stated,
  ].join('\n');
  const text = ['AWS4-HMAC-SHA256', moment, scope, sha256(canonical)].join('\n');
  const key = [moment.slice(0, 8), account.region, 's3', 'aws4_request'].reduce<Buffer | string>(
    (secret, piece) => hmac(secret, piece),
    `AWS4${account.secretKey}`,
  );
  return createHmac('sha256', key).update(text).digest('hex') === signature ? undefined : 403;
}
