import { createHash, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Addresses, toAddress } from '#accounts';
import { Clock, Database, DomainError, fromGlobalId, notFound, refuseIf } from '#platform';
import type { Queryable, Right, Role } from '#platform';
import type { Act } from '#workflow';
import { noteChange } from './seat-changes.queries.js';
import { SeatKeeping } from './seat-keeping.service.js';
import { SeatRules } from './seat-rules.service.js';
import type { InviteToSeatInput, WithdrawInvitationInput } from './seat.inputs.js';

/** How long an invitation can be accepted. */
export const INVITATION_DAYS = 7;
/** How many an organisation may have open: whoever holds a keeper's device cannot write to the whole world. */
const MOST_OPEN = 50;

/** SQL: an address to which nothing leads any more is kept by nobody. */
const FORGOTTEN = `address_hash = '', address_sealed = ''`;

const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex');

/** What goes to the invited, and nowhere else: the token is kept as its hash only. */
export interface InvitationMail {
  to: string;
  token: string;
}

interface Accepted {
  id: string;
  organisation_id: string;
  role: Role;
  rights: Right[];
  office_en: string;
  office_km: string | null;
  valid_from: Date | null;
  valid_to: Date | null;
  mandate_document_id: string | null;
  succeeds_seat_id: string | null;
  address_hash: string;
  address_sealed: Buffer;
  invited_by: string;
  kept_by: string;
}

