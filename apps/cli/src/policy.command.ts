import { Command } from 'commander';
import { Processes, policyTable } from '#workflow';
import { say, withProduct } from './with-product.js';

export const policyCommand = new Command('policy')
  .description('Prints who may send which event to what, as a Markdown table.')
  .action(() => withProduct(async (app) => say(policyTable(app.get(Processes).all()))));
