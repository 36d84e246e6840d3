import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DocumentsService } from '#documents';
import { fromGlobalId, toGlobalId } from '#platform';
import type { Viewer } from '#platform';
import { Processes, checkCases } from '#workflow';
import { cast, everybody, org, orgId } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { until } from '../support/until.js';
import { docx, jpeg, pdf, phonePicture, png, pngChunk, xlsx, zip } from './files.js';
import { download, filesOf, signedIn, upload } from './uploads.js';

const MB = 1024 * 1024;
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');
const evidence = { kind: 'evidence' };

let house: House;
let data: string;
beforeAll(async () => {
  data = await mkdtemp(join(tmpdir(), 'anusas-documents-'));
  house = await openHouse({ ANUSAS_DATA: data });
});
afterAll(async () => {
  expect((await checkCases(house.db, house.api.app.get(Processes).all())).discrepancies).toEqual([]);
  await house?.close();
  await rm(data, { recursive: true, force: true });
});

describe('a document', () => {
  it('comes back as it was handed in, to be saved and never shown as a page', async () => {
    const bytes = pdf('(a letter)');
    const { status, document } = await upload(house, { bytes, name: 'លិខិត ២០២៦.pdf' }, { kind: 'letter' }, cast.officer);
    expect(status).toBe(201);
    expect(document).toMatchObject({
      id: expect.stringMatching(/^doc_[0-9a-f]{32}$/),
      kind: 'letter',
      visibility: 'secretariat',
      mediaType: 'application/pdf',
      size: bytes.length,
      sha256: sha256(bytes),
      receivedSha256: sha256(bytes),
      fileName: 'លិខិត ២០២៦.pdf',
      url: `/documents/${document.id}`,
    });
    const answer = await download(house, document.id, cast.coordinator);
    expect(answer.status).toBe(200);
    expect(answer.bytes.equals(bytes)).toBe(true);
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'application/pdf',
      'content-length': String(bytes.length),
      'content-disposition': `attachment; filename="${'_'.repeat(5)} ${'_'.repeat(4)}.pdf"; filename*=UTF-8''${encodeURIComponent('លិខិត ២០២៦.pdf')}`,
      'cache-control': 'no-store',
      'x-content-type-options': 'nosniff',
      'content-security-policy': expect.stringContaining('sandbox'),
      'cross-origin-resource-policy': 'same-origin',
    });
    const head = await download(house, document.id, cast.coordinator, 'HEAD');
    expect([head.status, head.headers.get('content-length'), head.bytes.length]).toEqual([
      200,
      String(bytes.length),
      0,
    ]);
  });

  it.each([
    ['docx', docx(), 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
    ['xlsx', xlsx(), 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'],
    ['jpg', jpeg, 'image/jpeg'],
    ['jpeg', jpeg, 'image/jpeg'],
    ['png', png, 'image/png'],
  ])('may be a .%s', async (ending, bytes, mediaType) => {
    const { document, codes } = await upload(house, { bytes, name: `a.${ending}` }, evidence, cast.officer);
    expect(codes).toEqual([]);
    expect(document).toMatchObject({ mediaType, fileName: `a.${ending}`, sha256: sha256(bytes) });
  });

  it.each([
    ['list.csv', Buffer.from('លេខ,អនុសាសន៍\n1,ទៀត\n'), 'text/csv'],
    ['list.csv', Buffer.from('\ufeffone,two\n', 'utf16le'), 'text/csv'],
    ['list.txt', Buffer.from('1. One\n2. Two\n'), 'text/plain'],
  ])('may be plain text when it is a list to bring in: %s', async (name, bytes, mediaType) => {
    const { document, codes } = await upload(house, { bytes, name }, { kind: 'import' }, cast.officer);
    expect(codes).toEqual([]);
    expect(document).toMatchObject({ mediaType, sha256: sha256(bytes) });
    expect((await upload(house, { bytes, name }, evidence, cast.officer)).codes).toEqual(['DOCUMENT_TYPE_NOT_ALLOWED']);
  });

  it('sent again by the same person answers with the one that is there', async () => {
    const file = { bytes: pdf('(once)'), name: 'once.pdf' };
    const before = await upload(house, file, evidence, cast.officer);
    const files = await filesOf(house);
    const again = await Promise.all([1, 2, 3].map(() => upload(house, file, evidence, cast.officer)));
    expect(again.map(({ document }) => document.id)).toEqual(Array(3).fill(before.document.id));
    expect(await filesOf(house)).toEqual(files);
    const another = await upload(house, file, evidence, cast.otherOfficer);
    expect(another.document.id).not.toBe(before.document.id);
  });

  it('that was changed where it lies is broken off and never handed out as whole', async () => {
    const { document } = await upload(house, { bytes: pdf('x'.repeat(200_000)) }, evidence, cast.officer);
    const [row] = await house.db.query<{ storage_key: string }[]>(`SELECT storage_key FROM documents WHERE id = $1`, [
      fromGlobalId('doc', document.id),
    ]);
    const path = (await filesOf(house)).find((each) => each.endsWith(row?.storage_key as string)) as string;
    const bytes = await readFile(path);
    bytes[100_000] = 0x79;
    await writeFile(path, bytes);
    await expect(download(house, document.id, cast.officer)).rejects.toThrow();
    await rm(path);
    const lost = await download(house, document.id, cast.officer);
    expect([lost.status, JSON.parse(lost.bytes.toString())]).toEqual([
      500,
      { message: expect.stringMatching(/Reference/), reference: expect.any(String) },
    ]);
  });
});

