import { Field, ID, ObjectType } from '@nestjs/graphql';
import { LocalDate, Node, declareNode, graphqlEnum, toGlobalId } from '#platform';

export const ORGANISATION_KINDS = [
  'secretariat',
  'member',
  'network',
  'body',
  'institution',
  'unit',
  'partner',
] as const;
export type OrganisationKind = (typeof ORGANISATION_KINDS)[number];

export const OrganisationKindEnum = graphqlEnum(
  'OrganisationKind',
  ORGANISATION_KINDS,
  'What an organisation is in the process.',
  {
    secretariat: 'Keeps the register and sends the letters.',
    member: 'A member organisation of the coalition.',
    network: 'A network or umbrella of members.',
    body: 'A body of the coalition, such as the budget working group.',
    institution: 'A ministry, secretariat, council or other institution that recommendations are addressed to.',
    unit: 'A department or office within an institution.',
    partner: 'A development partner or donor.',
  },
);

declareNode('org', 'Organisation');

@ObjectType({ description: 'A name in both languages; Khmer is null where it is not known.' })
export class Name {
  @Field(() => String, { nullable: true, description: 'In Khmer.' })
  km!: string | null;
  @Field({ description: 'In English.' })
  en!: string;
}

@ObjectType({ implements: () => [Node], description: 'A legal person or a body that takes part, or is asked.' })
export class Organisation extends Node {
  @Field({ description: 'Short and unique, such as MoP.' })
  code!: string;
  @Field(() => OrganisationKindEnum, { description: 'What it is in the process.' })
  kind!: OrganisationKind;
  @Field(() => Name, { description: 'Its name today; names change and keep their dates.' })
  name!: Name;
  @Field(() => String, { nullable: true, description: 'How it is abbreviated today.' })
  abbreviation!: string | null;
  @Field(() => ID, { nullable: true, description: 'What it is a part of.' })
  parentId!: string | null;
  @Field(() => String, { nullable: true, description: 'Official code of the place where it works.' })
  placeCode!: string | null;
}

@ObjectType({ description: 'A name with the days for which it holds.' })
export class OrganisationName extends Name {
  @Field(() => String, { nullable: true, description: 'How it was abbreviated.' })
  abbreviation!: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'The first day of the name; null: from the beginning.' })
  from!: string | null;
  @Field(() => LocalDate, {
    nullable: true,
    description: 'The first day of the next name; null: it is the name of today.',
  })
  to!: string | null;
}

/** A row of organisations with the name of today. */
export interface OrganisationRow {
  id: string;
  code: string;
  kind: OrganisationKind;
  parentId: string | null;
  placeCode: string | null;
  nameKm: string | null;
  nameEn: string;
  abbreviation: string | null;
}

/** What was made of rows that are held in memory and stand beside nearly everything. */
const made = new WeakMap<OrganisationRow, Organisation>();

export function toOrganisation(row: OrganisationRow): Organisation {
  const known = made.get(row);
  if (known) return known;
  const organisation = {
    id: toGlobalId('org', row.id),
    code: row.code,
    kind: row.kind,
    name: { km: row.nameKm, en: row.nameEn },
    abbreviation: row.abbreviation,
    parentId: row.parentId && toGlobalId('org', row.parentId),
    placeCode: row.placeCode,
  };
  made.set(row, organisation);
  return organisation;
}
