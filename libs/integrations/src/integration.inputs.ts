import { Field, ID, InputType } from '@nestjs/graphql';
import { CaseCommandInput, CommandInput, LocalDate } from '#platform';
import { BilingualTextInput, CorrectEntryInput } from '#recommendations';
import { IntegrationDegreeEnum, IntegrationStatusEnum } from './integration.model.js';
import type { IntegrationStatus } from './integration.model.js';
import type { Degree } from './integration.machine.js';

@InputType({ description: 'A place in a text, what it says there, and how far that is what was asked.' })
export class FindingInput {
  @Field(() => ID, { description: 'The edition.' })
  editionId!: string;
  @Field(() => ID, { description: 'The provision of that edition.' })
  provisionId!: string;
  @Field(() => IntegrationDegreeEnum, { description: 'How far it is what was asked.' })
  degree!: Degree;
  @Field(() => BilingualTextInput, {
    nullable: true,
    description: 'The words of the text; in at least one language, unless an old record has none.',
  })
  quote?: BilingualTextInput | null;
}

@InputType({ description: 'A recommendation was found in a text.' })
export class ClaimIntegrationInput extends CommandInput {
  @Field(() => ID, { description: 'Which recommendation.' })
  recommendationId!: string;
  @Field(() => FindingInput, { description: 'Where, and how far.' })
  found!: FindingInput;
  @Field(() => LocalDate, { nullable: true, description: 'When it was found, Phnom Penh time; today if left out.' })
  happenedOn?: string | null;
  @Field(() => String, { nullable: true, description: 'Why it is taken to be the same ask.' })
  reason?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Documents that prove it.' })
  evidence?: string[] | null;
}

@InputType({ description: 'A finding that an old record knows. It still has to be verified.' })
export class RecordPastIntegrationInput extends CommandInput {
  @Field(() => ID, { description: 'Which recommendation.' })
  recommendationId!: string;
  @Field(() => FindingInput, { description: 'Where, and how far.' })
  found!: FindingInput;
  @Field(() => LocalDate, { description: 'When it was found, Phnom Penh time.' })
  happenedOn!: string;
  @Field(() => [String], { nullable: true, description: 'The steps of which nothing is known.' })
  notKnown?: string[] | null;
  @Field(() => String, { description: 'Where this is known from.' })
  reason!: string;
  @Field(() => [ID], { nullable: true, description: 'Documents that prove it.' })
  evidence?: string[] | null;
}

@InputType({ description: 'What somebody says of a finding: verified, rejected, reversed.' })
export class JudgeIntegrationInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;
  @Field(() => LocalDate, { nullable: true, description: 'When it happened, Phnom Penh time; now if left out.' })
  happenedOn?: string | null;
}

@InputType({ description: 'A finding was looked for again, and found in the present text.' })
export class RecheckIntegrationInput extends JudgeIntegrationInput {
  @Field(() => FindingInput, { description: 'Where it stands now, and how far it is still what was asked.' })
  found!: FindingInput;
}

@InputType({ description: 'Compensates a wrong entry of an integration’s history; nothing is rewritten.' })
export class CorrectIntegrationInput extends CorrectEntryInput {
  @Field(() => FindingInput, {
    nullable: true,
    description: 'The right place, for a claim that nobody has verified since.',
  })
  found?: FindingInput | null;
}

@InputType({ description: 'Which integrations. All conditions hold together.' })
export class IntegrationFilter {
  @Field(() => [ID], { nullable: true, description: 'Of one of these recommendations.' })
  recommendationIds?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'Found in one of these editions.' })
  editionIds?: string[] | null;
  @Field(() => [ID], { nullable: true, description: 'Found in one of these instruments.' })
  instrumentIds?: string[] | null;
  @Field(() => [IntegrationStatusEnum], { nullable: true, description: 'Standing so.' })
  status?: IntegrationStatus[] | null;
  @Field(() => [IntegrationDegreeEnum], { nullable: true, description: 'Of one of these degrees.' })
  degree?: Degree[] | null;
  @Field(() => Boolean, { nullable: true, description: 'Found in an instrument that it was aimed at, or elsewhere.' })
  onTarget?: boolean | null;
}
