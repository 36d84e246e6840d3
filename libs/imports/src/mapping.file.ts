import { DomainError } from '#platform';
import type { Reason } from '#platform';
import { Document, LineCounter, isMap, isScalar, parseDocument } from 'yaml';
import type { Pair, YAMLMap } from 'yaml';
import { FIELDS } from './column-names.js';
import type { Field } from './column-names.js';
import type { MappedColumn, Mapping } from './columns.js';
import { refusal, saying } from './said.js';
import type { ImportCode } from './said.js';
import { letterOf } from './sheet.js';
import type { Sheet } from './sheet.js';

const LARGEST = 64 * 1024;
const KEYS = ['sheet', 'headerRow', 'columns', 'leftOut'];
const COLUMN_KEYS = ['header', 'field'];

/** The name of the file beside a sheet that keeps what its columns are: `list.xlsx` → `list.xlsx.columns.yaml`. */
export function mappingFileName(sheetFileName: string): string {
  return `${sheetFileName}.columns.yaml`;
}

/** A mapping as the text of its file, for people to read and change. */
export function writeMapping(mapping: Mapping): string {
  const document = new Document({
    ...(mapping.sheetName !== undefined && { sheet: mapping.sheetName }),
    headerRow: mapping.headerRow,
    columns: {},
    leftOut: Object.fromEntries(mapping.leftOut.map(({ letter, header }) => [letter, header])),
  });
  for (const { letter, header, field } of mapping.columns) {
    document.setIn(['columns', letter], document.createNode({ header, field }, { flow: true }));
  }
  document.commentBefore = ` Which column of the sheet is what. Fields: ${FIELDS.join(', ')}.`;
  return document.toString({ lineWidth: 0 });
}

/**
 * Reads a mapping file for a sheet. Every complaint names the line; all of them come at once.
 * @throws DomainError IMPORT_MAPPING_…, also when the sheet's headers are no longer those of the file.
 */
export function readMapping(text: string, sheet: Sheet): Mapping {
  if (text.length > LARGEST) throw refusal('IMPORT_MAPPING_EMPTY', { line: 1 });
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines });
  const reasons: Reason[] = [];
  const lineOf = (node: unknown) =>
    lines.linePos((node as { range?: [number, number, number] } | null)?.range?.[0] ?? 0).line;
  const complain = (code: ImportCode, node: unknown, parameters: Record<string, string | number> = {}) =>
    reasons.push({ code, parameters: { line: lineOf(node), ...parameters } });
  for (const error of document.errors) {
    reasons.push({
      code: 'IMPORT_MAPPING_NOT_YAML',
      parameters: { line: lines.linePos(error.pos[0]).line, problem: error.code },
    });
  }
  if (reasons.length === 0 && !isMap(document.contents)) complain('IMPORT_MAPPING_EMPTY', document.contents);
  if (reasons.length > 0) throw new DomainError('refused', reasons);

  const root = document.contents as YAMLMap;
  for (const { key } of root.items)
    if (!KEYS.includes(nameOf(key)))
      complain('IMPORT_MAPPING_UNKNOWN_KEY', key, { key: nameOf(key), keys: KEYS.join(', ') });
  const stated = root.get('sheet', true);
  if (stated !== undefined && nameOf(stated) !== sheet.sheetName) {
    complain('IMPORT_MAPPING_OTHER_SHEET', stated, { sheet: nameOf(stated), read: sheet.sheetName ?? '' });
  }
  const given = root.get('columns', true) as unknown;
  if (!isMap(given) || given.items.length === 0) complain('IMPORT_MAPPING_EMPTY', given ?? root);
  const columns: MappedColumn[] = [];
  for (const pair of isMap(given) ? given.items : []) {
    const column = readColumn(pair, sheet, columns, complain);
    if (column) columns.push(column);
  }
  if (reasons.length > 0) throw new DomainError('refused', reasons);
  const mapped = new Set(columns.map((column) => column.letter));
  return {
    ...(sheet.sheetName !== undefined && { sheetName: sheet.sheetName }),
    headerRow: sheet.headerRow,
    columns,
    leftOut: sheet.columns
      .filter((column) => !mapped.has(column.letter))
      .map((column) => ({ ...column, reason: saying('IMPORT_COLUMN_LEFT_OUT_BY_FILE') })),
  };
}

type Complain = (code: ImportCode, node: unknown, parameters?: Record<string, string | number>) => void;

function readColumn(
  pair: Pair,
  sheet: Sheet,
  before: readonly MappedColumn[],
  complain: Complain,
): MappedColumn | undefined {
  const letter = nameOf(pair.key).toUpperCase();
  const column = sheet.columns.find((each) => each.letter === letter);
  if (!column) {
    complain('IMPORT_MAPPING_NO_SUCH_COLUMN', pair.key, { column: letter, last: letterOf(sheet.columns.length - 1) });
    return undefined;
  }
  if (!isMap(pair.value)) {
    complain('IMPORT_MAPPING_COLUMN_WRONG', pair.key, { column: letter });
    return undefined;
  }
  for (const { key } of pair.value.items) {
    if (!COLUMN_KEYS.includes(nameOf(key)))
      complain('IMPORT_MAPPING_UNKNOWN_KEY', key, { key: nameOf(key), keys: COLUMN_KEYS.join(', ') });
  }
  const [header, field] = ['header', 'field'].map((key) => (pair.value as YAMLMap).get(key, true));
  const name = nameOf(field);
  if (!FIELDS.includes(name as Field))
    complain('IMPORT_MAPPING_UNKNOWN_FIELD', field ?? pair.key, { field: name, fields: FIELDS.join(', ') });
  const twin = before.find((other) => other.field === name);
  if (twin) complain('IMPORT_MAPPING_FIELD_TWICE', field, { field: name, column: letter, first: twin.letter });
  if (header !== undefined && nameOf(header) !== column.header) {
    complain('IMPORT_MAPPING_HEADER_CHANGED', header, {
      column: letter,
      expected: nameOf(header),
      found: column.header,
    });
  }
  return { ...column, field: name as Field, confidence: 1, reason: saying('IMPORT_COLUMN_BY_FILE') };
}

function nameOf(node: unknown): string {
  return isScalar<string | number | boolean | null>(node) ? String(node.value ?? '') : '';
}
