import { access, readFile, writeFile } from 'node:fs/promises';
import { basename, extname } from 'node:path';
import { Command } from 'commander';
import { DomainError, say as sentence } from '#platform';
import {
  ImportsService,
  guessColumns,
  mappingFileName,
  readMapping,
  readSource,
  reasonsOf,
  writeMapping,
  writeRejects,
} from '#imports';
import type { Mapping, Plan, Sheet } from '#imports';
import { signedIn } from './signed-in.js';
import { say, withProduct } from './with-product.js';

interface Options {
  apply?: boolean;
  as?: string;
  source?: string;
  sheet?: string;
  columns?: string;
  language: 'en' | 'km';
}

export const importCommand = new Command('import')
  .description(
    'Brings in a list of recommendations: CSV, TSV, XLSX, or a numbered list as .docx or text. Without --apply it only says what each row would do.',
  )
  .argument('<file>', 'the list')
  .option('--apply', 'write the good rows, and a file of the rejected ones with their reasons')
  .option('--as <token>', 'who acts (or ANUSAS_TOKEN)')
  .option(
    '--source <name>',
    'what this list is called, so that a row is known again next time (default: the file’s name)',
  )
  .option('--sheet <name>', 'which sheet of a workbook')
  .option('--columns <file>', 'which column is what (default: FILE.columns.yaml, written at the first run)')
  .option('--language <km|en>', 'of the report', 'en')
  .action((file: string, options: Options) =>
    withProduct(async (app) => {
      try {
        const viewer = await signedIn(app, options.as);
        const sheet = await readSource(
          { name: basename(file), bytes: await readFile(file) },
          options.sheet ? { sheetName: options.sheet } : {},
        );
        const mapping = await columnsOf(file, sheet, options);
        const source = options.source ?? basename(file, extname(file));
        const imports = app.get(ImportsService);
        const plan = await imports.plan(sheet, mapping, source);
        if (options.apply) {
          await imports.apply(
            plan,
            source,
            viewer,
            (done, total) => void process.stderr.write(`\r${done} of ${total} rows`),
          );
          process.stderr.write('\n');
        }
        report(plan, options);
        await writeRejected(file, sheet, plan, options);
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

function report(plan: Plan, { apply, language }: Options): void {
  for (const note of plan.notes) say(`note: ${note.row ? `row ${note.row}: ` : ''}${note[language]}`);
  for (const step of plan.steps) {
    say(`row ${step.row}: ${step.action}${step.number ? ` ${step.number}` : ''}`);
    for (const problem of step.problems) say(`    ${problem.column}${step.row}: ${problem[language]}`);
    for (const refusal of step.refusals) say(`    ${refusal[language]}`);
    for (const note of step.notes) say(`    note: ${note[language]}`);
  }
  const count = (action: string) => plan.steps.filter((step) => step.action === action).length;
  say(
    `${plan.steps.length} rows: ${count('create')} ${apply ? 'came in' : 'would come in'}, ${count('update')} ${apply ? 'changed' : 'would change'}, ` +
      `${count('unchanged')} as they are, ${count('reject')} rejected${apply ? '' : '. Nothing was written; --apply does it.'}`,
  );
}

async function writeRejected(file: string, sheet: Sheet, plan: Plan, { apply, language }: Options): Promise<void> {
  const rejected = plan.steps.filter((step) => step.action === 'reject');
  if (!apply || rejected.length === 0) return;
  const written = await writeRejects(
    sheet,
    new Map(rejected.map((step) => [step.row, reasonsOf(step, language)])),
    language === 'km' ? 'មូលហេតុ' : 'Reason',
  );
  const path = `${file}.rejects.${written.extension}`;
  await writeFile(path, written.bytes);
  say(`The rejected rows, with their reasons: ${path}`);
}
