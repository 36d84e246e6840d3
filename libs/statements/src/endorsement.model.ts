import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, Node, declareNode, graphqlEnum, toGlobalId } from '#platform';
import { APPEARANCES, ENDORSEMENT_STATUSES, PAST_ENDORSEMENT_STATUSES, SIGNATURES } from './endorsement.machine.js';
import type { Appearance, EndorsementContext, EndorsementStatus, Signature } from './endorsement.machine.js';

export const EndorsementStatusEnum = graphqlEnum(
  'EndorsementStatus',
  ENDORSEMENT_STATUSES,
  'Where an organisation’s decision stands; only what is given counts.',
  {
    awaitingConfirmation: 'Entered on its behalf; counts once the organisation itself confirms.',
    unconfirmed: 'Entered on its behalf, and not confirmed in time; counts as none.',
    refused: 'Entered on its behalf; the organisation says that it did not say so.',
    contested: 'Entered on its behalf; the organisation complains, and waits for the answer of a coordinator.',
    given: 'Endorsed.',
    toReconfirm: 'The text has changed in substance; counts as none until it is confirmed.',
    late: 'Came after the window had closed; kept apart.',
    declined: 'Decided not to endorse.',
    abstained: 'Decided not to decide.',
    withdrawn: 'Left before anything was handed over.',
    dissociated: 'Left after something was handed over.',
  },
);
export const PastEndorsementStatusEnum = graphqlEnum(
  'PastEndorsementStatus',
  PAST_ENDORSEMENT_STATUSES,
  'Where an old record leaves an organisation’s decision.',
);
export const SignatureEnum = graphqlEnum('Signature', SIGNATURES, 'In what capacity an organisation signs.');
export const AppearanceEnum = graphqlEnum(
  'Appearance',
  APPEARANCES,
  'How an organisation’s name appears; only the organisation itself can let more people see it.',
  {
    hidden: 'Neither named nor counted outside the secretariat.',
    counted: 'Counted, not named.',
    addressee: 'Named to the addressee only.',
    public: 'Named publicly.',
  },
);

declareNode('end', 'Endorsement');

@ObjectType({ description: 'What an organisation holds against one item.' })
export class Reservation {
  @Field({ description: 'The item’s key; it stays the same through the versions.' })
  itemKey!: string;
  @Field({ description: 'What the organisation holds against it, in its own words.' })
  text!: string;
}

@ObjectType({
  implements: () => [Node],
  description:
    'One organisation’s decision on a statement. The secretariat sees all of them, an organisation its own, nobody else any.',
})
export class Endorsement extends Node {
  @Field(() => Int, { description: 'Counts its steps; hand it back with each change.' })
  version!: number;
  @Field(() => EndorsementStatusEnum, { description: 'Where the decision stands.' })
  status!: EndorsementStatus;
  @Field(() => Int, { description: 'The version of the statement that the decision is about.' })
  versionNumber!: number;
  @Field(() => SignatureEnum, { description: 'In what capacity it signs.' })
  signature!: Signature;
  @Field(() => AppearanceEnum, { description: 'How its name appears.' })
  appearance!: Appearance;
  @Field(() => [Reservation], { description: 'What it holds against single items.' })
  reservations!: Reservation[];
  @Field({ description: 'Entered by the secretariat for an organisation that said so by phone or on paper.' })
  onBehalf!: boolean;
  @Field(() => DateTime, {
    nullable: true,
    description:
      'Until when what was entered on its behalf waits for the organisation; null for what it decided by itself.',
  })
  confirmBy!: string | null;
  @Field({
    description: 'Known from an old record only: counts in no figure until the organisation decides by itself.',
  })
  past!: boolean;
  @Field(() => Boolean, {
    nullable: true,
    description: 'Whether the addressees are told that it left; null while it has not.',
  })
  tellAddressees!: boolean | null;
  @Field(() => AppearanceEnum, {
    nullable: true,
    description: 'To whom its name was released, as its organisation lets it be seen; null while it is not.',
  })
  named!: Appearance | null;
  @Field(() => DateTime, { description: 'When it first decided.' })
  createdAt!: string;
  row!: EndorsementRow;
}

export interface EndorsementRow {
  id: string;
  version: number;
  statementId: string;
  organisationId: string;
  status: EndorsementStatus;
  context: EndorsementContext;
  /** ISO 8601 in UTC. */
  createdAt: string;
}

export function toEndorsement(row: EndorsementRow): Endorsement {
  const { context } = row;
  return {
    id: toGlobalId('end', row.id),
    version: row.version,
    status: row.status,
    versionNumber: context.versionNumber,
    signature: context.signature,
    appearance: context.appearance,
    get reservations() {
      return Object.entries(context.reservations).map(([itemKey, text]) => ({ itemKey, text }));
    },
    onBehalf: context.onBehalf,
    confirmBy: context.confirmBy,
    past: context.past,
    tellAddressees: context.tellAddressees,
    named: context.named ?? null,
    createdAt: row.createdAt,
    row,
  };
}