describe('a picture', () => {
  it('loses place, device and what hangs behind it, keeps every pixel and stays upright', async () => {
    const { document } = await upload(
      house,
      { bytes: phonePicture, name: 'IMG.JPG' },
      { kind: 'receipt' },
      cast.officer,
    );
    const { bytes } = await download(house, document.id, cast.officer);
    for (const told of ['GPS', 'owner', 'SECRET']) expect(bytes.toString('latin1')).not.toContain(told);
    const turned = Buffer.concat([bytes.subarray(0, 20), bytes.subarray(20 + 36)]);
    expect(turned.equals(jpeg)).toBe(true);
    expect(bytes.subarray(20, 56).toString('latin1')).toContain('Exif\0\0MM\0*');
    expect(bytes.readUInt16BE(20 + 28)).toBe(6);
    expect(document).toMatchObject({ sha256: sha256(bytes), receivedSha256: sha256(phonePicture) });
  });

  it('of the other kind too', async () => {
    const told = Buffer.concat([
      png.subarray(0, 33),
      pngChunk('tEXt', 'Author\0the owner'),
      png.subarray(33),
      Buffer.from('MORE'),
    ]);
    const { document } = await upload(house, { bytes: told, name: 'a.png' }, evidence, cast.officer);
    expect((await download(house, document.id, cast.officer)).bytes.equals(png)).toBe(true);
  });

  it('that is cut off is refused', async () => {
    for (const [bytes, name] of [
      [jpeg.subarray(0, -4), 'a.jpg'],
      [png.subarray(0, -14), 'a.png'],
    ] as const) {
      expect((await upload(house, { bytes, name }, evidence, cast.officer)).codes).toEqual(['DOCUMENT_DAMAGED']);
    }
  });
});

