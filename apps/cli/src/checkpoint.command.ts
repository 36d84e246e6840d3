import { Command } from 'commander';
import { newestCheckpointLine } from '#proof';
import { say, withFoundation } from './with-product.js';

export const checkpointCommand = new Command('checkpoint')
  .description(
    'Prints the newest signed checkpoint of all histories as one line, to be mailed to witnesses or printed. Whoever keeps it can tell later, with verify --against, whether anything before it was changed.',
  )
  .action(() =>
    withFoundation(async ({ database }) => {
      const line = await newestCheckpointLine(database);
      if (!line)
        throw new Error('There is no checkpoint yet: the worker makes one each day, once anything was recorded.');
      say(line);
    }),
  );
