import { writeFile } from 'node:fs/promises';
import { Command, Option } from 'commander';
import { writeTable } from '#imports';
import { inMarkdown, policyTable } from '#policy';
import type { TableLanguage } from '#policy';
import { Processes, eventStates } from '#workflow';
import { say, withoutDatabase } from './with-product.js';

export const policyCommand = new Command('policy')
  .description('Who may do, see and read what, as one table: the very rules that are obeyed.')
  .argument('[file]', 'where to: .md or .xlsx; printed as Markdown if left out')
  .addOption(new Option('--language <language>', 'in which language').choices(['en', 'km']).default('en'))
  .action((file: string | undefined, { language }: { language: TableLanguage }) =>
    withoutDatabase(async (app) => {
      const states = Object.fromEntries(
        app
          .get(Processes)
          .all()
          .map((process) => [process.name, eventStates(process)]),
      );
      const table = policyTable(language, states);
      if (file === undefined) return say(inMarkdown(table));
      if (file.endsWith('.md')) await writeFile(file, `${inMarkdown(table)}\n`);
      else if (file.endsWith('.xlsx')) await writeFile(file, await workbook(table));
      else throw new Error('Name a file that ends with .md or .xlsx.');
      say(`${table.rows.length} rules written to ${file}`);
    }),
  );

async function workbook({ headers, rows, note }: ReturnType<typeof policyTable>): Promise<Buffer> {
  const like = { kind: 'xlsx' as const, sheetName: 'policy' };
  const written = await writeTable({
    like,
    headers,
    rows: note ? [...rows, [note, ...headers.slice(1).map(() => '')]] : rows,
  });
  return written.bytes;
}
