import { Command } from 'commander';
import { removeSamples } from '#samples';
import { say, withFoundation } from './with-product.js';

export const samplesCommand = new Command('samples').description(
  'Sample data: the report’s own story as facts, and invented organisations at every stage of every process. The first `npm start` brings them.',
);

samplesCommand
  .command('remove')
  .description('Removes the sample data with their histories and sign-ins, and nothing else.')
  .action(() =>
    withFoundation(async ({ database }) => {
      const removed = await removeSamples(database);
      say(`Removed ${removed} sample cases, their organisations and sign-ins.`);
    }),
  );
