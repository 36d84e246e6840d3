import { Field, Int, ObjectType } from '@nestjs/graphql';
import {
  DateTime,
  ErrorCode,
  LanguageEnum,
  Node,
  TextStatusEnum,
  UUID,
  declareNode,
  graphqlEnum,
  toGlobalId,
} from '#platform';
import { BilingualText, ReleaseEnum, StageEnum } from '#recommendations';
import type { Release, Stage } from '#recommendations';
import { CHANGES } from './statement.changes.js';
import type { Change } from './statement.changes.js';
import type { Language, TextStatus } from './statement.content.js';
import { AMENDMENTS, PAST_STATUSES, STATEMENT_STATUSES } from './statement.machine.js';
import type { Amendment, PastStatus, StatementContext, StatementStatus } from './statement.machine.js';

export const STATEMENT_KINDS = [
  'jointStatement',
  'jointList',
  'jointSubmission',
  'positionPaper',
  'openLetter',
] as const;
export type StatementKind = (typeof STATEMENT_KINDS)[number];
export const StatementKindEnum = graphqlEnum('StatementKind', STATEMENT_KINDS, 'What kind of text a statement is.', {
  jointStatement: 'A joint statement.',
  jointList: 'A joint list of recommendations: its items are its text.',
  jointSubmission: 'A joint submission.',
  positionPaper: 'A position paper.',
  openLetter: 'An open letter.',
});
export const StatementStatusEnum = graphqlEnum('StatementStatus', STATEMENT_STATUSES, 'Where a statement stands.', {
  drafting: 'The text can be edited.',
  endorsing: 'A version is frozen and open for sign-on.',
  lapsed: 'The window closed without a quorum.',
  endorsed: 'The quorum is met and the window closed.',
  submitted: 'It was delivered to at least one addressee.',
  concluded: 'Every submission is over.',
  withdrawn: 'Taken back, with a reason.',
});
export const PastStatusEnum = graphqlEnum('PastStatus', PAST_STATUSES, 'Where an old record can leave a statement.');
export const AmendmentEnum = graphqlEnum('Amendment', AMENDMENTS, 'How far a change of a frozen text goes.', {
  editorial: 'Words only: endorsements carry over.',
  material: 'Substance: every endorsement has to be confirmed again.',
});
export const REOPEN_TO = ['endorsing', 'drafting'] as const;
export type ReopenTo = (typeof REOPEN_TO)[number];
export const ReopenToEnum = graphqlEnum('ReopenTo', REOPEN_TO, 'What a statement is opened again for.', {
  endorsing: 'For sign-on: the same version, a new window, endorsements kept.',
  drafting: 'For drafting: the next version starts from the last one.',
});
export const ChangeKindEnum = graphqlEnum('StatementChangeKind', CHANGES, 'What differs between two versions.');

declareNode('stm', 'Statement');
declareNode('ver', 'StatementVersion');
declareNode('itm', 'StatementItem');

@ObjectType({ implements: () => [Node], description: 'A recommendation in the wording of one version of a statement.' })
export class StatementItem extends Node {
  @Field(() => UUID, { description: 'Its identity through all versions: what is reserved on it follows it.' })
  key!: string;
  @Field(() => Int, { description: 'Its place in the list, counted from one.' })
  position!: number;
  @Field(() => BilingualText, {
    description: 'How this version words it; a draft without own words shows the recommendation’s.',
  })
  wording!: BilingualText;
  row!: ItemRow;
}

@ObjectType({ description: 'One difference between two versions.' })
export class StatementChange {
  @Field(() => ChangeKindEnum, { description: 'What differs.' })
  what!: Change['what'];
  @Field(() => LanguageEnum, { nullable: true, description: 'In which language; null where both are meant.' })
  language!: Language | null;
  @Field(() => UUID, { nullable: true, description: 'The item that it is about.' })
  itemKey!: string | null;
  @Field(() => String, { nullable: true, description: 'Before; of an item that moved, its position.' })
  before!: string | null;
  @Field(() => String, { nullable: true, description: 'After; of an item that moved, its position.' })
  after!: string | null;
}

@ObjectType({ implements: () => [Node], description: 'A numbered text of a statement; frozen once it was opened.' })
export class StatementVersion extends Node {
  @Field(() => Int, { description: 'Its number, from 1.' })
  number!: number;
  @Field(() => BilingualText, { description: 'What it is called.' })
  title!: BilingualText;
  @Field(() => BilingualText, { description: 'The text around its items.' })
  body!: BilingualText;
  @Field(() => TextStatusEnum, { description: 'Where the Khmer text stands.' })
  khmerText!: TextStatus;
  @Field(() => TextStatusEnum, { description: 'Where the English text stands.' })
  englishText!: TextStatus;
  @Field(() => AmendmentEnum, { nullable: true, description: 'How it was declared, if an amendment made it.' })
  amendment!: Amendment | null;
  @Field(() => String, {
    nullable: true,
    description: 'SHA-256 over both texts and the items; null while it is a draft.',
  })
  hash!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was frozen; null while it is a draft.' })
  frozenAt!: Date | null;
  row!: VersionRow;
}

