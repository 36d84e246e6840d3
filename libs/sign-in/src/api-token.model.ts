import { Field, ID, InputType, ObjectType } from '@nestjs/graphql';
import { RightEnum } from '#accounts';
import { CommandInput, DateTime, LocalDate, graphqlEnum, toGlobalId } from '#platform';
import type { Right } from '#platform';
import { TOKEN_READS } from '#policy';
import type { TokenReads } from '#policy';

export const TokenReadsEnum = graphqlEnum('TokenReads', TOKEN_READS, 'A kind of things that a program may read.', {
  recommendations: 'Recommendations, proposals and concerns.',
  statements: 'Joint statements, with endorsements, quorum and remarks.',
  submissions: 'Submissions and what was answered.',
  integrations: 'Where texts take recommendations up.',
  documents: 'Documents.',
  organisations: 'Organisations.',
});

@ObjectType({ description: 'A token with which a program acts for you, through one seat.' })
export class ApiToken {
  @Field(() => ID, { description: 'To end it by.' })
  id!: string;
  @Field({ description: 'What you call it.' })
  name!: string;
  @Field(() => [RightEnum], { description: 'What it may do, as far as the seat gives it; none: it only reads.' })
  rights!: Right[];
  @Field(() => [TokenReadsEnum], { description: 'What it reads, of what you see.' })
  reads!: TokenReads[];
  @Field(() => DateTime, { description: 'Since when.' })
  madeAt!: string;
  @Field(() => DateTime, { description: 'When it ends.' })
  expiresAt!: string;
  @Field(() => LocalDate, { nullable: true, description: 'The day on which it was last used; null: never.' })
  lastUsedOn!: string | null;
  /** The seat, which is read beside it. */
  seatId!: string;
}

@ObjectType({ description: 'A token that was just made.' })
export class NewApiToken {
  @Field({ description: 'The token itself: shown this once, and kept by nobody but you.' })
  token!: string;
  @Field(() => ApiToken, { description: 'What is known of it.' })
  apiToken!: ApiToken;
}

@InputType({ description: 'A token for a program, for the seat of this request.' })
export class MakeApiTokenInput extends CommandInput {
  @Field({ description: 'What you call it; at most 100 characters.' })
  name!: string;
  @Field(() => [TokenReadsEnum], { description: 'What it reads, of what you see.' })
  reads!: TokenReads[];
  @Field(() => [RightEnum], { description: 'What it may do: rights of your seat; none: it only reads.' })
  rights!: Right[];
  @Field(() => DateTime, { description: 'When it ends: within a year.' })
  expiresAt!: string;
}

@InputType({ description: 'Which token.' })
export class EndApiTokenInput extends CommandInput {
  @Field(() => ID, { description: 'One of yours.' })
  id!: string;
}

export interface ApiTokenRow {
  id: string;
  seatId: string;
  name: string;
  rights: Right[];
  reads: TokenReads[];
  madeAt: string;
  expiresAt: string;
  lastUsedOn: string | null;
}

export const toApiToken = (row: ApiTokenRow): ApiToken => ({ ...row, id: toGlobalId('tok', row.id) });