describe('what is refused, with nothing left behind', () => {
  const bomb = docx([{ name: 'word/media/image1.bin', content: Buffer.alloc(201 * MB) }]);
  const liar = docx([{ name: 'word/media/image1.bin', content: Buffer.alloc(201 * MB), claims: 1_000 }]);
  const page = Buffer.from('<html><script>alert(1)</script></html>');

  it.each<[string, Buffer, string, string, number]>([
    ['a page', page, 'a.pdf', 'DOCUMENT_TYPE_NOT_ALLOWED', 415],
    [
      'a drawing that can run programs',
      Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'),
      'a.svg',
      'DOCUMENT_TYPE_NOT_ALLOWED',
      415,
    ],
    ['a program', Buffer.from('MZ\x90\x00'.padEnd(600, '\0'), 'latin1'), 'a.pdf', 'DOCUMENT_TYPE_NOT_ALLOWED', 415],
    ['a zip of anything', zip([{ name: 'a.txt', content: 'a' }]), 'a.docx', 'DOCUMENT_TYPE_NOT_ALLOWED', 415],
    [
      'a moving picture',
      Buffer.from('GIF89a\x01\x00\x01\x00\x00\x00\x00;', 'latin1'),
      'a.png',
      'DOCUMENT_TYPE_NOT_ALLOWED',
      415,
    ],
    ['the wrong ending', docx(), 'letter.pdf', 'DOCUMENT_EXTENSION_WRONG', 422],
    ['a second, dangerous ending', pdf(), 'letter.pdf.exe', 'DOCUMENT_EXTENSION_WRONG', 422],
    [
      'a PDF that is a zip too',
      Buffer.concat([pdf(), zip([{ name: 'a', content: 'a' }])]),
      'a.pdf',
      'DOCUMENT_TWO_IN_ONE',
      422,
    ],
    ['a picture that is a zip too', Buffer.concat([jpeg, docx()]), 'a.jpg', 'DOCUMENT_TWO_IN_ONE', 422],
    [
      'a picture that is a PDF too',
      Buffer.concat([png.subarray(0, 33), pngChunk('tEXt', '\0%PDF-1.4'), png.subarray(33)]),
      'a.png',
      'DOCUMENT_TWO_IN_ONE',
      422,
    ],
    [
      'a PDF that is a page too',
      Buffer.from(`%PDF-1.4\n%<html><script>alert(1)</script>\n%%EOF`),
      'a.pdf',
      'DOCUMENT_TWO_IN_ONE',
      422,
    ],
    ['a PDF without its end', pdf().subarray(0, -8), 'a.pdf', 'DOCUMENT_DAMAGED', 422],
    ['an Office file cut off', docx().subarray(0, -30), 'a.docx', 'DOCUMENT_DAMAGED', 422],
    ['an Office file that unpacks to 201 MB', bomb, 'a.docx', 'DOCUMENT_UNPACKS_TOO_LARGE', 413],
    ['an Office file that lies about it', liar, 'a.docx', 'DOCUMENT_DAMAGED', 422],
    [
      'an Office file of 5,001 parts',
      docx(Array.from({ length: 5_000 }, (_, index) => ({ name: `x/${index}`, content: '' }))),
      'a.docx',
      'DOCUMENT_UNPACKS_TOO_LARGE',
      413,
    ],
    [
      'an Office file with macros',
      docx([{ name: 'word/vbaProject.bin', content: 'x' }]),
      'a.docx',
      'DOCUMENT_HAS_MACROS',
      422,
    ],
    ['one that only says so', docx([], 'ms-word.document.macroEnabled'), 'a.docx', 'DOCUMENT_HAS_MACROS', 422],
    ['an Office file with a way out', docx([{ name: '../../etc/x', content: 'x' }]), 'a.docx', 'DOCUMENT_DAMAGED', 422],
    [
      'an Office file with a part twice',
      docx([{ name: 'word/document.xml', content: 'x' }]),
      'a.docx',
      'DOCUMENT_DAMAGED',
      422,
    ],
    [
      'an encrypted Office file',
      zip([{ name: '[Content_Types].xml', content: 'x' }], 1),
      'a.docx',
      'DOCUMENT_TYPE_NOT_ALLOWED',
      415,
    ],
    ['nothing', Buffer.alloc(0), 'a.pdf', 'DOCUMENT_EMPTY', 422],
    [
      '15 MB and one byte',
      Buffer.concat([pdf(), Buffer.alloc(15 * MB + 1 - pdf().length)]),
      'a.pdf',
      'DOCUMENT_TOO_LARGE',
      413,
    ],
    ['far more', Buffer.alloc(30 * MB), 'a.pdf', 'DOCUMENT_TOO_LARGE', 413],
  ])('%s', async (_what, bytes, name, code, status) => {
    const before = await filesOf(house);
    const answer = await upload(house, { bytes, name }, evidence, cast.officer);
    expect([answer.codes, answer.status, answer.document]).toEqual([[code], status, null]);
    expect(answer.body.userErrors[0]).toMatchObject({
      messageEn: expect.any(String),
      messageKm: expect.any(String),
      path: ['file'],
    });
    expect(await filesOf(house)).toEqual(before);
  });

  it('text that is not Unicode, or that holds what is no text', async () => {
    for (const bytes of [
      Buffer.from([0x63, 0x61, 0x66, 0xe9, 0x0a]),
      Buffer.from('a\0b'),
      Buffer.from('one\ntwo \xe1\x9e', 'latin1'),
    ]) {
      const { codes } = await upload(house, { bytes, name: 'a.csv' }, { kind: 'import' }, cast.officer);
      expect(codes).toEqual(['DOCUMENT_NOT_TEXT']);
    }
  });

  it('everything that is wrong at once', async () => {
    const { codes, status } = await upload(
      house,
      { bytes: docx(), name: 'a.pdf' },
      { kind: 'novel', visibility: 'public' },
      cast.representative(1),
    );
    expect([codes, status]).toEqual([['WRONG_VALUE', 'NOT_YOUR_ACT', 'DOCUMENT_EXTENSION_WRONG'], 403]);
  });

  it('exactly 15 MB is taken', async () => {
    const end = Buffer.from('\n%%EOF\n');
    const bytes = Buffer.concat([pdf(), Buffer.alloc(15 * MB - pdf().length - end.length), end]);
    const { document } = await upload(house, { bytes }, evidence, cast.officer);
    expect(document).toMatchObject({ size: 15 * MB });
    expect((await download(house, document.id, cast.officer)).bytes.equals(bytes)).toBe(true);
  });

  it('a form of two files, another field, or no form at all', async () => {
    const before = await filesOf(house);
    const send = async (form: FormData | string, type?: string) => {
      const headers = { ...signedIn(cast.officer), ...(type ? { 'content-type': type } : {}) };
      const response = await fetch(`${house.api.url}/documents`, { method: 'POST', headers, body: form });
      return ((await response.json()) as any).userErrors.map((each: { code: string }) => each.code);
    };
    const blob = new Blob([new Uint8Array(pdf())]);
    const two = new FormData();
    two.append('file', blob, 'a.pdf');
    two.append('file', blob, 'b.pdf');
    expect(await send(two)).toEqual(['DOCUMENT_ONE_AT_A_TIME']);
    const other = new FormData();
    other.append('upload', blob, 'a.pdf');
    expect(await send(other)).toEqual(['DOCUMENT_ONE_AT_A_TIME']);
    const none = new FormData();
    none.append('kind', 'evidence');
    expect(await send(none)).toEqual(['DOCUMENT_EMPTY']);
    expect(await send('{"kind":"evidence"}', 'application/json')).toEqual(['DOCUMENT_FORM_BROKEN']);
    expect(await send('%PDF-1.4', 'application/pdf')).toEqual(['DOCUMENT_FORM_BROKEN']);
    expect(await send('--x\r\nnonsense', 'multipart/form-data; boundary=x')).toEqual(['DOCUMENT_FORM_BROKEN']);
    expect(await filesOf(house)).toEqual(before);
  });

  it('a form that another site sent, whoever is signed in', async () => {
    const from = (headers: Record<string, string>) =>
      upload(house, { bytes: pdf('(o)') }, evidence, cast.officer, headers);
    const foreign: Record<string, string>[] = [
      { origin: 'https://elsewhere.example' },
      { origin: 'null' },
      { 'sec-fetch-site': 'cross-site' },
    ];
    for (const headers of foreign) {
      expect([(await from(headers)).codes, headers]).toEqual([['FOREIGN_ORIGIN'], headers]);
    }
    expect((await from({ origin: house.api.url })).status).toBe(201);
  });

  it('a file of those who only look, before it is read', async () => {
    for (const as of [cast.observer, undefined]) {
      const { codes, status } = await upload(house, { bytes: pdf() }, evidence, as);
      expect([codes, status]).toEqual([['NOT_YOUR_ACT'], 403]);
    }
  });
});

