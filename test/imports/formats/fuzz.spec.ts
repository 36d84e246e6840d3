import { createHash } from 'node:crypto';
import { readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { afterEach, describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { DomainError, say } from '#platform';
import { guessColumns } from '../../../libs/imports/src/columns.js';
import { readDate } from '../../../libs/imports/src/dates.js';
import { readMapping, writeMapping } from '../../../libs/imports/src/mapping.file.js';
import { surveySource } from '../../../libs/imports/src/source.reader.js';
import { ENCODINGS } from '../../../libs/imports/src/text.decoder.js';
import { readAnswer } from '../../../libs/imports/src/values.js';
import { cell, wordDocument, workbook } from '../office-files.js';
import { edits, flipped, flips, spliced, texts, withHeaders, withXml } from './mutations.js';

/** So many files of each kind in an ordinary run; ANUSAS_FUZZ_RUNS asks for more. */
const RUNS = Number(process.env['ANUSAS_FUZZ_RUNS'] ?? 150);
const folder = (name: string) => new URL(`${name}/`, import.meta.url);
const filesIn = (name: string) =>
  readdirSync(folder(name))
    .filter((file) => file !== '.gitkeep')
    .sort()
    .map((file) => [file, readFileSync(new URL(file, folder(name)))] as const);
const valid = filesIn('written-by-libreoffice');
const office = valid.filter(([name]) => /\.(xlsx|docx)$/.test(name));
const any = fc.constantFrom(...valid.map(([, bytes]) => bytes));
const anyOffice = fc.constantFrom(...office.map(([, bytes]) => bytes));

/**
 * Reads a file to the end, whatever it is. It may be refused, with sentences in both languages, before its first row is
 * given; or it is read, every time the same, as texts that a database takes.
 */
async function readsOrRefuses(bytes: Buffer, options = {}): Promise<'read' | 'refused'> {
  let list;
  try {
    list = await surveySource({ name: 'list', bytes }, options);
  } catch (error) {
    if (!(error instanceof DomainError) || error.reasons.length === 0) throw error;
    for (const { code, parameters } of error.reasons) {
      const { en, km } = say(code, parameters);
      // A sentence with a name in braces lacks what should be in its place.
      if (!en || !km || /\{[a-z]+\}/.test(en + km)) throw error;
    }
    return 'refused';
  }
  const rows = [];
  for await (const row of list.rows()) rows.push(row);
  const again = [];
  for await (const row of list.rows()) again.push(row);
  expect(again).toEqual(rows);
  expect(rows).toHaveLength(list.total);
  for (const row of rows) {
    expect(row.cells).toHaveLength(list.sheet.columns.length);
    for (const cell of row.cells) {
      // eslint-disable-next-line no-control-regex
      expect(cell).not.toMatch(/\u0000|\p{Surrogate}/u);
      readDate(cell);
      readAnswer(cell);
    }
  }
  const mapping = guessColumns(list.sheet);
  if (mapping.columns.length > 0) readMapping(writeMapping(mapping), list.sheet);
  return 'read';
}

let failing: Buffer | undefined;

async function keepingFailures(bytes: Buffer, options = {}): Promise<void> {
  try {
    await readsOrRefuses(bytes, options);
  } catch (error) {
    failing = bytes;
    throw error;
  }
}

/** Keeps the smallest file on which a reader failed, so that it is read again in every run from now on. */
afterEach(() => {
  if (!failing) return;
  const name = createHash('sha256').update(failing).digest('hex').slice(0, 16);
  writeFileSync(new URL(`${name}.bin`, folder('found-by-fuzzing')), failing);
  failing = undefined;
});

const check = <T extends [unknown, ...unknown[]]>(property: fc.IAsyncPropertyWithHooks<T>, runs = RUNS) =>
  fc.assert(property, { numRuns: runs });

describe('a spoilt file is read or refused, and never anything else', () => {
  it('nor is any file on which a reader failed before', async () => {
    for (const [, bytes] of filesIn('found-by-fuzzing')) await readsOrRefuses(bytes);
  });

  it.each(valid)('the beginnings of %s, cut at many places', async (_, bytes) => {
    const step = Math.max(1, Math.floor((bytes.length * 150) / (RUNS * 25)));
    for (let end = 0; end < bytes.length; end += step) await keepingFailures(bytes.subarray(0, end));
  });

  it('with other bytes', () =>
    check(fc.asyncProperty(any, flips, (bytes, recipe) => keepingFailures(flipped(bytes, recipe)))));

  it('with parts of another', () =>
    check(
      fc.asyncProperty(any, any, fc.tuple(fc.nat(), fc.nat(), fc.nat()), (bytes, other, recipe) =>
        keepingFailures(spliced(bytes, other, recipe)),
      ),
    ));

  it('with other numbers in the headers of its zip', () =>
    check(
      fc.asyncProperty(
        anyOffice,
        fc.array(fc.tuple(fc.nat({ max: 40 }), fc.nat({ max: 20 }), fc.nat()), { minLength: 1, maxLength: 3 }),
        (bytes, recipe) => keepingFailures(withHeaders(bytes, recipe)),
      ),
    ));

  it('with other XML in a whole zip', () =>
    check(
      fc.asyncProperty(anyOffice, edits, async (bytes, recipe) => keepingFailures(await withXml(bytes, recipe))),
      RUNS * 8,
    ));

  it('as any text, in any encoding', () =>
    check(
      fc.asyncProperty(texts, fc.constantFrom(undefined, ...ENCODINGS), (text, encoding) =>
        keepingFailures(Buffer.from(text), encoding ? { encoding } : {}),
      ),
      RUNS * 2,
    ));

  // Some of these took a minute once: a pattern that looks for an end again and again, or a library that is slow for each tag.
  it.each([
    '"',
    ' ',
    '\n',
    '\r',
    ',',
    '1. a\n',
    '1.1 ',
    '- a\n',
    '1',
    'A b',
    'ក',
    '\u200B ',
    '<',
    '&#',
    '_x0041_',
    'rbs; ',
    '5/10/2021 ',
  ])('made to be slow, of nothing but %j', async (piece) => {
    const text = piece.repeat(300_000 / piece.length);
    await readsOrRefuses(Buffer.from(text));
    await readsOrRefuses(Buffer.from(`No,Text\n1,"${text.replace(/"/g, '""')}"\n`));
    await readsOrRefuses(
      workbook({ sheets: [{ name: 'a', xml: `<sheetData><row>${cell('A1', text)}</row></sheetData>` }] }),
    );
    await readsOrRefuses(wordDocument(text.split('\n')));
  });

  it('reads some and refuses some, or it would show nothing', async () => {
    const [bytes] = office.filter(([name]) => name === 'list.xlsx').map(([, content]) => content);
    const ends = new Set<string>();
    for (let at = 0; at < 300; at += 1)
      ends.add(await readsOrRefuses(await withXml(bytes as Buffer, [[at * 37, at % 90, '']])));
    expect([...ends].sort()).toEqual(['read', 'refused']);
  });
});
