import { Field, Float, ID, InputType, Int, ObjectType, registerEnumType } from '@nestjs/graphql';
import { CommandInput, DateTime, Node, declareNode, graphqlEnum, toGlobalId } from '#platform';
import type { RequestContext } from '#platform';
import { ROW_ACTIONS } from './import.plan.js';
import type { PlannedRow, RowAction } from './import.plan.js';
import { ENCODINGS } from './text.decoder.js';
import type { Encoding } from './text.decoder.js';

export const RowActionEnum = graphqlEnum('ImportRowAction', ROW_ACTIONS, 'What a row of a list would do, or did.', {
  create: 'A new recommendation.',
  update: 'Changes the recommendation that it stands for.',
  unchanged: 'Says what is known already.',
  reject: 'Stays out, with its reasons.',
});
const RUN_STATUSES = ['waiting', 'running', 'done', 'failed'] as const;
export type RunStatus = (typeof RUN_STATUSES)[number];
export const RunStatusEnum = graphqlEnum('ImportStatus', RUN_STATUSES, 'How far an import has come.');

/** `windows-1252` → `WINDOWS_1252`: what a schema can name. */
const nameOf = (encoding: Encoding) => encoding.toUpperCase().replaceAll('-', '_');
export const EncodingEnum = Object.fromEntries(ENCODINGS.map((encoding) => [nameOf(encoding), encoding]));
registerEnumType(EncodingEnum, {
  name: 'ImportEncoding',
  description: 'A code page in which a text may be written.',
  valuesMap: Object.fromEntries(ENCODINGS.map((encoding) => [nameOf(encoding), { description: `${encoding}.` }])),
});

declareNode('imp', 'ImportRun');

@InputType({ description: 'A list that was uploaded as a document of the kind import.' })
export class ImportListInput extends CommandInput {
  @Field(() => ID, { description: 'The uploaded list: CSV, TSV, XLSX, or a numbered list as .docx or text.' })
  documentId!: string;
  @Field({ description: 'Write the good rows; otherwise it is only said what each row would do.' })
  apply!: boolean;
  @Field(() => String, {
    nullable: true,
    description: 'What this list is called, so that a row is known again next time; the file’s name if left out.',
  })
  source?: string | null;
  @Field(() => String, { nullable: true, description: 'Which sheet of a workbook.' })
  sheetName?: string | null;
  @Field(() => String, {
    nullable: true,
    description: 'Which column is what, as the text of a mapping file; guessed if left out.',
  })
  columns?: string | null;
  @Field(() => EncodingEnum, { nullable: true, description: 'The code page of a text; guessed if left out.' })
  encoding?: Encoding | null;
}

@ObjectType({ description: 'What is wrong with a cell, in the sheet’s own terms.' })
export class ImportProblem {
  @Field({ description: 'The letter of its column.' })
  column!: string;
  @Field({ description: 'What stands there.' })
  value!: string;
  @Field({ description: 'What is wrong, in the language of the request.' })
  message!: string;
  @Field({ description: 'What would be right.' })
  right!: string;
}

@ObjectType({ description: 'A row of the list.' })
export class ImportRow {
  @Field(() => Int, { description: 'Its number in the sheet.' })
  row!: number;
  @Field(() => RowActionEnum, { description: 'What it would do, or did.' })
  action!: RowAction;
  @Field(() => String, { nullable: true, description: 'The number of its recommendation.' })
  number!: string | null;
  @Field(() => [ImportProblem], { description: 'What is wrong with its cells.' })
  problems!: ImportProblem[];
  @Field(() => [String], { description: 'Why the recommendation itself was refused, in the language of the request.' })
  refusals!: string[];
}

@ObjectType({ implements: () => [Node], description: 'A list on its way in; whoever began it can follow it here.' })
export class ImportRun extends Node {
  @Field(() => RunStatusEnum, { description: 'How far it has come.' })
  status!: RunStatus;
  @Field({ description: 'Whether the good rows are written.' })
  apply!: boolean;
  @Field(() => Int, { description: 'Rows of the list; 0 until it has been read.' })
  rowsTotal!: number;
  @Field(() => Int, { description: 'Rows that have been read.' })
  rowsRead!: number;
  @Field(() => Int, { description: 'Rows that are over.' })
  rowsDone!: number;
  @Field(() => Float, { nullable: true, description: 'Rows in a second, in what it is doing now or did last.' })
  rowsPerSecond!: number | null;
  @Field(() => Int, { nullable: true, description: 'Seconds until that is over, at this rate.' })
  secondsLeft!: number | null;
  @Field(() => String, {
    nullable: true,
    description:
      'Which column was taken as what, as the text of a mapping file: change it and send it with the next run.',
  })
  columns!: string | null;
  @Field(() => [String], {
    description: 'What the whole list was refused for, or what was left aside, in the language of the request.',
  })
  notes!: string[];
  @Field(() => ID, { nullable: true, description: 'The rejected rows with their reasons, in the format of the list.' })
  rejectsDocumentId!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it ended.' })
  endedAt!: Date | null;
}

/** What a run leaves behind, as it is stored. */
export interface Report {
  columns?: string;
  notes: { en: string; km: string }[];
}

export interface ImportRunRow {
  id: string;
  status: RunStatus;
  apply: boolean;
  rowsTotal: number;
  rowsRead: number;
  rowsDone: number;
  rowsPerSecond: number | null;
  secondsLeft: number | null;
  report: Report | null;
  rejectsDocumentId: string | null;
  endedAt: Date | null;
}

export function toImportRun(row: ImportRunRow, { language }: Pick<RequestContext, 'language'>): ImportRun {
  const report = row.report ?? { notes: [] };
  return {
    id: toGlobalId('imp', row.id),
    status: row.status,
    apply: row.apply,
    rowsTotal: row.rowsTotal,
    rowsRead: row.rowsRead,
    rowsDone: row.rowsDone,
    rowsPerSecond: row.rowsPerSecond,
    secondsLeft: row.secondsLeft,
    columns: report.columns ?? null,
    notes: report.notes.map((note) => note[language]),
    rejectsDocumentId: row.rejectsDocumentId && toGlobalId('doc', row.rejectsDocumentId),
    endedAt: row.endedAt,
  };
}

export function toImportRow(row: PlannedRow, { language }: Pick<RequestContext, 'language'>): ImportRow {
  return {
    row: row.row,
    action: row.action,
    number: row.number,
    problems: row.problems.map((each) => ({
      column: each.column,
      value: each.value,
      message: each[language],
      right: each.right,
    })),
    refusals: row.refusals.map((each) => each[language]),
  };
}
