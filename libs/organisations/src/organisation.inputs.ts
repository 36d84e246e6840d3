import { Field, ID, InputType } from '@nestjs/graphql';
import { CommandInput, LocalDate } from '#platform';
import { OrganisationKindEnum } from './organisation.model.js';
import type { OrganisationKind } from './organisation.model.js';

@InputType({ description: 'A name in both languages, and what else it is known by.' })
export class OrganisationNameInput {
  @Field({ description: 'In English.' })
  en!: string;
  @Field(() => String, { nullable: true, description: 'In Khmer.' })
  km?: string | null;
  @Field(() => String, { nullable: true, description: 'Its abbreviation.' })
  abbreviation?: string | null;
  @Field(() => [String], { nullable: true, description: 'Other spellings, so that lists and searches find it.' })
  aliases?: string[] | null;
  @Field(() => String, { nullable: true, description: 'Where this is known from.' })
  source?: string | null;
}

@InputType({ description: 'A new organisation.' })
export class RegisterOrganisationInput extends CommandInput {
  @Field({ description: 'Short and unique, such as MoP.' })
  code!: string;
  @Field(() => OrganisationKindEnum, { description: 'What it is in the process.' })
  kind!: OrganisationKind;
  @Field(() => OrganisationNameInput, { description: 'What it is called.' })
  name!: OrganisationNameInput;
  @Field(() => ID, { nullable: true, description: 'What it is a part of: a unit belongs to an institution.' })
  parentId?: string | null;
  @Field(() => String, { nullable: true, description: 'Official code of the place where it works.' })
  placeCode?: string | null;
}

@InputType({ description: 'A new name from a day on; the old one stays for what happened before.' })
export class RenameOrganisationInput extends CommandInput {
  @Field(() => ID, { description: 'Which.' })
  id!: string;
  @Field(() => OrganisationNameInput, { description: 'What it is called from then on.' })
  name!: OrganisationNameInput;
  @Field(() => LocalDate, { description: 'The first day of the new name.' })
  from!: string;
}

@InputType({ description: 'A membership of a network.' })
export class MembershipInput extends CommandInput {
  @Field(() => ID, { description: 'The network.' })
  networkId!: string;
  @Field(() => ID, { description: 'The member.' })
  memberId!: string;
  @Field(() => LocalDate, { description: 'The day on which it begins, or the first on which it is over.' })
  on!: string;
}

@InputType({ description: 'Which organisations. All conditions hold together.' })
export class OrganisationFilter {
  @Field(() => [OrganisationKindEnum], { nullable: true, description: 'Of one of these kinds.' })
  kind?: OrganisationKind[] | null;
  @Field(() => ID, { nullable: true, description: 'Today members of this network.' })
  networkId?: string | null;
  @Field(() => String, { nullable: true, description: 'Whose code, name or alias, of today or before, holds this.' })
  text?: string | null;
}
