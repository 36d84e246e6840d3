import type { Process } from '#workflow/pure';
import { submissionMachine } from './submission.machine.js';
import { submissionRelations, submissionWishes } from './submission.policy.js';
import { submissionRequirements } from './submission.requirements.js';

/** The submission as the engine runs it. */
export const submissionProcess: Process = {
  name: 'submission',
  table: 'submissions',
  versions: { 1: submissionMachine },
  effects: [],
  wishes: submissionWishes,
  requirements: submissionRequirements,
  columns: ['number', 'statement_id', 'addressee_id', 'unit_id', 'responsible_id', 'successor_of_id'],
  relations: submissionRelations,
};
