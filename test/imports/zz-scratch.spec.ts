import { it } from '@jest/globals';
import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { DomainError } from '#platform';
import { readSource } from '../../libs/imports/src/source.reader.js';
import { readList } from '../../libs/imports/src/list.reader.js';
import { readDate } from '../../libs/imports/src/dates.js';
import { readMapping } from '../../libs/imports/src/mapping.file.js';
import { guessColumns } from '../../libs/imports/src/columns.js';
import { openSource } from '../../libs/imports/src/source.js';
import { pack } from '../../libs/imports/src/archive.js';
it('fuzz', async () => {
  const codes: Record<string, number> = {};
  const attempt = async (f: () => unknown, what: unknown) => {
    const t = Date.now();
    try { await f(); codes.ok = (codes.ok ?? 0) + 1; } catch (e) {
      if (e instanceof DomainError) codes[e.reasons[0]!.code] = (codes[e.reasons[0]!.code] ?? 0) + 1;
      else { codes['BAD ' + String(e).slice(0, 80)] = (codes['BAD ' + String(e).slice(0, 80)] ?? 0) + 1; console.log(what, e); }
    }
    if (Date.now() - t > 1500) console.log('slow', Date.now() - t, JSON.stringify(what).slice(0, 200));
  };
  const rnd = (n: number) => Math.floor(Math.random() * n);
  for (const f of ['/tmp/cross/openpyxl.xlsx', '/tmp/cross/exceljs.xlsx', '/tmp/cross/docx.docx']) {
    const orig = readFileSync(f);
    for (let i = 0; i < 150; i++) { const b = Buffer.from(orig); for (let k = 0; k <= rnd(4); k++) b[rnd(b.length)] = rnd(256); await attempt(() => readSource({ name: f, bytes: b }), f); }
    for (let i = 0; i < 40; i++) { const b = orig.subarray(0, rnd(orig.length)); await attempt(() => readSource({ name: f, bytes: b }), f); }
    const o = await openSource({ name: f, bytes: orig }); if (o.kind === 'text') continue;
    for (let i = 0; i < 250; i++) { // mutate inside XML, repacked valid
      const parts = new Map(o.parts); const names = [...parts.keys()].filter((n) => /sheet|workbook|styles|shared|document|numbering/.test(n)); const n = names[rnd(names.length)]!;
      let t = parts.get(n)!.toString(); const frag = ['<', '>', '"', '/', '<c r="B2">', '<v>', '</c>', 'r="A1"', '&#x', '<row>', '9999', '<!--', ']]>', '<w:p>', 'w:val="x"', ''];
      for (let k = 0; k <= rnd(3); k++) { const at = rnd(t.length); t = t.slice(0, at) + frag[rnd(frag.length)] + t.slice(at + rnd(6)); }
      parts.set(n, Buffer.from(t)); const bytes = pack(parts);
      await attempt(async () => guessColumns(await readSource({ name: f, bytes })), n);
    }
  }
  const unit = fc.oneof(fc.constantFrom('1', '.', ')', '(', '១', '-', '\n', '\n\n', ' ', '"', ',', ';', '\t', '1.1 ', 'ក', 'a', '• ', '=', "'", '/', '2021', 'Oct', 'ខែ', 'តុលា', 'No', ':', '{', '}', '[', 'columns'), fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }));
  await fc.assert(fc.asyncProperty(fc.string({ unit, maxLength: 80 }), async (text) => {
    await attempt(() => readList({ text }), text); await attempt(() => readSource({ name: 'x', bytes: Buffer.from(text) }), text);
    await attempt(async () => guessColumns(await readList({ text: '1. a\n' + text })), text);
    await attempt(() => readDate(text), text);
    await attempt(() => readMapping(text, { kind: 'csv', headerRow: 1, columns: [{ letter: 'A', header: 'x' }], rows: [], notes: [] }), text);
    await attempt(() => readMapping('columns:\n  A: ' + text, { kind: 'csv', headerRow: 1, columns: [{ letter: 'A', header: 'x' }], rows: [], notes: [] }), text);
  }), { numRuns: 1500 });
  for (const big of ['1. '.repeat(3e5), '(('.repeat(3e5), 'a '.repeat(5e5), '1-'.repeat(3e5), ' '.repeat(6e5) + 'x', 'ខែ'.repeat(2e5), '<'.repeat(5e5), '1/'.repeat(2e5)]) {
    await attempt(() => readDate(big), big.slice(0, 5)); await attempt(() => readList({ text: '1. x\n' + big }), big.slice(0, 5)); await attempt(() => readSource({ name: 'x', bytes: Buffer.from('No,Text\n1,' + big) }), big.slice(0, 5));
  }
  console.log(codes);
}, 600000);
