import { Command } from 'commander';
import { Processes, checkCases } from '#workflow';
import { say, withProduct } from './with-product.js';

export const checkCasesCommand = new Command('check-cases')
  .description('Replays the history of every case and compares it with what is stored.')
  .action(() =>
    withProduct(async (app, { database }) => {
      const { checked, discrepancies } = await checkCases(database, app.get(Processes).all());
      for (const each of discrepancies) say(`${each.process} ${each.caseId}: ${each.why}`);
      say(`${checked} cases checked, ${discrepancies.length} whose state their own history does not reproduce`);
      if (discrepancies.length > 0) process.exitCode = 1;
    }),
  );
