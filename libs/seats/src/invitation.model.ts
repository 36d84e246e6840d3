import { Field, ID, ObjectType } from '@nestjs/graphql';
import { RightEnum } from '#accounts';
import { Name } from '#organisations';
import { DateTime, RoleEnum, connectionType, graphqlEnum, toGlobalId } from '#platform';
import type { Right, Role } from '#platform';

const STANDINGS = ['open', 'accepted', 'withdrawn', 'expired', 'lapsed'] as const;
export type InvitationStanding = (typeof STANDINGS)[number];
const InvitationStandingEnum = graphqlEnum('InvitationStanding', STANDINGS, 'What became of an invitation.', {
  open: 'It can be accepted.',
  accepted: 'It was accepted: there is a seat.',
  withdrawn: 'It was taken back.',
  expired: 'Nobody accepted it in time.',
  lapsed: 'Who gave it may give no seats any more, and nobody has taken it over.',
});

/** An invitation as it is read; moments as ISO 8601 in UTC. The address is not read by anybody. */
export interface InvitationRow {
  id: string;
  organisationId: string;
  role: Role;
  rights: Right[];
  officeEn: string;
  officeKm: string | null;
  from: string | null;
  to: string | null;
  mandateDocumentId: string | null;
  invitedAt: string;
  expiresAt: string;
  standing: InvitationStanding;
  invitedBy: string;
  seatId: string | null;
  succeedsSeatId: string | null;
}

@ObjectType({ description: 'An invitation to a seat. To which address it went is told to nobody.' })
export class Invitation {
  @Field(() => ID, { description: 'To withdraw it by.' })
  id!: string;
  @Field(() => RoleEnum, { description: 'What the invited will be in the process.' })
  role!: Role;
  @Field(() => [RightEnum], { description: 'What they may do.' })
  rights!: Right[];
  @Field(() => Name, { description: 'The office.' })
  office!: Name;
  @Field(() => DateTime, { nullable: true, description: 'From when on; null: from when it is accepted.' })
  from!: string | null;
  @Field(() => DateTime, { nullable: true, description: 'When the seat ends; null: no end is set.' })
  to!: string | null;
  @Field(() => ID, { nullable: true, description: 'The document that gives the mandate.' })
  mandateDocumentId!: string | null;
  @Field(() => DateTime, { description: 'Since when.' })
  invitedAt!: string;
  @Field(() => DateTime, { description: 'Until when it can be accepted.' })
  expiresAt!: string;
  @Field(() => InvitationStandingEnum, { description: 'What became of it.' })
  standing!: InvitationStanding;
  /** For what is read beside it. */
  row!: InvitationRow;
}

export const InvitationConnection = connectionType('Invitation', () => Invitation);

export const toInvitation = (row: InvitationRow): Invitation => ({
  id: toGlobalId('inv', row.id),
  role: row.role,
  rights: row.rights,
  office: { km: row.officeKm, en: row.officeEn },
  from: row.from,
  to: row.to,
  mandateDocumentId: row.mandateDocumentId && toGlobalId('doc', row.mandateDocumentId),
  invitedAt: row.invitedAt,
  expiresAt: row.expiresAt,
  standing: row.standing,
  row,
});
