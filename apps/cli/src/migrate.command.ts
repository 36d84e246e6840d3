import { Command } from 'commander';
import { migrate } from '#migrations';
import { loadRegisters } from '#samples';
import { say, withFoundation } from './with-product.js';

/** A step of its own in real use: run once before the new api and worker start. */
export const migrateCommand = new Command('migrate')
  .description('Brings the database up to date: tables, and the registers of places, institutions and instruments.')
  .action(() =>
    withFoundation(async ({ database }) => {
      const done = await migrate(database);
      await loadRegisters(database);
      say(done.length === 0 ? 'The database is up to date.' : `Ran ${done.length} migrations: ${done.join(', ')}`);
    }),
  );
