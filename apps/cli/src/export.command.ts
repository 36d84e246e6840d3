import { writeFile } from 'node:fs/promises';
import { Command } from 'commander';
import { exportRecommendations } from '#imports';
import { RecommendationsQueries } from '#recommendations';
import { signedIn } from './signed-in.js';
import { say, withProduct } from './with-product.js';

export const exportCommand = new Command('export')
  .description('Writes the recommendations that you may see to a table that imports back to the same.')
  .argument('<file>', 'where to: .xlsx, .csv or .tsv')
  .option('--as <token>', 'who asks (or ANUSAS_TOKEN)')
  .action((file: string, options: { as?: string }) =>
    withProduct(async (app, { database }) => {
      const kind = /\.(xlsx|csv|tsv)$/.exec(file)?.[1] as 'xlsx' | 'csv' | 'tsv' | undefined;
      if (!kind) throw new Error('Name a file that ends with .xlsx, .csv or .tsv.');
      const viewer = await signedIn(app, options.as);
      const queries = app.get(RecommendationsQueries);
      const ids = await queries.allIds(viewer);
      const written = await exportRecommendations(database, ids, { kind });
      await writeFile(file, written.bytes);
      say(`${ids.length} recommendations written to ${file}`);
    }),
  );
