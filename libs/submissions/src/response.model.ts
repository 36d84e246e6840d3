import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import {
  DateTime,
  LanguageEnum,
  LocalDate,
  Node,
  UUID,
  connectionType,
  declareNode,
  graphqlEnum,
  toGlobalId,
} from '#platform';
import type { Reading } from './readings.js';
import type { DayPrecision } from './submission.days.js';
import { DayPrecisionEnum, ReadingEnum } from './submission.model.js';
import { RESPONSE_FORMS } from './submission.records.js';
import type { ResponseForm } from './submission.records.js';

export const ResponseFormEnum = graphqlEnum('ResponseForm', RESPONSE_FORMS, 'In which form an answer came.', {
  speech: 'Said in public.',
  inInstrument: 'The text of an instrument is the answer.',
});

declareNode('res', 'Response');
declareNode('rcp', 'Receipt');

@ObjectType({ description: 'How a response is read for one item; the reading is ours, the words are theirs.' })
export class ResponseItem {
  @Field(() => UUID, { description: 'The key of the item.' })
  itemKey!: string;
  @Field(() => ReadingEnum, { description: 'How it is read.' })
  reading!: Reading;
  @Field(() => String, { nullable: true, description: 'Their own words on this item.' })
  verbatim!: string | null;
  @Field(() => String, { nullable: true, description: 'The reason that they gave.' })
  reason!: string | null;
}

@ObjectType({
  implements: () => [Node],
  description:
    'What an addressee answered. Nothing of it is ever rewritten: a wrong one is named by the one in its place.',
})
export class Response extends Node {
  @Field(() => LocalDate, { description: 'When they answered; the first day of it, if only a span is known.' })
  answeredOn!: string;
  @Field(() => LocalDate, { nullable: true, description: 'The last day of a range.' })
  answeredUntil!: string | null;
  @Field(() => DayPrecisionEnum, { description: 'How exactly the day is known.' })
  precision!: DayPrecision;
  @Field(() => ResponseFormEnum, { description: 'In which form it came.' })
  form!: ResponseForm;
  @Field(() => LanguageEnum, { nullable: true, description: 'The language of their words.' })
  language!: 'km' | 'en' | null;
  @Field(() => String, { nullable: true, description: 'In their own words.' })
  verbatim!: string | null;
  @Field(() => ID, { nullable: true, description: 'The document that has them.' })
  documentId!: string | null;
  @Field({ description: 'It counts: nothing has taken its place, and it was not taken out.' })
  counts!: boolean;
  @Field({ description: 'It says only that the one which it corrects was never given.' })
  annuls!: boolean;
  @Field(() => ID, { nullable: true, description: 'The wrong one in whose place it stands.' })
  correctsId!: string | null;
  @Field(() => ID, { nullable: true, description: 'The one that has taken its place, if it was wrong.' })
  correctedById!: string | null;
  @Field(() => Int, { description: 'The version of the submission after the step that wrote it.' })
  submissionVersion!: number;
  @Field(() => DateTime, { description: 'When it was written down.' })
  recordedAt!: Date;
  row!: ResponseRow;
}

export const ResponseConnection = connectionType('Response', () => Response);

@ObjectType({
  implements: () => [Node],
  description: 'Proof that the addressee has a letter. A wrong one is named by the one in its place.',
})
export class Receipt extends Node {
  @Field(() => LocalDate, { description: 'The day on which they had it.' })
  receivedOn!: string;
  @Field(() => String, { nullable: true, description: 'The number under which they entered it.' })
  entryNumber!: string | null;
  @Field({ description: 'A copy with their stamp was seen.' })
  stampSeen!: boolean;
  @Field(() => String, { nullable: true, description: 'The office that took it.' })
  office!: string | null;
  @Field(() => ID, { nullable: true, description: 'The scan.' })
  documentId!: string | null;
  @Field({ description: 'It counts: nothing has taken its place, and it was not taken out.' })
  counts!: boolean;
  @Field(() => ID, { nullable: true, description: 'The wrong one in whose place it stands.' })
  correctsId!: string | null;
  @Field(() => DateTime, { description: 'When it was written down.' })
  recordedAt!: Date;
  row!: ReceiptRow;
}

/** A response as it is read; days are `YYYY-MM-DD`. */
export interface ResponseRow {
  id: string;
  submissionId: string;
  caseVersion: number;
  answeredOn: string;
  answeredUntil: string | null;
  precision: DayPrecision;
  form: ResponseForm;
  language: 'km' | 'en' | null;
  verbatim: string | null;
  documentId: string | null;
  annuls: boolean;
  correctsId: string | null;
  correctedById: string | null;
  recordedAt: Date;
}

export interface ReceiptRow {
  id: string;
  submissionId: string;
  receivedOn: string;
  entryNumber: string | null;
  stampSeen: boolean;
  office: string | null;
  documentId: string | null;
  annuls: boolean;
  correctsId: string | null;
  correctedById: string | null;
  recordedAt: Date;
}

const globalOf = (prefix: string, id: string | null) => id && toGlobalId(prefix, id);

export function toResponse(row: ResponseRow): Response {
  const { answeredOn, answeredUntil, precision, form, language, verbatim, annuls, recordedAt } = row;
  return {
    id: toGlobalId('res', row.id),
    ...{ answeredOn, answeredUntil, precision, form, language, verbatim, annuls, recordedAt },
    documentId: globalOf('doc', row.documentId),
    counts: !annuls && row.correctedById === null,
    correctsId: globalOf('res', row.correctsId),
    correctedById: globalOf('res', row.correctedById),
    submissionVersion: row.caseVersion,
    row,
  };
}

export function toReceipt(row: ReceiptRow): Receipt {
  const { receivedOn, entryNumber, stampSeen, office, annuls, recordedAt } = row;
  return {
    id: toGlobalId('rcp', row.id),
    ...{ receivedOn, entryNumber, stampSeen, office, recordedAt },
    documentId: globalOf('doc', row.documentId),
    counts: !annuls && row.correctedById === null,
    correctsId: globalOf('rcp', row.correctsId),
    row,
  };
}
