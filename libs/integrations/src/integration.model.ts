import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, Node, connectionType, declareNode, graphqlEnum, toGlobalId } from '#platform';
import { Instrument, QuotedText } from '#instruments';
import { Name, Organisation } from '#organisations';
import { UPTAKES, UptakeEnum } from '#recommendations';
import { DEGREES, RECHECKS, countsAs, integrationMachine } from './integration.machine.js';
import type { Degree, IntegrationContext, Recheck } from './integration.machine.js';

export const INTEGRATION_STATUSES = [
  'claimed',
  'verified',
  'rejected',
  'toRecheck',
  'reversed',
] as const satisfies readonly Exclude<keyof typeof integrationMachine.states, 'unborn'>[];
export type IntegrationStatus = (typeof INTEGRATION_STATUSES)[number];
export const IntegrationStatusEnum = graphqlEnum('IntegrationStatus', INTEGRATION_STATUSES, 'Where a finding stands.', {
  claimed: 'Somebody found it; nobody else has seen it yet.',
  verified: 'Another person has seen it.',
  rejected: 'Another person has looked, and it is not so.',
  toRecheck:
    'Verified, but the text has changed or a year has passed: to be looked at again. It counts as before until then.',
  reversed: 'It stood there and does so no longer.',
});
export const IntegrationDegreeEnum = graphqlEnum('IntegrationDegree', DEGREES, 'How far a text is what was asked.', {
  verbatim: 'Word for word.',
  inSubstance: 'The same in other words.',
  weakened: 'Less than what was asked.',
  contrary: 'The opposite of what was asked; never counts as integrated.',
});
export const RecheckEnum = graphqlEnum('Recheck', RECHECKS, 'Why a finding is to be looked at again.', {
  adopted: 'The draft that it was found in has been adopted.',
  replaced: 'Another text has taken the place of the one that it was found in.',
  yearPassed: 'A year has passed since it was last seen.',
});

declareNode('int', 'Integration');

@ObjectType({ description: 'Who acted: an office and its organisation, never a name.' })
export class IntegrationParty {
  @Field(() => Name, { description: 'The office.' })
  office!: Name;
  @Field(() => Organisation, { nullable: true, description: 'The organisation that it acted for.' })
  organisation!: Organisation | null;
}

@ObjectType({ description: 'Whether one of the instruments that a recommendation is aimed at takes it up.' })
export class UptakeByTarget {
  @Field(() => Instrument, { description: 'The instrument.' })
  instrument!: Instrument;
  @Field(() => UptakeEnum, { description: 'How far it is taken up there.' })
  uptake!: (typeof UPTAKES)[number];
}

@ObjectType({
  implements: () => [Node],
  description:
    'The finding that a provision of an edition takes up a recommendation: claimed by one, verified by another.',
})
export class Integration extends Node {
  @Field({ description: 'Its human number, such as I-2026-007.' })
  number!: string;
  @Field(() => Int, { description: 'Counts its steps; hand it back with each change.' })
  version!: number;
  @Field(() => IntegrationStatusEnum, { description: 'Where it stands.' })
  status!: IntegrationStatus;
  @Field(() => IntegrationDegreeEnum, { description: 'How far the text is what was asked.' })
  degree!: Degree;
  @Field(() => QuotedText, { description: 'Their words; ours stand in `recommendation`.' })
  quote!: QuotedText;
  @Field(() => UptakeEnum, { description: 'What it counts as: nothing, in a draft, or integrated.' })
  countsAs!: (typeof UPTAKES)[number];
  @Field({ description: 'Is it found in an instrument that the recommendation is aimed at? Elsewhere is normal too.' })
  onTarget!: boolean;
  @Field(() => RecheckEnum, {
    nullable: true,
    description: 'Why it is to be looked at again; null while it need not be.',
  })
  recheckWhy!: Recheck | null;
  @Field(() => DateTime, { nullable: true, description: 'When it was last verified.' })
  verifiedAt!: string | null;
  @Field(() => DateTime, { description: 'When it was entered.' })
  createdAt!: Date;
  /** The row behind it, for the fields that are read beside it. */
  row!: IntegrationRow;
}

export const IntegrationConnection = connectionType('Integration', () => Integration);

/** An integration as it is read. */
export interface IntegrationRow {
  id: string;
  number: string;
  version: number;
  status: IntegrationStatus;
  degree: Degree;
  recommendationId: string;
  editionId: string;
  provisionId: string;
  context: IntegrationContext;
  onTarget: boolean;
  createdAt: Date;
}

const AS_UPTAKE = { draft: 'inDraft', adopted: 'integrated' } as const;

/** What a finding counts as for its recommendation. */
export function uptakeOf(status: IntegrationStatus, context: IntegrationContext): (typeof UPTAKES)[number] {
  const counts = countsAs(status, context);
  return counts ? AS_UPTAKE[counts] : 'none';
}

export function toIntegration(row: IntegrationRow): Integration {
  return {
    id: toGlobalId('int', row.id),
    number: row.number,
    version: row.version,
    status: row.status,
    degree: row.degree,
    quote: { km: row.context.quoteKm, en: row.context.quoteEn },
    countsAs: uptakeOf(row.status, row.context),
    onTarget: row.onTarget,
    recheckWhy: row.context.recheck?.why ?? null,
    verifiedAt: row.context.checks.at(-1)?.at ?? null,
    createdAt: row.createdAt,
    row,
  };
}