describe('an upload that stops in the middle', () => {
  it('leaves nothing, neither file nor row', async () => {
    const before = await filesOf(house);
    const { length } = await house.db.query<unknown[]>('SELECT 1 FROM documents');
    const outgoing = request(`${house.api.url}/documents`, {
      method: 'POST',
      headers: { ...signedIn(cast.officer), 'content-type': 'multipart/form-data; boundary=x' },
    });
    outgoing.on('error', () => undefined);
    outgoing.write('--x\r\ncontent-disposition: form-data; name="kind"\r\n\r\nevidence\r\n');
    outgoing.write('--x\r\ncontent-disposition: form-data; name="file"; filename="a.pdf"\r\n\r\n');
    outgoing.write(Buffer.concat([pdf(), Buffer.alloc(MB)]));
    await until(async () => (await filesOf(house)).length === before.length + 1);
    outgoing.destroy();
    await until(async () => (await filesOf(house)).length === before.length);
    expect(await house.db.query('SELECT 1 FROM documents')).toHaveLength(length);
  });

  it('because the process was killed is swept away after a day', async () => {
    const [left, fresh] = ['left.part', 'fresh.part'].map((name) => join(data, 'documents', 'incoming', name)) as [
      string,
      string,
    ];
    const again = await openHouse({ ANUSAS_DATA: data });
    try {
      await writeFile(left, 'x');
      await writeFile(fresh, 'x');
      await utimes(left, 1_600_000_000, 1_600_000_000);
      await upload(again, { bytes: pdf('(sweep)') }, evidence, cast.officer);
      const names = await filesOf(again);
      expect([names.includes(left), names.includes(fresh)]).toEqual([false, true]);
    } finally {
      await again.close();
      await rm(fresh, { force: true });
    }
  });
});

