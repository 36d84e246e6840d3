import { Field, ID, InputType, Int } from '@nestjs/graphql';
import { CaseCommandInput, CommandInput, LocalDate } from '#platform';
import { EditionStatusEnum } from './edition.model.js';
import { InstrumentKindEnum, WindowKindEnum, WindowStandingEnum } from './instrument.model.js';
import type { InstrumentKind, WindowKind, WindowStanding } from './instrument.model.js';
import type { EditionStatus } from './edition.statuses.js';

@InputType({ description: 'What is known of an instrument.' })
export class InstrumentContentInput {
  @Field(() => InstrumentKindEnum, { description: 'What kind of text it is.' })
  kind!: InstrumentKind;
  @Field(() => String, { description: 'Its name in English.' })
  nameEn!: string;
  @Field(() => String, { nullable: true, description: 'Its name in Khmer, as the text itself has it.' })
  nameKm?: string | null;
  @Field(() => [String], { nullable: true, description: 'Other names that it goes by.' })
  aliases?: string[] | null;
  @Field(() => ID, { nullable: true, description: 'The instrument that it is a part of or carries out.' })
  parentId?: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'First day of the period that it covers.' })
  periodFrom?: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'Last day of the period that it covers.' })
  periodTo?: string | null;
}

@InputType({ description: 'A new instrument.' })
export class RegisterInstrumentInput extends CommandInput {
  @Field(() => String, { description: 'Short and unique, such as NP-II.' })
  code!: string;
  @Field(() => InstrumentContentInput, { description: 'What is known of it.' })
  content!: InstrumentContentInput;
}

@InputType({ description: 'What is known of an instrument, put right.' })
export class EditInstrumentInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;
  @Field(() => InstrumentContentInput, { description: 'All of it as it is to be.' })
  content!: InstrumentContentInput;
}

@InputType({ description: 'A time in which an instrument can be changed.' })
export class OpenWindowInput extends CommandInput {
  @Field(() => ID, { description: 'Of which instrument.' })
  instrumentId!: string;
  @Field(() => WindowKindEnum, { description: 'The occasion.' })
  kind!: WindowKind;
  @Field(() => String, { description: 'What it is called, in English.' })
  nameEn!: string;
  @Field(() => String, { nullable: true, description: 'What it is called, in Khmer.' })
  nameKm?: string | null;
  @Field(() => LocalDate, { description: 'Its first day; it may lie ahead.' })
  opensOn!: string;
  @Field(() => LocalDate, { description: 'Its last day.' })
  closesOn!: string;
  @Field(() => String, { nullable: true, description: 'Where this is known from.' })
  source?: string | null;
}

@InputType({ description: 'A text of an instrument: a draft, or one that was adopted already.' })
export class RegisterEditionInput extends CommandInput {
  @Field(() => ID, { description: 'Of which instrument.' })
  instrumentId!: string;
  @Field(() => String, { description: 'What tells it from the other editions.' })
  label!: string;
  @Field(() => LocalDate, { nullable: true, description: 'When it was drafted.' })
  draftedOn?: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'When it was adopted; without it the text is a draft.' })
  adoptedOn?: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'Since when it is in force.' })
  inForceOn?: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'When it was launched in public.' })
  launchedOn?: string | null;
  @Field(() => String, { nullable: true, description: 'Where this text is from.' })
  source?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'Editions whose place it takes: an earlier draft, the text so far in force.',
  })
  replacesIds?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Documents that prove it.' })
  evidence?: string[] | null;
}

@InputType({ description: 'A place in a text, and what it says.' })
export class ProvisionInput {
  @Field(() => String, { nullable: true, description: 'Number or name of the chapter, without the word.' })
  chapter?: string | null;
  @Field(() => String, { nullable: true, description: 'Number or name of the section, without the word.' })
  section?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the article, without the word.' })
  article?: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the page.' })
  page?: string | null;
  @Field(() => String, { nullable: true, description: 'What it says in Khmer.' })
  textKm?: string | null;
  @Field(() => String, { nullable: true, description: 'What it says in English.' })
  textEn?: string | null;
}

@InputType({ description: 'Provisions of an edition, in the order of its text, behind those that are there.' })
export class AddProvisionsInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Of which edition.' })
  editionId!: string;
  @Field(() => [ProvisionInput], { description: 'Up to 500.' })
  provisions!: ProvisionInput[];
}

@InputType({ description: 'An edition was adopted.' })
export class AdoptEditionInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;
  @Field(() => LocalDate, { description: 'On which day.' })
  adoptedOn!: string;
  @Field(() => LocalDate, { nullable: true, description: 'When it was launched in public.' })
  launchedOn?: string | null;
  @Field(() => [ID], {
    nullable: true,
    description: 'Editions whose place it takes: the draft, the text so far in force.',
  })
  replacesIds?: string[] | null;
}

@InputType({ description: 'An adopted edition came into force.' })
export class PutInForceInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;
  @Field(() => LocalDate, { description: 'Since which day.' })
  inForceOn!: string;
  @Field(() => LocalDate, { nullable: true, description: 'When it was launched in public.' })
  launchedOn?: string | null;
}

@InputType({ description: 'An edition was repealed without a successor.' })
export class RepealEditionInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;
  @Field(() => LocalDate, { description: 'On which day.' })
  repealedOn!: string;
}

@InputType({ description: 'Which instruments. All conditions hold together.' })
export class InstrumentFilter {
  @Field(() => [InstrumentKindEnum], { nullable: true, description: 'Of one of these kinds.' })
  kind?: InstrumentKind[] | null;
  @Field(() => [ID], { nullable: true, description: 'Parts of one of these instruments.' })
  parentIds?: string[] | null;
  @Field(() => String, {
    nullable: true,
    description: 'Whose code, name or alias holds this, in either language; spellings of one Khmer word are one.',
  })
  text?: string | null;
}

@InputType({ description: 'Which editions. All conditions hold together.' })
export class EditionFilter {
  @Field(() => [ID], { nullable: true, description: 'Of one of these instruments.' })
  instrumentIds?: string[] | null;
  @Field(() => [EditionStatusEnum], { nullable: true, description: 'Standing so.' })
  status?: EditionStatus[] | null;
}

@InputType({ description: 'Which provisions. All conditions hold together.' })
export class ProvisionFilter {
  @Field(() => String, { nullable: true, description: 'Number of the article.' })
  article?: string | null;
  @Field(() => Int, { nullable: true, description: 'From this place in the text on.' })
  fromPosition?: number | null;
  @Field(() => String, { nullable: true, description: 'Whose text holds this, in either language.' })
  text?: string | null;
}

@InputType({ description: 'Which windows. All conditions hold together.' })
export class WindowFilter {
  @Field(() => [ID], { nullable: true, description: 'Of one of these instruments.' })
  instrumentIds?: string[] | null;
  @Field(() => [WindowStandingEnum], { nullable: true, description: 'Standing so today.' })
  standing?: WindowStanding[] | null;
}
