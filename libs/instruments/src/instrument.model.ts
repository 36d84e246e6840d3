import { Field, ObjectType } from '@nestjs/graphql';
import { LocalDate, Node, declareNode, graphqlEnum, toGlobalId } from '#platform';
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
export const InstrumentKindEnum = graphqlEnum('InstrumentKind', INSTRUMENT_KINDS, 'What kind of text an instrument is.');

declareNode('ins', 'Instrument');

@ObjectType({ implements: () => [Node], description: 'A plan, programme or law that a recommendation can be aimed at or taken up by.' })
export class Instrument extends Node {
  @Field({ description: 'Short and unique, such as NP-II.' })
  code!: string;
  @Field(() => InstrumentKindEnum, { description: 'What kind of text it is.' })
  kind!: InstrumentKind;
  @Field(() => Name, { description: 'Its name.' })
  name!: Name;
  @Field(() => LocalDate, { nullable: true, description: 'First day of the period that it covers; adoption has dates of its own.' })
  periodFrom!: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'Last day of the period that it covers.' })
  periodTo!: string | null;
}

export interface InstrumentRow {
  id: string;
  code: string;
  kind: InstrumentKind;
  nameKm: string | null;
  nameEn: string;
  periodFrom: string | null;
  periodTo: string | null;
}

export function toInstrument(row: InstrumentRow): Instrument {
  return {
    id: toGlobalId('ins', row.id),
    code: row.code,
    kind: row.kind,
    name: { km: row.nameKm, en: row.nameEn },
    periodFrom: row.periodFrom,
    periodTo: row.periodTo,
  };
}
