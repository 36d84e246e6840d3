import { acts } from '#policy';
import type { Process } from '#workflow/pure';
import { submissionMachine } from './submission.machine.js';
import { submissionRelations } from './submission.relations.js';
import { submissionRequirements } from './submission.requirements.js';

/** The submission as the engine runs it. */
export const submissionProcess: Process = {
  name: 'submission',
  table: 'submissions',
  versions: { 1: submissionMachine },
  effects: [],
  wishes: acts.submission,
  requirements: submissionRequirements,
  columns: ['number', 'statement_id', 'addressee_id', 'unit_id', 'responsible_id', 'successor_of_id'],
  relations: submissionRelations,
};
