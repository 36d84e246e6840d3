import { access, readFile, writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Command, Option } from 'commander';
import { DomainError, say as sentence } from '#platform';
import {
  ENCODINGS,
  ImportRuns,
  guessColumns,
  mappingFileName,
  readMapping,
  reasonsOf,
  surveySource,
  writeMapping,
} from '#imports';
import type { Encoding, Mapping, PlannedRow, Sheet } from '#imports';
import { showProgress } from './progress-line.js';
import { signedIn } from './signed-in.js';
import { say, withProduct } from './with-product.js';

/**
 * Collects what a batch has left behind. A long list leaves much that nobody needs; left to itself the collector lets
 * that grow to twice what a small machine can spare, and its limit cannot be set once the process runs.
 */
function collector(): () => void {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  return () => {
    if (process.memoryUsage().heapUsed > ENOUGH) collect();
  };
}

/** Bytes of heap; what a run holds at any moment is about half of this. */
const ENOUGH = 110 * 2 ** 20;

interface Options {
  apply?: boolean;
  as?: string;
  source?: string;
  sheet?: string;
  encoding?: Encoding;
  columns?: string;
  language: 'en' | 'km';
}

export const importCommand = new Command('import')
  .description(
    'Brings in a list of recommendations: CSV, TSV, XLSX, or a numbered list as .docx or text. Without --apply it only says what each row would do. Interrupted, the same command goes on where it stopped.',
  )
  .argument('<file>', 'the list')
  .option('--apply', 'write the good rows, and a file of the rejected ones with their reasons')
  .option('--as <token>', 'who acts (or ANUSAS_TOKEN)')
  .option(
    '--source <name>',
    'what this list is called, so that a row is known again next time (default: the file’s name)',
  )
  .option('--sheet <name>', 'which sheet of a workbook')
  .addOption(
    new Option('--encoding <name>', 'the code page of a text, where it is not the one that was guessed').choices(
      ENCODINGS,
    ),
  )
  .option('--columns <file>', 'which column is what (default: FILE.columns.yaml, written at the first run)')
  .option('--language <km|en>', 'of the report', 'en')
  .action((file: string, options: Options) =>
    withProduct(async (app) => {
      try {
        const viewer = await signedIn(app, options.as);
        const [name, bytes] = [basename(file), await readFile(file)];
        const { sheet: sheetName, encoding } = options;
        const list = await surveySource(
          { name, bytes },
          { ...(sheetName ? { sheetName } : {}), ...(encoding ? { encoding } : {}) },
        );
        const mapping = await columnsOf(file, list.sheet, options);
        const runs = app.get(ImportRuns);
        const source = options.source ?? basename(file, extname(file));
        const apply = options.apply === true;
        const progress = showProgress(process.stderr);
        const collect = collector();
        const { id, resumedAt } = await runs.carryOutAtHand(
          { name, bytes, list, mapping, source, apply },
          viewer,
          (pace) => {
            progress.at(pace);
            collect();
          },
        );
        progress.end();
        if (resumedAt > 0) say(`Went on where it was interrupted: ${resumedAt} of ${list.total} rows were over.`);
        await report(runs, id, list, options);
        await writeRejected(runs, id, file, list.sheet, options);
        await runs.endAtHand(id, apply);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        for (const reason of error.reasons) say(sentence(reason.code, reason.parameters)[options.language]);
        process.exitCode = 1;
      }
    }),
  );

/** The mapping file beside the list, or a guess that is written there for next time. */
async function columnsOf(file: string, sheet: Sheet, options: Options): Promise<Mapping> {
  const path = options.columns ?? mappingFileName(file);
  const known = await access(path).then(
    () => true,
    () => false,
  );
  const mapping = known ? readMapping(await readFile(path, 'utf8'), sheet) : guessColumns(sheet);
  if (!known) await writeFile(path, writeMapping(mapping));
  say(known ? `Columns as ${path} says:` : `Columns as guessed (written to ${path}, where they can be changed):`);
  for (const column of mapping.columns)
    say(
      `  ${column.letter}  ${column.header || '(no header)'} → ${column.field}  ${Math.round(column.confidence * 100)} %  ${column.reason[options.language]}`,
    );
  for (const column of mapping.leftOut)
    say(`  ${column.letter}  ${column.header || '(no header)'} → left out  ${column.reason[options.language]}`);
  return mapping;
}

/** Longer lists are told by the rows that have something to say. */
const LONG = 1_000;

async function report(
  runs: ImportRuns,
  runId: string,
  { sheet, total }: { sheet: Sheet; total: number },
  { apply, language }: Options,
): Promise<void> {
  for (const note of sheet.notes) say(`note: ${note.row ? `row ${note.row}: ` : ''}${note[language]}`);
  for await (const row of runs.eachRow(runId)) {
    if (total <= LONG || row.action === 'reject' || row.notes.length > 0) sayRow(row, language);
  }
  const count = await runs.counts(runId);
  say(
    `${total} rows: ${count.create} ${apply ? 'came in' : 'would come in'}, ${count.update} ${apply ? 'changed' : 'would change'}, ` +
      `${count.unchanged} as they are, ${count.reject} rejected${apply ? '' : '. Nothing was written; --apply does it.'}`,
  );
}

function sayRow(row: PlannedRow, language: 'en' | 'km'): void {
  say(`row ${row.row}: ${row.action}${row.number ? ` ${row.number}` : ''}`);
  for (const problem of row.problems) say(`    ${problem.column}${row.row}: ${problem[language]}`);
  for (const refusal of row.refusals) say(`    ${refusal[language]}`);
  for (const note of row.notes) say(`    note: ${note[language]}`);
}

async function writeRejected(
  runs: ImportRuns,
  runId: string,
  file: string,
  sheet: Sheet,
  { apply, language }: Options,
): Promise<void> {
  if (!apply) return;
  const header = language === 'km' ? 'មូលហេតុ' : 'Reason';
  const written = await runs.rejects(runId, sheet, (row) => reasonsOf(row, language), header);
  if (!written) return;
  const path = `${file}.rejects.${written.extension}`;
  await writeFile(path, written.bytes);
  say(`The rejected rows, with their reasons: ${path}`);
}
