import { Command } from 'commander';
import { addSamples, hasSamples, removeSamples } from '#samples';
import { say, withFoundation, withProduct } from './with-product.js';

export const samplesCommand = new Command('samples').description(
  'Sample data: invented organisations at every stage of every process.',
);

samplesCommand
  .command('add')
  .description('Brings the sample data in, by the same commands that people use.')
  .action(() =>
    withProduct(async (app, { config, database }) => {
      if (config.NODE_ENV === 'production') throw new Error('Sample data are refused with production settings.');
      if (await hasSamples(database)) throw new Error('The sample data are here already.');
      await addSamples(app);
      say('The sample data are in.');
    }),
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
