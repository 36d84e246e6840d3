import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fromGlobalId } from '#platform';
import { cast } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { pdf } from './files.js';
import { startS3 } from './s3-stand-in.js';
import type { S3StandIn } from './s3-stand-in.js';
import { download, filesOf, upload } from './uploads.js';

const account = { accessKey: 'AKIATEST', secretKey: 'not/a+real=secret', region: 'ap-southeast-1' };
let store: S3StandIn;
let house: House;
let data: string;

const open = (secretKey: string) =>
  openHouse({
    ANUSAS_DATA: data,
    DOCUMENTS: 's3',
    S3_ENDPOINT: store.url,
    S3_REGION: account.region,
    S3_BUCKET: 'anusas-documents',
    S3_ACCESS_KEY: account.accessKey,
    S3_SECRET_KEY: secretKey,
  });

beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'anusas-s3-'));
  store = await startS3(account);
  house = await open(account.secretKey);
});
afterAll(async () => {
  await house?.close();
  await store?.close();
  await rm(data, { recursive: true, force: true });
});
beforeEach(() => {
  store.log.length = 0;
});

const send = (text: string, to = house) =>
  upload(to, { bytes: pdf(text), name: 'letter.pdf' }, { kind: 'letter' }, cast.officer);

describe('documents in a store that speaks S3', () => {
  it('are signed, kept under random keys, and come back whole; nothing stays on this machine', async () => {
    const { status, document } = await send('(kept)');
    expect(status).toBe(201);
    const [[path, object] = []] = [...store.objects];
    expect(path).toMatch(/^\/anusas-documents\/[0-9a-f]{32}$/);
    expect(object).toMatchObject({ type: 'application/pdf' });
    expect(await filesOf(house)).toEqual([]);
    const { bytes } = await download(house, document.id, cast.officer);
    expect(bytes.equals(pdf('(kept)'))).toBe(true);
    expect(store.log).toEqual(['PUT 200', 'GET 200']);
  });

  it('are asked for again when the store is busy', async () => {
    store.troubles.push(503, 500);
    expect((await send('(busy)')).status).toBe(201);
    expect(store.log).toEqual(['PUT 503', 'PUT 500', 'PUT 200']);
  });

  it('sent twice lie there once', async () => {
    const before = store.objects.size;
    const ids = [(await send('(twice)')).document.id, (await send('(twice)')).document.id];
    expect([new Set(ids).size, store.objects.size]).toEqual([1, before + 1]);
  });

  it('leave no row when the store refuses, and its words reach nobody', async () => {
    const other = await open('another-secret');
    try {
      const { status, body } = await send('(refused)', other);
      expect(status).toBe(500);
      expect(JSON.stringify(body)).not.toMatch(/AKIA|Error|403/);
      expect(await other.db.query('SELECT 1 FROM documents')).toEqual([]);
      expect(await filesOf(other)).toEqual([]);
    } finally {
      await other.close();
    }
  });

  it('that were lost or changed there are never handed out as whole', async () => {
    const { document } = await send('(changed)');
    const [row] = await house.db.query<{ key: string }[]>(`SELECT storage_key AS key FROM documents WHERE id = $1`, [
      fromGlobalId('doc', document.id),
    ]);
    const path = `/anusas-documents/${row?.key}`;
    store.objects.set(path, { bytes: pdf('(another)'), type: undefined });
    await expect(download(house, document.id, cast.officer)).rejects.toThrow();
    store.objects.delete(path);
    expect((await download(house, document.id, cast.officer)).status).toBe(500);
  });
});
