import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { CommandInput, RoleEnum } from '#platform';
import type { Role } from '#platform';
import { BilingualText } from '#recommendations';

@ObjectType({ description: 'An organisation that has signed and lets everybody see it.' })
export class Signatory {
  @Field(() => BilingualText, { description: 'Its name; in Khmer where the register has it.' })
  name!: BilingualText;
}

@ObjectType({ description: 'A role that reads the list of signatories.' })
export class NamesReader {
  @Field(() => RoleEnum, { description: 'The role.' })
  role!: Role;
  @Field(() => BilingualText, { description: 'What people call it.' })
  name!: BilingualText;
}

@ObjectType({ description: 'What a release of names does, before it is done.' })
export class NamesPreview {
  @Field({ description: 'Name this in the act: it is done only while it does what was shown here.' })
  digest!: string;
  @Field(() => [Signatory], { description: 'Names that everybody reads who may see the statement.' })
  names!: Signatory[];
  @Field(() => [Signatory], {
    description: 'Names for the letter to the addressees, on no list: their organisations let nobody else see them.',
  })
  toAddressees!: Signatory[];
  @Field(() => [NamesReader], { description: 'Who reads the list of signatories, as the text is released now.' })
  readers!: NamesReader[];
}

@InputType({ description: 'Releases names of organisations that have endorsed a statement and let them be seen.' })
export class ReleaseNamesInput extends CommandInput {
  @Field(() => ID, { description: 'The statement.' })
  statementId!: string;
  @Field(() => [ID], {
    nullable: true,
    description: 'Which endorsements; all whose organisations let their names be seen if left out.',
  })
  endorsementIds?: string[] | null;
  @Field({ description: 'The digest of the preview that you saw.' })
  previewDigest!: string;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null;
}
