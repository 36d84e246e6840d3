import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, LocalDate, Node, connectionType, declareNode, graphqlEnum, toGlobalId } from '#platform';
import { Name } from '#organisations';

export const INSTRUMENT_KINDS = [
  'programme',
  'plan',
  'framework',
  'strategy',
  'law',
  'budgetLaw',
  'subDecree',
  'instruction',
  'other',
] as const;
export type InstrumentKind = (typeof INSTRUMENT_KINDS)[number];
export const InstrumentKindEnum = graphqlEnum(
  'InstrumentKind',
  INSTRUMENT_KINDS,
  'What kind of text an instrument is.',
);

export const WINDOW_KINDS = ['midTermReview', 'budgetRound', 'consultation', 'other'] as const;
export type WindowKind = (typeof WINDOW_KINDS)[number];
export const WindowKindEnum = graphqlEnum(
  'WindowKind',
  WINDOW_KINDS,
  'On what occasion an instrument is open for change.',
);

export const WINDOW_STANDINGS = ['ahead', 'open', 'over'] as const;
export type WindowStanding = (typeof WINDOW_STANDINGS)[number];
export const WindowStandingEnum = graphqlEnum(
  'WindowStanding',
  WINDOW_STANDINGS,
  'Whether a window is open today, Phnom Penh time.',
);

declareNode('ins', 'Instrument');
declareNode('win', 'Window');

@ObjectType({
  implements: () => [Node],
  description: 'A plan, programme or law that a recommendation can be aimed at or taken up by.',
})
export class Instrument extends Node {
  @Field({ description: 'Short and unique, such as NP-II.' })
  code!: string;
  @Field(() => Int, { description: 'Counts its changes; hand it back with each change.' })
  version!: number;
  @Field(() => InstrumentKindEnum, { description: 'What kind of text it is.' })
  kind!: InstrumentKind;
  @Field(() => Name, { description: 'Its name.' })
  name!: Name;
  @Field(() => [String], { description: 'Other names that it goes by.' })
  aliases!: string[];
  @Field(() => LocalDate, {
    nullable: true,
    description: 'First day of the period that it covers; adoption has dates of its own.',
  })
  periodFrom!: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'Last day of the period that it covers.' })
  periodTo!: string | null;
  /** The row behind it, for the fields that are read beside it. */
  row!: InstrumentRow;
}

@ObjectType({
  implements: () => [Node],
  description: 'A time in which an instrument can be changed: a mid-term review, a budget round.',
})
export class Window extends Node {
  @Field(() => WindowKindEnum, { description: 'The occasion.' })
  kind!: WindowKind;
  @Field(() => Name, { description: 'What it is called.' })
  name!: Name;
  @Field(() => LocalDate, { description: 'Its first day.' })
  opensOn!: string;
  @Field(() => LocalDate, { description: 'Its last day; it is open until that day ends.' })
  closesOn!: string;
  @Field(() => WindowStandingEnum, { description: 'Is it open today?' })
  standing!: WindowStanding;
  @Field(() => String, { nullable: true, description: 'Where this is known from.' })
  source!: string | null;
  /** The row behind it, for the fields that are read beside it. */
  row!: WindowRow;
}

@ObjectType({
  description: 'One change in the register of an instrument: what, on which day, when it was recorded, why.',
})
export class InstrumentEntry {
  @Field({ description: 'What was done.' })
  event!: string;
  @Field(() => LocalDate, { nullable: true, description: 'The day on which it happened, where it has one.' })
  happenedOn!: string | null;
  @Field(() => DateTime, { description: 'When it was written down.' })
  recordedAt!: Date;
  @Field(() => String, { nullable: true, description: 'What was recorded, as JSON.' })
  detail!: string | null;
  /** The row behind it, for the fields that are read beside it. */
  row!: InstrumentEntryRow;
}

export const InstrumentConnection = connectionType('Instrument', () => Instrument);
export const WindowConnection = connectionType('Window', () => Window);
export const InstrumentEntryConnection = connectionType('InstrumentEntry', () => InstrumentEntry);

export interface InstrumentRow {
  id: string;
  code: string;
  version: number;
  kind: InstrumentKind;
  parentId: string | null;
  nameKm: string | null;
  nameEn: string;
  aliases: string[];
  periodFrom: string | null;
  periodTo: string | null;
}

export interface WindowRow {
  id: string;
  instrumentId: string;
  kind: WindowKind;
  nameKm: string | null;
  nameEn: string;
  opensOn: string;
  closesOn: string;
  standing: WindowStanding;
  source: string | null;
}

export interface InstrumentEntryRow {
  event: string;
  happenedOn: string | null;
  recordedAt: Date;
  reason: string | null;
  detail: Record<string, unknown>;
  organisationId: string | null;
}

export function toInstrument(row: InstrumentRow): Instrument {
  return {
    id: toGlobalId('ins', row.id),
    code: row.code,
    version: row.version,
    kind: row.kind,
    name: { km: row.nameKm, en: row.nameEn },
    aliases: row.aliases,
    periodFrom: row.periodFrom,
    periodTo: row.periodTo,
    row,
  };
}

export function toWindow(row: WindowRow): Window {
  return {
    id: toGlobalId('win', row.id),
    kind: row.kind,
    name: { km: row.nameKm, en: row.nameEn },
    opensOn: row.opensOn,
    closesOn: row.closesOn,
    standing: row.standing,
    source: row.source,
    row,
  };
}

export function toInstrumentEntry(row: InstrumentEntryRow): InstrumentEntry {
  return {
    event: row.event,
    happenedOn: row.happenedOn,
    recordedAt: row.recordedAt,
    detail: Object.keys(row.detail).length > 0 ? JSON.stringify(row.detail) : null,
    row,
  };
}
