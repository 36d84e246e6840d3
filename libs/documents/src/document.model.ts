import { Field, Int, ObjectType } from '@nestjs/graphql';
import { DateTime, Node, declareNode, graphqlEnum, toGlobalId } from '#platform';

export const DOCUMENT_KINDS = ['letter', 'receipt', 'response', 'mandate', 'evidence', 'import', 'other'] as const;
export type DocumentKind = (typeof DOCUMENT_KINDS)[number];
export const DocumentKindEnum = graphqlEnum('DocumentKind', DOCUMENT_KINDS, 'What a document is to the process.', {
  letter: 'A letter that was sent.',
  receipt: 'Proof that something was received: a stamp, an entry number.',
  response: 'An answer of an addressee.',
  mandate: 'Gives somebody the right to act for an organisation.',
  evidence: 'Proves anything else.',
  import: 'A list to bring in; the only kind that may be plain text.',
  other: 'Anything else.',
});

export const DOCUMENT_VISIBILITIES = ['secretariat', 'organisation', 'members', 'public'] as const;
export type DocumentVisibility = (typeof DOCUMENT_VISIBILITIES)[number];
export const DocumentVisibilityEnum = graphqlEnum(
  'DocumentVisibility',
  DOCUMENT_VISIBILITIES,
  'Who may see a document, besides the secretariat.',
  {
    secretariat:
      'Nobody but the organisation that it came from; there, of the secretariat’s own, not the administrator.',
    organisation: 'The organisation that it came from.',
    members: 'Everybody who works inside the coalition.',
    public: 'Everybody.',
  },
);

declareNode('doc', 'Document');

@ObjectType({
  implements: () => [Node],
  description: 'A scan, a letter, a mandate or other evidence: what it is, not what it says.',
})
export class Document extends Node {
  @Field(() => DocumentKindEnum, { description: 'What it is to the process.' })
  kind!: DocumentKind;
  @Field(() => DocumentVisibilityEnum, { description: 'Who may see it.' })
  visibility!: DocumentVisibility;
  @Field({ description: 'Its type, found in its content.' })
  mediaType!: string;
  @Field(() => Int, { description: 'In bytes.' })
  size!: number;
  @Field({ description: 'SHA-256 of the file that is kept, in hexadecimal.' })
  sha256!: string;
  @Field({
    description:
      'SHA-256 of the file that was sent. It differs where a picture told the place or the device, which is taken out.',
  })
  receivedSha256!: string;
  @Field(() => String, {
    nullable: true,
    description: 'What it was called; for the organisation that it came from and the secretariat.',
  })
  fileName!: string | null;
  @Field(() => DateTime, { description: 'When it was handed in.' })
  uploadedAt!: string;
  @Field({ description: 'Where it can be downloaded, with the same sign-in.' })
  url!: string;
}

/** A document as a viewer may read it; the moment as ISO 8601 in UTC, the name only for whom it is meant. */
export interface DocumentRow {
  id: string;
  kind: DocumentKind;
  visibility: DocumentVisibility;
  mediaType: string;
  size: number;
  sha256: string;
  receivedSha256: string;
  fileName: string | null;
  uploadedAt: string;
  storageKey: string;
}

export function toDocument(row: DocumentRow): Document {
  const id = toGlobalId('doc', row.id);
  const { kind, visibility, mediaType, size, sha256, receivedSha256, fileName, uploadedAt } = row;
  return {
    id,
    kind,
    visibility,
    mediaType,
    size,
    sha256,
    receivedSha256,
    fileName,
    uploadedAt,
    url: `/documents/${id}`,
  };
}