describe('a name', () => {
  it.each([
    ['../../../etc/passwd.pdf', 'passwd.pdf'],
    ['..\\..\\windows\\evil.pdf', 'evil.pdf'],
    ['/etc/cron.d/x.pdf', 'x.pdf'],
    ['.htaccess.pdf', 'htaccess.pdf'],
    ['invoice\u202efdp.pdf', 'invoicefdp.pdf'],
    ['a\u0000b\tc.pdf', 'abc.pdf'],
    ['no ending', 'no ending.pdf'],
    ['...', 'document.pdf'],
    [`${'a'.repeat(201)}.pdf`, `${'a'.repeat(200)}.pdf`],
    [`${'ក្រុង'.repeat(200)}.pdf`, `${'ក្រុង'.repeat(66)}.pdf`],
    [`ab${'c' + '\u0301'.repeat(1_000)}.pdf`, 'ab.pdf'],
  ])('%j is kept as %j and is no path', async (given, kept) => {
    const body = Buffer.concat([
      Buffer.from('--x\r\ncontent-disposition: form-data; name="kind"\r\n\r\nevidence\r\n'),
      Buffer.from(
        `--x\r\ncontent-disposition: form-data; name="file"; filename*=UTF-8''${encodeURIComponent(given)}\r\n\r\n`,
      ),
      pdf(`(${given.length})`),
      Buffer.from('\r\n--x--\r\n'),
    ]);
    const headers = { ...signedIn(cast.officer), 'content-type': 'multipart/form-data; boundary=x' };
    const response = await fetch(`${house.api.url}/documents`, { method: 'POST', headers, body });
    const { document } = (await response.json()) as any;
    expect(document.fileName).toBe(kept);
    for (const path of await filesOf(house)) expect(path).toMatch(/documents\/(incoming\/|[0-9a-f]{2}\/[0-9a-f]{32}$)/);
  });
});

describe('who sees it', () => {
  const DOCUMENT = `query ($id: ID!) { document(id: $id) { kind visibility mediaType size sha256 fileName url } node(id: $id) { id } }`;
  const seers = async (id: string) => {
    const seen: Record<string, string> = {};
    const all = {
      ...everybody,
      colleague: cast.representative(1),
      otherMember: cast.representative(2),
      nobody: undefined,
    };
    for (const [name, as] of Object.entries(all)) {
      const { data } = await house.ask(DOCUMENT, { id }, as);
      const { status, headers } = await download(house, id, as);
      // The three ways say the same.
      expect([name, data.node !== null, status === 200]).toEqual([
        name,
        data.document !== null,
        data.document !== null,
      ]);
      if (data.document) seen[name] = data.document.fileName ? 'with its name' : 'without';
      if (data.document && !data.document.fileName) {
        expect(headers.get('content-disposition')).not.toContain('private-name');
      }
    }
    return seen;
  };
  const hand = async (as: (typeof cast)['officer'], fields: Record<string, string>) =>
    (await upload(house, { bytes: pdf(JSON.stringify([fields, as.seatId])), name: 'private-name.pdf' }, fields, as))
      .document.id as string;
  const secretariat = { officer: 'with its name', coordinator: 'with its name', chair: 'with its name' };

  it('of the secretariat, for itself: nobody else, the administrator neither, but for mandates', async () => {
    expect(await seers(await hand(cast.officer, evidence))).toEqual(secretariat);
    expect(await seers(await hand(cast.officer, { kind: 'mandate' }))).toEqual({
      ...secretariat,
      administrator: 'with its name',
    });
  });

  it('of a member organisation: itself and the secretariat', async () => {
    const own = { ...secretariat, representative: 'with its name', colleague: 'with its name' };
    const id = await hand(cast.representative(1), evidence);
    expect(await seers(id)).toEqual(own);
  });

  it('for members: everybody who works on the content, the name for none but its own', async () => {
    const id = await hand(cast.representative(1), { kind: 'response', visibility: 'members' });
    expect(await seers(id)).toEqual({
      ...secretariat,
      representative: 'with its name',
      colleague: 'with its name',
      otherMember: 'without',
      monitor: 'without',
    });
  });

  it('for everybody: only when the secretariat opens it', async () => {
    const id = await hand(cast.officer, { kind: 'letter', visibility: 'public' });
    expect(Object.keys(await seers(id)).sort()).toEqual(
      [...Object.keys(everybody), 'colleague', 'nobody', 'otherMember'].sort(),
    );
  });

  it('cannot tell what is forbidden from what is absent', async () => {
    const forbidden = await hand(cast.officer, evidence);
    const answers = [];
    for (const id of [
      forbidden,
      'doc_00000000000040008000000000000000',
      'rec_00000000000040008000000000000000',
      '..%2F..%2Fetc%2Fpasswd',
      'nonsense',
    ]) {
      const { status, headers, bytes } = await download(house, id, cast.representative(2));
      answers.push({ status, headers: [...headers].filter(([name]) => name !== 'date'), body: bytes.toString() });
    }
    expect(answers[0]).toMatchObject({ status: 404, body: expect.stringContaining('NOT_FOUND') });
    expect(new Set(answers.map((each) => JSON.stringify(each)))).toEqual(new Set([JSON.stringify(answers[0])]));
  });
});

