import { Command } from 'commander';
import { DOCUMENT_STORE } from '#documents';
import type { DocumentStore } from '#documents';
import { removeSamples } from '#samples';
import { say, withProduct } from './with-product.js';

export const samplesCommand = new Command('samples').description(
  'Sample data: the report’s own story as facts, and invented organisations at every stage of every process. The first `npm start` brings them.',
);

samplesCommand
  .command('remove')
  .description('Removes the sample data with their histories and sign-ins, and nothing else.')
  .action(() =>
    withProduct(async (app, { asOwner }) => {
      const files = app.get<DocumentStore>(DOCUMENT_STORE, { strict: false });
      const removed = await asOwner((owner) => removeSamples(owner, files));
      say(`Removed ${removed} sample cases, their organisations, documents and sign-ins.`);
    }),
  );
