import { Field, ID, InputType } from '@nestjs/graphql';
import { CaseCommandInput, CommandInput, LanguageEnum, LocalDate, TextStatusEnum } from '#platform';
import { BilingualTextInput } from '#recommendations';
import type { Amendment, PastStatus, StatementStatus } from './statement.machine.js';
import {
  AmendmentEnum,
  PastStatusEnum,
  ReopenToEnum,
  StatementKindEnum,
  StatementStatusEnum,
} from './statement.model.js';
import type { ReopenTo, StatementKind } from './statement.model.js';
import type { TextStatus } from './statement.content.js';

@InputType({ description: 'A recommendation that the statement carries, in the order of the list.' })
export class StatementItemInput {
  @Field(() => ID, { description: 'Which.' })
  recommendationId!: string;
  @Field(() => BilingualTextInput, {
    nullable: true,
    description: 'How this statement words it; what is left out is worded as the recommendation is.',
  })
  wording?: BilingualTextInput | null;
}

@InputType({ description: 'What a statement says: its texts, and the recommendations that it carries.' })
export class StatementTextInput {
  @Field(() => BilingualTextInput, { description: 'What it is called.' })
  title!: BilingualTextInput;
  @Field(() => BilingualTextInput, {
    nullable: true,
    description: 'The text around its items. A joint list needs none.',
  })
  body?: BilingualTextInput | null;
  @Field(() => TextStatusEnum, {
    nullable: true,
    description:
      'Where the text in the other language stands. Left out: behind, if only the authentic text has changed, else current if it is there.',
  })
  otherLanguage?: TextStatus | null;
  @Field(() => [StatementItemInput], { nullable: true, description: 'The recommendations that it carries, in order.' })
  items?: StatementItemInput[] | null;
}

@InputType({ description: 'A statement as it is drafted.' })
export class StatementContentInput extends StatementTextInput {
  @Field(() => StatementKindEnum, { description: 'What kind of text it is.' })
  kind!: StatementKind;
  @Field(() => LanguageEnum, { description: 'The language whose text is the authentic one.' })
  authenticLanguage!: 'km' | 'en';
  @Field(() => ID, { nullable: true, description: 'The quorum rule by which it is to be judged.' })
  quorumRuleId?: string | null;
  @Field(() => ID, { nullable: true, description: 'The organisation that initiates it; yours if left out.' })
  initiatorId?: string | null;
  @Field(() => String, { nullable: true, description: 'Its number in the list that it came from.' })
  externalReference?: string | null;
}

@InputType({ description: 'A new statement.' })
export class DraftStatementInput extends CommandInput {
  @Field(() => StatementContentInput, { description: 'What it says.' })
  content!: StatementContentInput;
}

@InputType({ description: 'A statement that an old record knows; it enters where that record leaves it.' })
export class RecordPastStatementInput extends DraftStatementInput {
  @Field(() => PastStatusEnum, { description: 'Where the old record leaves it.' })
  status!: PastStatus;
  @Field(() => LocalDate, { description: 'When it got there, Phnom Penh time.' })
  happenedOn!: string;
  @Field(() => [String], { nullable: true, description: 'The steps of which nothing is known.' })
  notKnown?: string[] | null;
  @Field(() => String, { description: 'Where this is known from.' })
  reason!: string;
}

/** A change of one statement. */
@InputType({ isAbstract: true })
export abstract class StatementCommandInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Which statement.' })
  id!: string;
}

@InputType({ description: 'New wording for a draft.' })
export class EditStatementInput extends StatementCommandInput {
  @Field(() => StatementContentInput, { description: 'All of it as it is to be.' })
  content!: StatementContentInput;
}

@InputType({ description: 'Freezes the text and opens it for sign-on.' })
export class OpenStatementInput extends StatementCommandInput {
  @Field(() => LocalDate, {
    nullable: true,
    description: 'The last day of sign-on; it ends with that day, Phnom Penh time.',
  })
  deadlineOn?: string | null;
}

@InputType({ description: 'Ends the sign-on; before its deadline only on a quorum.' })
export class CloseStatementInput extends StatementCommandInput {}

@InputType({ description: 'Gives the sign-on more time.' })
export class ExtendStatementInput extends OpenStatementInput {}

@InputType({ description: 'Changes a text that was frozen.' })
export class AmendStatementInput extends StatementCommandInput {
  @Field(() => AmendmentEnum, {
    description: 'A change of words only, or of substance: the person who amends declares it.',
  })
  amendment!: Amendment;
  @Field(() => StatementTextInput, { description: 'All of it as it is to be.' })
  content!: StatementTextInput;
  @Field(() => LocalDate, {
    nullable: true,
    description:
      'After a change in substance, the last day of sign-on. Left out, the window stays as it is, or becomes as long as it has to be.',
  })
  deadlineOn?: string | null;
}

@InputType({ description: 'Opens a statement again that lapsed or was endorsed: the same version, a new window.' })
export class ReopenStatementInput extends OpenStatementInput {
  @Field(() => ReopenToEnum, { description: 'For sign-on again, or for drafting; the latter only after a lapse.' })
  to!: ReopenTo;
  @Field(() => ID, {
    nullable: true,
    description: 'A quorum rule, for a statement that an old record entered without one; otherwise its rule stays.',
  })
  quorumRuleId?: string | null;
}

@InputType({ description: 'Makes a successor for a later cycle, with its items.' })
export class RenewStatementInput extends StatementCommandInput {}

@InputType({ description: 'Which statements. All conditions hold together.' })
export class StatementFilter {
  @Field(() => [StatementStatusEnum], { nullable: true, description: 'Standing at one of these.' })
  status?: StatementStatus[] | null;
  @Field(() => [StatementKindEnum], { nullable: true, description: 'Of one of these kinds.' })
  kind?: StatementKind[] | null;
  @Field(() => ID, { nullable: true, description: 'Carrying this recommendation.' })
  recommendationId?: string | null;
  @Field(() => ID, { nullable: true, description: 'Initiated by this organisation.' })
  initiatorId?: string | null;
  @Field(() => String, { nullable: true, description: 'Words of its title or text, in either language.' })
  text?: string | null;
}
