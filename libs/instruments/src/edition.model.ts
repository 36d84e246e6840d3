import { Field, Int, ObjectType } from '@nestjs/graphql';
import { LocalDate, Node, connectionType, declareNode, graphqlEnum, toGlobalId } from '#platform';
import { EDITION_STATUSES } from './edition.statuses.js';
import type { EditionStatus } from './edition.statuses.js';
import { locatorInWords } from './provision.locator.js';

export const EditionStatusEnum = graphqlEnum(
  'EditionStatus',
  EDITION_STATUSES,
  'Where a text of an instrument stands.',
  {
    draft: 'Not adopted; what stands in it can be dropped.',
    adopted: 'Adopted, not yet in force.',
    inForce: 'In force.',
    replaced: 'Another edition has taken its place.',
    repealed: 'No longer law, without a successor.',
  },
);

declareNode('edi', 'Edition');
declareNode('prv', 'Provision');

@ObjectType({
  description: 'Words of an instrument as they stand there; null in a language in which they are not known.',
})
export class QuotedText {
  @Field(() => String, { nullable: true, description: 'In Khmer.' })
  km!: string | null;
  @Field(() => String, { nullable: true, description: 'In English.' })
  en!: string | null;
}

@ObjectType({ description: 'Where something stands in a text, as a sentence.' })
export class Locator {
  @Field({ description: 'In Khmer.' })
  km!: string;
  @Field({ description: 'In English.' })
  en!: string;
}

@ObjectType({
  implements: () => [Node],
  description: 'One text of an instrument: a draft, or what was adopted. Each of its moments has a date of its own.',
})
export class Edition extends Node {
  @Field({ description: 'What tells it from the other editions, such as “draft of March 2023”.' })
  label!: string;
  @Field(() => Int, { description: 'Counts its changes; hand it back with each change.' })
  version!: number;
  @Field(() => EditionStatusEnum, { description: 'Where it stands.' })
  status!: EditionStatus;
  @Field(() => LocalDate, { nullable: true, description: 'When it was drafted.' })
  draftedOn!: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'When it was adopted.' })
  adoptedOn!: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'Since when it is in force; it can lie before adoption.' })
  inForceOn!: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'When it was launched in public.' })
  launchedOn!: string | null;
  @Field(() => LocalDate, { nullable: true, description: 'When it was repealed.' })
  repealedOn!: string | null;
  @Field(() => String, { nullable: true, description: 'Where this text is from.' })
  source!: string | null;
  /** The row behind it, for the fields that are read beside it. */
  row!: EditionRow;
}

@ObjectType({ implements: () => [Node], description: 'A place in the text of an edition, and what it says.' })
export class Provision extends Node {
  @Field(() => Int, { description: 'Its place in the order of the text.' })
  position!: number;
  @Field(() => String, { nullable: true, description: 'Number or name of the chapter.' })
  chapter!: string | null;
  @Field(() => String, { nullable: true, description: 'Number or name of the section.' })
  section!: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the article.' })
  article!: string | null;
  @Field(() => String, { nullable: true, description: 'Number of the page.' })
  page!: string | null;
  @Field(() => Locator, { description: 'Where it stands, as a sentence.' })
  locator!: Locator;
  @Field(() => QuotedText, { description: 'What it says.' })
  text!: QuotedText;
  /** The row behind it, for the fields that are read beside it. */
  row!: ProvisionRow;
}

export const EditionConnection = connectionType('Edition', () => Edition);
export const ProvisionConnection = connectionType('Provision', () => Provision);

export interface EditionRow {
  id: string;
  instrumentId: string;
  label: string;
  version: number;
  status: EditionStatus;
  replacedById: string | null;
  draftedOn: string | null;
  adoptedOn: string | null;
  inForceOn: string | null;
  launchedOn: string | null;
  repealedOn: string | null;
  source: string | null;
}

export interface ProvisionRow {
  id: string;
  editionId: string;
  position: number;
  chapter: string | null;
  section: string | null;
  article: string | null;
  page: string | null;
  textKm: string | null;
  textEn: string | null;
}

export function toEdition(row: EditionRow): Edition {
  return {
    id: toGlobalId('edi', row.id),
    label: row.label,
    version: row.version,
    status: row.status,
    draftedOn: row.draftedOn,
    adoptedOn: row.adoptedOn,
    inForceOn: row.inForceOn,
    launchedOn: row.launchedOn,
    repealedOn: row.repealedOn,
    source: row.source,
    row,
  };
}

export function toProvision(row: ProvisionRow): Provision {
  return {
    id: toGlobalId('prv', row.id),
    position: row.position,
    chapter: row.chapter,
    section: row.section,
    article: row.article,
    page: row.page,
    locator: locatorInWords(row),
    text: { km: row.textKm, en: row.textEn },
    row,
  };
}
