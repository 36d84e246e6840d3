#!/usr/bin/env node
import 'reflect-metadata';
import { Command } from 'commander';
import { startOrSayWhy } from '#product';
import { administratorCommand } from './administrator.command.js';
import { checkCasesCommand } from './check-cases.command.js';
import { checkpointCommand } from './checkpoint.command.js';
import { checkCountersCommand } from './check-counters.command.js';
import { exportCommand } from './export.command.js';
import { importCommand } from './import.command.js';
import { migrateCommand } from './migrate.command.js';
import { policyCommand } from './policy.command.js';
import { processCommand } from './process.command.js';
import { samplesCommand } from './samples.command.js';
import { verifyCommand } from './verify.command.js';

const program = new Command('anusas')
  .description('The same product from a terminal. Without DATABASE_URL it works on the database of `npm start`.')
  .addCommand(migrateCommand)
  .addCommand(importCommand)
  .addCommand(exportCommand)
  .addCommand(checkCasesCommand)
  .addCommand(checkCountersCommand)
  .addCommand(verifyCommand)
  .addCommand(checkpointCommand)
  .addCommand(processCommand)
  .addCommand(samplesCommand)
  .addCommand(administratorCommand)
  .addCommand(policyCommand);

await startOrSayWhy(async () => {
  await program.parseAsync();
});