describe('what other features ask', () => {
  const viewer = (as: (typeof cast)['officer']): Viewer => ({
    ...as,
    field: { topics: [], addresseeIds: [], instrumentIds: [] },
  });

  it('may these be named: what is not there and what is not for you give the same reason', async () => {
    const service = house.api.app.get(DocumentsService);
    const { document } = await upload(house, { bytes: pdf('(usable)') }, evidence, cast.officer);
    const [id, absent] = [fromGlobalId('doc', document.id), '00000000-0000-4000-8000-000000000000'];
    expect(await service.assertUsable(house.db, [id, id], viewer(cast.chair))).toEqual([]);
    expect(await service.assertUsable(house.db, [id, absent], viewer(cast.representative(2)))).toEqual([
      { code: 'UNKNOWN_REFERENCE', parameters: { field: 'evidence', value: document.id }, path: ['evidence'] },
      {
        code: 'UNKNOWN_REFERENCE',
        parameters: { field: 'evidence', value: toGlobalId('doc', absent) },
        path: ['evidence'],
      },
    ]);
  });

  it('keep what the product has made, by the same rules', async () => {
    const service = house.api.app.get(DocumentsService);
    const details = { kind: 'letter', visibility: 'secretariat', givenName: 'drawn.pdf' } as const;
    const id = await service.add(pdf('(made)'), details, viewer(cast.officer));
    expect((await download(house, toGlobalId('doc', id), cast.officer)).bytes.equals(pdf('(made)'))).toBe(true);
    await expect(service.add(Buffer.from('<html>'), details, viewer(cast.officer))).rejects.toThrow(
      'DOCUMENT_TYPE_NOT_ALLOWED',
    );
  });

  it('shows the evidence of a step to those who may see it', async () => {
    const { document } = await upload(house, { bytes: pdf('(proof)') }, evidence, cast.officer);
    const content = { title: { en: 'Publish budgets' }, authenticLanguage: 'EN', addresseeIds: [orgId(org.interior)] };
    const { recommendation } = await house.send(
      'draftRecommendation',
      { content },
      cast.representative(1),
      'recommendation { id version }',
    );
    const { userErrors } = await house.send(
      'withdrawRecommendation',
      { id: recommendation.id, expectedVersion: recommendation.version, reason: 'asked to', evidence: [document.id] },
      cast.officer,
      'recommendation { id }',
    );
    expect(userErrors).toEqual([]);
    const read = async (as: (typeof cast)['officer']) =>
      (
        await house.ask(
          `query ($id: ID!) { recommendation(id: $id) { history(first: 1) { edges { node { documents { id } } } } } }`,
          { id: recommendation.id },
          as,
        )
      ).data.recommendation.history.edges[0].node.documents;
    expect(await read(cast.officer)).toEqual([{ id: document.id }]);
    expect(await read(cast.representative(1))).toEqual([]);
  });
});
