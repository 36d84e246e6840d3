import { Command } from 'commander';
import { migrate } from '#migrations';
import { loadRegisters } from '#samples';
import { say, withFoundation } from './with-product.js';

/** A step of its own in real use: run once before the new api and worker start. */
export const migrateCommand = new Command('migrate')
  .description('Brings the database up to date: tables, and the registers of places, institutions and instruments.')
  .action(() =>
    withFoundation(async ({ asOwner, database, config }) => {
      const done = await asOwner((owner) => migrate(owner, config.DATABASE_URL));
      await loadRegisters(database);
      say(done.length === 0 ? 'The database is up to date.' : `Ran ${done.length} migrations: ${done.join(', ')}`);
    }),
  );
