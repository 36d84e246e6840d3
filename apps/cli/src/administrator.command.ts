import { Command } from 'commander';
import { Addresses } from '#accounts';
import { DomainError, say as sentence } from '#platform';
import { createFirstAdministrator } from '#sign-in';
import type { FirstAdministrator } from '#sign-in';
import { say, withProduct } from './with-product.js';

export const administratorCommand = new Command('administrator').description(
  'The first person of a new installation, who lets in everybody else.',
);

administratorCommand
  .command('create')
  .description('Makes the first administrator, who then signs in by mail. Refused as soon as there is one.')
  .requiredOption('--address <address>', 'where sign-in mail goes')
  .requiredOption('--organisation <code>', 'the secretariat’s code; it is entered if it is not there yet')
  .option('--organisation-name <name>', 'what the secretariat is called', 'Secretariat')
  .option('--office <office>', 'the office; no person’s name', 'Administrator')
  .action((first: FirstAdministrator) =>
    withProduct(async (app, { database, clock }) => {
      try {
        await createFirstAdministrator({ database, clock, addresses: app.get(Addresses, { strict: false }) }, first);
      } catch (error) {
        if (!(error instanceof DomainError)) throw error;
        const reasons = error.reasons.map(({ code, parameters }) => sentence(code, parameters).en);
        throw new Error(reasons.join(' '), { cause: error });
      }
      say('The first administrator is there, and signs in at /sign-in by mail.');
    }),
  );
