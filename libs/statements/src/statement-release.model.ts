import { Field, ID, InputType, Int, ObjectType } from '@nestjs/graphql';
import { CaseCommandInput, DateTime, RoleEnum, graphqlEnum } from '#platform';
import type { Role } from '#platform';
import { BilingualText, ReleaseEnum } from '#recommendations';
import type { Release } from '#recommendations';
import { RELEASE_EVENTS } from './statement.release.js';
import type { ReleaseEvent, ReleaseWish } from './statement.release.js';

export const ReleaseEventEnum = graphqlEnum('ReleaseEvent', RELEASE_EVENTS, 'What an embargo can wait for.');

@ObjectType({ description: 'What a text is held back for. It ends by itself, and the history says when it did.' })
export class Embargo {
  @Field(() => DateTime, { nullable: true, description: 'Until this moment; null where it waits for an event.' })
  until!: Date | null;
  @Field(() => ReleaseEventEnum, {
    nullable: true,
    description: 'Until this has happened; null where it waits for a moment.',
  })
  upon!: ReleaseEvent | null;
}

@ObjectType({ description: 'A kind of thing of which something is opened.' })
export class OpenedType {
  @Field({ description: 'Its name in this schema.' })
  type!: string;
  @Field(() => BilingualText, { description: 'What people call it.' })
  name!: BilingualText;
  @Field(() => [String], { description: 'Its fields that are seen.' })
  fields!: string[];
}

@ObjectType({ description: 'What one role will see that it does not see otherwise.' })
export class OpenedToRole {
  @Field(() => RoleEnum, { description: 'The role.' })
  role!: Role;
  @Field(() => BilingualText, { description: 'What people call it.' })
  name!: BilingualText;
  @Field(() => [OpenedType], { description: 'What it will see.' })
  sees!: OpenedType[];
}

@ObjectType({ description: 'What a release does, before it is done; made from the rules that are obeyed afterwards.' })
export class ReleasePreview {
  @Field({ description: 'Name this in the act: it is done only while it does what was shown here.' })
  digest!: string;
  @Field(() => Int, { description: 'The version whose text it is. Of another version nothing is released.' })
  versionNumber!: number;
  @Field(() => [OpenedToRole], {
    description:
      'What is seen by whom, once an embargo is over. No name of an endorser is among it. Empty when it is taken back.',
  })
  opens!: OpenedToRole[];
}

/** A level, and with an embargo its end. */
@InputType({ description: 'Who may see a text outside the coalition.' })
export class ReleaseWishInput {
  @Field(() => ReleaseEnum, { description: 'Private, held back until something, or public.' })
  level!: Release;
  @Field(() => DateTime, { nullable: true, description: 'The moment with which an embargo ends.' })
  until?: Date | null;
  @Field(() => ReleaseEventEnum, { nullable: true, description: 'The event with which an embargo ends.' })
  upon?: ReleaseEvent | null;
}

@InputType({ description: 'Says who may see the text of the version that counts outside the coalition.' })
export class ReleaseStatementInput extends CaseCommandInput {
  @Field(() => ID, { description: 'Which statement.' })
  id!: string;
  @Field(() => ReleaseWishInput, { description: 'Who may see it.' })
  release!: ReleaseWishInput;
  @Field({ description: 'The digest of the preview that you saw.' })
  previewDigest!: string;
}

/** What a client wishes for, as the machine knows it. */
export const toWish = ({ level, until, upon }: ReleaseWishInput): ReleaseWish => ({
  level,
  until: until ? new Date(until).toISOString() : null,
  upon: upon ?? null,
});
