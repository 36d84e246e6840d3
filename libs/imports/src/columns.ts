import { readHeader } from './column-names.js';
import type { Concept, Field, HeaderReading } from './column-names.js';
import { contentOf } from './column-contents.js';
import type { Content } from './column-contents.js';
import { saying } from './said.js';
import type { Said } from './said.js';
import type { Column, Sheet } from './sheet.js';

/** What one column was taken to be, how sure that is (0 to 1), and from what it was seen. */
export interface MappedColumn extends Column {
  field: Field;
  confidence: number;
  reason: Said;
}

/** Which column of a sheet is what. */
export interface Mapping {
  sheetName?: string;
  headerRow: number;
  columns: MappedColumn[];
  /** Columns that are not brought in, and why not. */
  leftOut: (Column & { reason: Said })[];
}

interface Guess {
  column: Column;
  concept: Concept;
  language?: 'en' | 'km';
  confidence: number;
  reason: Said;
}

const DATES: readonly Concept[] = ['endorsedOn', 'submittedOn', 'answeredOn'];

/**
 * Guesses from headers and contents which column is what; a person confirms it. No field is given twice: the surer
 * column has it, and the other is left out with that as its reason.
 */
export function guessColumns(sheet: Sheet): Mapping {
  const guesses: Guess[] = [];
  const leftOut: Mapping['leftOut'] = [];
  const contents = new Map<Column, Content>();
  for (const [index, column] of sheet.columns.entries()) {
    const content = contentOf(sheet.rows.map((row) => row.cells[index] ?? ''));
    contents.set(column, content);
    const guess = content.filled === 0 ? undefined : (byHeader(column, content) ?? byContent(column, content, index));
    if (guess) guesses.push(guess);
    else
      leftOut.push({
        ...column,
        reason: saying(content.filled === 0 ? 'IMPORT_COLUMN_EMPTY' : 'IMPORT_COLUMN_UNKNOWN', {
          header: column.header,
        }),
      });
  }
  const columns: MappedColumn[] = [];
  for (const guess of guesses.sort((one, other) => other.confidence - one.confidence)) {
    const field = fieldOf(guess, guesses, contents);
    const taken = columns.find((mapped) => mapped.field === field);
    if (taken)
      leftOut.push({ ...guess.column, reason: saying('IMPORT_COLUMN_TAKEN', { field, column: taken.letter }) });
    else columns.push({ ...guess.column, field, confidence: guess.confidence, reason: guess.reason });
  }
  const place = new Map(sheet.columns.map((column, index) => [column.letter, index]));
  const inOrder = (one: Column, other: Column) => (place.get(one.letter) ?? 0) - (place.get(other.letter) ?? 0);
  return {
    ...(sheet.sheetName !== undefined && { sheetName: sheet.sheetName }),
    headerRow: sheet.headerRow,
    columns: columns.sort(inOrder),
    leftOut: leftOut.sort(inOrder),
  };
}

function byHeader(column: Column, content: Content): Guess | undefined {
  const found = readHeader(column.header);
  if (!found) return undefined;
  const concept = settled(found, content, column);
  if (!concept) return undefined;
  const doubtful = DATES.includes(concept) && content.dates < 0.5;
  const confidence = (found.whole ? 0.95 : 0.7) * (doubtful ? 0.6 : 1);
  const code = doubtful
    ? 'IMPORT_COLUMN_NOT_DATES'
    : found.whole
      ? 'IMPORT_COLUMN_BY_HEADER'
      : 'IMPORT_COLUMN_BY_PART_OF_HEADER';
  const reason = saying(code, { header: column.header, name: found.name });
  return { column, concept, confidence, reason, ...(found.language && { language: found.language }) };
}

/** Where a header can mean two things, the contents decide. A "status" that holds no answers is a state: never imported. */
function settled(found: HeaderReading, content: Content, column: Column): Concept | undefined {
  if (found.concept === 'answer' && content.answers < 0.5)
    return /status|stage/i.test(column.header) ? undefined : 'answerText';
  if (found.concept === 'submittedOn' && content.dates < 0.5 && /^(submitted|sent)$/i.test(column.header.trim()))
    return 'submittedTo';
  return found.concept;
}

function byContent(column: Column, content: Content, index: number): Guess | undefined {
  const guess = (concept: Concept, confidence: number): Guess => ({
    column,
    concept,
    confidence,
    reason: saying('IMPORT_COLUMN_BY_CONTENT', { column: column.letter }),
  });
  if (index === 0 && content.counting) return guess('reference', 0.6);
  if (content.answers >= 0.8 && content.filled >= 3) return guess('answer', 0.6);
  if (column.header === '' && content.length >= 40) return guess('body', 0.5);
  return undefined;
}

/**
 * The language of a text from its header or else its script. A sheet with one column of short texts in a language has
 * their titles there, whatever it calls them: a title is what each recommendation needs. Both languages go together.
 */
function fieldOf(guess: Guess, all: readonly Guess[], contents: ReadonlyMap<Column, Content>): Field {
  const { concept } = guess;
  if (concept !== 'title' && concept !== 'body') return concept;
  const languageOf = (one: Guess) => one.language ?? ((contents.get(one.column)?.khmer ?? 0) >= 0.5 ? 'km' : 'en');
  const texts = all.filter((one) => one.concept === 'title' || one.concept === 'body');
  const alone = texts.filter((one) => !texts.some((other) => other !== one && languageOf(other) === languageOf(one)));
  const short = alone.every((one) => isShort(contents.get(one.column)));
  const part = alone.includes(guess) && concept === 'body' && short ? 'title' : concept;
  return `${part}${languageOf(guess) === 'km' ? 'Km' : 'En'}`;
}

/** Short enough to be called by. */
function isShort(content: Content | undefined): boolean {
  return content !== undefined && content.longest <= 300 && !content.broken;
}