/** Invitations to a seat: by mail, for a week, to be accepted by whoever reads mail at that address. */
@Injectable()
export class Invitations {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Addresses) private readonly addresses: Addresses,
    @Inject(SeatRules) private readonly rules: SeatRules,
    @Inject(SeatKeeping) private readonly keeping: SeatKeeping,
  ) {}

  /**
   * Invites. Whether somebody has the address already is not looked at: the answer, the mail and the time are the same.
   * @returns the invitation's id, and what to send once the transaction is kept.
   * @throws DomainError refused with all reasons.
   */
  async invite(tx: EntityManager, input: InviteToSeatInput, act: Act): Promise<{ id: string; mail: InvitationMail }> {
    const organisationId = fromGlobalId('org', input.organisationId);
    const viewer = await this.rules.mayKeep(tx, 'INVITE_TO_SEAT', act, organisationId);
    const [organisation] = await tx.query<{ kind: string }[]>(
      `SELECT kind FROM organisations WHERE id = $1 FOR NO KEY UPDATE`,
      [organisationId],
    );
    if (!organisation) throw notFound();
    await tx.query(
      `UPDATE seat_invitations SET ${FORGOTTEN} WHERE organisation_id = $1 AND expires_at <= ${this.clock.sql()} AND address_hash <> ''`,
      [organisationId],
    );
    const open = await this.openOf(tx, organisationId);
    const address = toAddress(input.address);
    const succeeds = input.succeedsSeatId ? fromGlobalId('sea', input.succeedsSeatId) : null;
    const rights = [...new Set(input.rights)];
    refuseIf([
      ...(address ? [] : [{ code: 'NO_ADDRESS', path: ['address'] }]),
      ...(address && address === (await this.addresses.of(tx, viewer.personId))
        ? [{ code: 'NOT_YOUR_OWN_SEAT', path: ['address'] }]
        : []),
      ...(input.officeEn.trim()
        ? []
        : [{ code: 'VALUE_MISSING', parameters: { field: 'officeEn' }, path: ['officeEn'] }]),
      ...(input.to && input.to <= (input.from ?? new Date(await this.rules.now(tx)))
        ? [{ code: 'ENDS_IN_THE_PAST', path: ['to'] }]
        : []),
      ...(open >= MOST_OPEN ? [{ code: 'TOO_MANY_INVITATIONS', parameters: { most: MOST_OPEN } }] : []),
      ...this.rules.reasonsOfRole(organisation.kind, input.role, rights),
      ...(await this.rules.reasonsOfMandate(tx, input.mandateDocumentId, viewer)),
      ...(succeeds ? await this.reasonsOfSucceeding(tx, succeeds, organisationId, viewer.personId) : []),
    ]);
    const token = randomBytes(32).toString('base64url');
    const now = this.clock.sql();
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO seat_invitations (organisation_id, role, rights, office_en, office_km, valid_from, valid_to,
         mandate_document_id, succeeds_seat_id, address_hash, address_sealed, token_hash, invited_at, invited_by, kept_by, expires_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, ${now}, $13, $14, ${now} + interval '${INVITATION_DAYS} days')
       RETURNING id`,
      [
        organisationId,
        input.role,
        rights,
        input.officeEn.trim(),
        input.officeKm?.trim() || null,
        input.from ?? null,
        input.to ?? null,
        input.mandateDocumentId ? fromGlobalId('doc', input.mandateDocumentId) : null,
        succeeds,
        this.addresses.hashOf(address as string),
        this.addresses.sealFor(hashOf(token), address as string),
        hashOf(token),
        viewer.personId,
        viewer.seatId,
      ],
    );
    return { id: (row as { id: string }).id, mail: { to: address as string, token } };
  }

  /** Takes an invitation back. @throws DomainError notFound when it is not open, or not the viewer's to take back. */
  async withdraw(tx: EntityManager, input: WithdrawInvitationInput, act: Act): Promise<string> {
    const id = fromGlobalId('inv', input.id);
    const [open] = await tx.query<{ organisationId: string }[]>(
      `SELECT organisation_id AS "organisationId" FROM seat_invitations
        WHERE id = $1 AND accepted_at IS NULL AND withdrawn_at IS NULL FOR UPDATE`,
      [id],
    );
    if (!open) throw notFound();
    const viewer = await this.rules.mayKeep(tx, 'WITHDRAW_INVITATION', act, open.organisationId, { fresh: false });
    await tx.query(
      `UPDATE seat_invitations SET withdrawn_at = ${this.clock.sql()}, withdrawn_by = $2, ${FORGOTTEN} WHERE id = $1`,
      [id, viewer.personId],
    );
    return id;
  }

  /** Can it still be accepted? */
  async holds(token: string): Promise<boolean> {
    const rows = await this.db.query<unknown[]>(
      `SELECT 1 FROM seat_invitations i WHERE i.token_hash = $1 AND ${this.open()}`,
      [hashOf(token)],
    );
    return rows.length > 0;
  }

  /**
   * Accepts: whoever has the address gets the seat, and somebody who is new becomes a person first.
   * @returns false when it no longer holds: accepted, withdrawn, expired, or who keeps it may keep no seats any more.
   */
  accept(token: string): Promise<boolean> {
    return this.db.transaction(async (tx) => {
      // Of two at once the second finds it accepted.
      const [rows] = await tx.query<[Accepted[], number]>(
        `UPDATE seat_invitations i SET accepted_at = ${this.clock.sql()} WHERE i.token_hash = $1 AND ${this.open()} RETURNING i.*`,
        [hashOf(token)],
      );
      const [invitation] = rows;
      if (!invitation) return false;
      const personId = await this.personOf(tx, invitation, hashOf(token));
      const now = await this.rules.now(tx);
      const [seat] = await tx.query<{ id: string }[]>(
        `INSERT INTO seats (person_id, organisation_id, role, rights, valid_from, valid_to, mandate_document_id)
         VALUES ($1, $2, $3, $4, COALESCE($5::timestamptz, $7::timestamptz), COALESCE($6::timestamptz, 'infinity'), $8) RETURNING id`,
        [
          personId,
          invitation.organisation_id,
          invitation.role,
          invitation.rights,
          invitation.valid_from,
          invitation.valid_to,
          now,
          invitation.mandate_document_id,
        ],
      );
      const { id } = seat as { id: string };
      await tx.query(`UPDATE seat_invitations SET seat_id = $2, ${FORGOTTEN} WHERE id = $1`, [invitation.id, id]);
      await this.noteGiven(tx, invitation, id, now);
      return true;
    });
  }

  private async noteGiven(tx: EntityManager, invitation: Accepted, seatId: string, now: string): Promise<void> {
    const by = { personId: invitation.invited_by, seatId: invitation.kept_by };
    const act = { viewer: by as Act['viewer'] };
    const { role, rights, valid_from: from, valid_to: to } = invitation;
    if (invitation.succeeds_seat_id) {
      const before = await this.rules.lock(tx, invitation.succeeds_seat_id);
      const at = from && from > new Date(now) ? from.toISOString() : now;
      if (!before.over) return this.keeping.succeed(tx, before, { id: seatId, role, rights, to }, at, act);
    }
    await noteChange(tx, { seatId, event: 'given', at: now, act, role, rights, validTo: to });
  }

  /** Who has the address, a sample person in a sample organisation; two who accept for the same new address at once are one person. */
  private async personOf(tx: EntityManager, invitation: Accepted, tokenHash: string): Promise<string> {
    await tx.query(`SELECT pg_advisory_xact_lock(hashtextextended($1, 1))`, [invitation.address_hash]);
    const [known] = await tx.query<{ id: string }[]>(
      `SELECT person_id AS id FROM person_addresses WHERE address_hash = $1`,
      [invitation.address_hash],
    );
    if (known) return known.id;
    const [person] = await tx.query<{ id: string }[]>(
      `INSERT INTO people (office_en, office_km, sample) SELECT $1, $2, sample FROM organisations WHERE id = $3 RETURNING id`,
      [invitation.office_en, invitation.office_km, invitation.organisation_id],
    );
    const { id } = person as { id: string };
    await this.addresses.give(tx, id, this.addresses.openOf(tokenHash, invitation.address_sealed));
    return id;
  }

  /** SQL over `i`: it can be accepted. What somebody kept who may keep no seats any more has lapsed. */
  private open(): string {
    const now = this.clock.sql();
    return `i.accepted_at IS NULL AND i.withdrawn_at IS NULL AND i.expires_at > ${now} AND (i.valid_to IS NULL OR i.valid_to > ${now})
      AND EXISTS (SELECT FROM seats k WHERE k.id = i.kept_by AND k.valid_from <= ${now} AND k.valid_to > ${now}
                     AND 'administer' = ANY(k.rights))`;
  }

  private async openOf(tx: Queryable, organisationId: string): Promise<number> {
    const [row] = await tx.query<{ count: number }[]>(
      `SELECT count(*)::integer AS count FROM seat_invitations i WHERE i.organisation_id = $1 AND ${this.open()}`,
      [organisationId],
    );
    return row?.count ?? 0;
  }

  private async reasonsOfSucceeding(tx: Queryable, seatId: string, organisationId: string, personId: string) {
    const seat = await this.rules.lock(tx, seatId);
    if (seat.organisationId !== organisationId) throw new DomainError('notFound', [{ code: 'NOT_FOUND' }]);
    return [
      ...(seat.over ? [{ code: 'SEAT_OVER', path: ['succeedsSeatId'] }] : []),
      ...(seat.personId === personId ? [{ code: 'NOT_YOUR_OWN_SEAT', path: ['succeedsSeatId'] }] : []),
    ];
  }
}