@ObjectType({
  implements: () => [Node],
  description: 'A text that organisations sign and that is sent, with the recommendations it carries.',
})
export class Statement extends Node {
  @Field({ description: 'Its human number, such as S-2026-012.' })
  number!: string;
  @Field(() => Int, { description: 'Counts its steps; hand it back with each change.' })
  version!: number;
  @Field(() => StatementStatusEnum, { description: 'Where it stands.' })
  status!: StatementStatus;
  @Field(() => StatementKindEnum, { description: 'What kind of text it is.' })
  kind!: StatementKind;
  @Field(() => LanguageEnum, { description: 'The language whose text is the authentic one.' })
  authenticLanguage!: Language;
  @Field(() => BilingualText, { description: 'What it is called.' })
  title!: BilingualText;
  @Field(() => BilingualText, { description: 'The text around its items.' })
  body!: BilingualText;
  @Field(() => TextStatusEnum, { description: 'Where the Khmer text stands.' })
  khmerText!: TextStatus;
  @Field(() => TextStatusEnum, { description: 'Where the English text stands.' })
  englishText!: TextStatus;
  @Field(() => Int, { description: 'The number of the version that is shown.' })
  versionNumber!: number;
  @Field(() => DateTime, { nullable: true, description: 'When the sign-on ends; null while none is open.' })
  deadline!: Date | null;
  @Field(() => PastStatusEnum, {
    nullable: true,
    description: 'Where an old record left it; what came before is not known. Null when it was drafted here.',
  })
  recordedAs!: PastStatus | null;
  @Field(() => ReleaseEnum, { description: 'Who may see it at all.' })
  release!: Release;
  @Field(() => String, { nullable: true, description: 'Its number in the list that it came from.' })
  externalReference!: string | null;
  @Field(() => DateTime, { description: 'When it was entered.' })
  createdAt!: Date;
  /** The row behind it, for the fields that are read beside it. */
  row!: StatementRow;
}

@ObjectType({ description: 'Something to know about what was done; it was done nevertheless.' })
export class Warning {
  @Field(() => ErrorCode, { description: 'Never changes its meaning.' })
  code!: string;
  @Field({ description: 'The sentence in the language that the request asks for.' })
  message!: string;
  @Field({ description: 'The sentence in English.' })
  messageEn!: string;
  @Field({ description: 'The sentence in Khmer.' })
  messageKm!: string;
}

@ObjectType({ description: 'How a statement carries a recommendation, and how far it has brought it.' })
export class Carrying {
  @Field(() => Statement, { nullable: true, description: 'The statement; null where only an old record says so.' })
  statement!: Statement | null;
  @Field(() => StatementItem, { nullable: true, description: 'Where in it, in which wording.' })
  item!: StatementItem | null;
  @Field(() => StageEnum, { description: 'How far it has brought it.' })
  stage!: Stage;
}

/** What is read of a version. */
export interface VersionRow {
  versionId: string;
  statementId: string;
  versionNumber: number;
  titleKm: string | null;
  titleEn: string | null;
  bodyKm: string | null;
  bodyEn: string | null;
  kmStatus: TextStatus;
  enStatus: TextStatus;
  amendment: Amendment | null;
  reason: string | null;
  hash: string | null;
  frozenAt: Date | null;
}

/** A statement as it is read, with the version that its viewer sees. */
export interface StatementRow extends VersionRow {
  id: string;
  number: string;
  version: number;
  status: StatementStatus;
  context: StatementContext;
  kind: StatementKind;
  authenticLanguage: Language;
  release: Release;
  initiatorId: string | null;
  quorumRuleId: string | null;
  renewsId: string | null;
  externalReference: string | null;
  createdAt: Date;
}

export interface ItemRow {
  id: string;
  versionId: string;
  key: string;
  position: number;
  recommendationId: string;
  wordingKm: string | null;
  wordingEn: string | null;
}

const textsOf = (row: VersionRow) => ({
  title: { km: row.titleKm, en: row.titleEn },
  body: { km: row.bodyKm, en: row.bodyEn },
  khmerText: row.kmStatus,
  englishText: row.enStatus,
});

export function toStatement(row: StatementRow): Statement {
  return {
    id: toGlobalId('stm', row.id),
    number: row.number,
    version: row.version,
    status: row.status,
    kind: row.kind,
    authenticLanguage: row.authenticLanguage,
    ...textsOf(row),
    versionNumber: row.versionNumber,
    deadline: row.context.deadline === null ? null : new Date(row.context.deadline),
    recordedAs: row.context.past,
    release: row.release,
    externalReference: row.externalReference,
    createdAt: row.createdAt,
    row,
  };
}

export function toStatementVersion(row: VersionRow): StatementVersion {
  return {
    id: toGlobalId('ver', row.versionId),
    number: row.versionNumber,
    ...textsOf(row),
    amendment: row.amendment,
    hash: row.hash,
    frozenAt: row.frozenAt,
    row,
  };
}

export function toStatementItem(row: ItemRow): StatementItem {
  return {
    id: toGlobalId('itm', row.id),
    key: row.key,
    position: row.position,
    wording: { km: row.wordingKm, en: row.wordingEn },
    row,
  };
}
