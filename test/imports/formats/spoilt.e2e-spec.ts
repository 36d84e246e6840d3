import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cast } from '../../support/cast.js';
import { openHouse } from '../../support/house.js';
import type { House } from '../../support/house.js';
import { cell, workbook } from '../office-files.js';

let house: House;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anusas-spoilt-'));
  house = await openHouse({ ANUSAS_DATA: folder });
});
afterAll(async () => {
  await house?.close();
  await rm(folder, { recursive: true, force: true });
});

/** Brings a list in through the api, and tells how the run ended and how many recommendations there are then. */
async function bringIn(name: string, bytes: Buffer) {
  const form = new FormData();
  form.set('kind', 'import');
  form.set('visibility', 'secretariat');
  form.set('file', new Blob([bytes]), name);
  const response = await fetch(`${house.api.url}/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${cast.officer.token}` },
    body: form,
  });
  const { document } = (await response.json()) as { document: { id: string } };
  const begun = await house.send('importList', { documentId: document.id, apply: true }, cast.officer, 'run { id }');
  await house.drain();
  const { data } = await house.ask(
    `query ($id: ID!) { importRun(id: $id) { status notes rowsTotal } recommendations(first: 1) { totalCount } }`,
    { id: begun.run.id },
    cast.officer,
  );
  return { ...data.importRun, recommendations: data.recommendations.totalCount };
}

const rows = Array.from({ length: 300 }, (_, at) => [String(at + 1), `Publish the budget of district ${at + 1}`]);
const csv = (last: string) =>
  Buffer.from(`No,Recommendation\n${rows.map((row) => row.join(',')).join('\n')}\n${last}\n`);
const xlsx = (last: string) => {
  const row = ([no, text]: string[], at: number) =>
    `<row r="${at + 1}">${cell(`A${at + 1}`, no ?? '')}${cell(`B${at + 1}`, text ?? '')}</row>`;
  const xml = [['No', 'Recommendation'], ...rows].map(row).join('');
  return workbook({ sheets: [{ name: 'List', xml: `<sheetData>${xml}<row r="302">${last}</row></sheetData>` }] });
};

describe('a list whose last row is spoilt', () => {
  it.each([
    ['a quotation mark that is not closed', 'a.csv', csv('301,"Hold a forum'), 'Row 302 opens a quotation mark'],
    ['a text too long for a cell', 'b.csv', csv(`301,${'x '.repeat(60_000)}`), 'The cell B302 holds more than'],
    ['a formula without its value', 'c.xlsx', xlsx('<c r="B302"><f>B2</f></c>'), 'a formula without its value: B302'],
    ['a byte that was changed', 'd.xlsx', spoilt(xlsx(cell('B302', 'Hold a forum'))), 'The file is damaged'],
  ])('by %s does not come in at all, and it is said why', async (_, name, bytes, sentence) => {
    const { status, notes, recommendations } = await bringIn(name, bytes);
    expect([status, recommendations]).toEqual(['FAILED', 0]);
    expect(notes.join('\n')).toContain(sentence);
  });

  it('comes in when it is mended', async () => {
    expect(await bringIn('e.csv', csv('301,Hold a forum'))).toMatchObject({ status: 'DONE', recommendations: 301 });
  });
});

/** With another letter near its end, behind all other rows. */
function spoilt(bytes: Buffer): Buffer {
  const at = bytes.indexOf('Hold a forum');
  bytes[at] = (bytes[at] as number) ^ 1;
  return bytes;
}
