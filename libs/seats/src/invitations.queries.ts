import { Inject, Injectable } from '@nestjs/common';
import { Clock, Cursors, Database, isoText, readPage } from '#platform';
import type { Page, PageRequest, Viewer } from '#platform';
import { scopeOf } from '#policy';
import type { InvitationRow } from './invitation.model.js';
import { keptFacts } from './seats.scope.js';

/** Reads of invitations, for those who keep the seats. */
@Injectable()
export class InvitationsQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** The newest first. */
  list(request: PageRequest, viewer: Viewer): Promise<Page<InvitationRow>> {
    const parameters: unknown[] = [];
    const where = [this.visible(viewer, parameters)];
    return readPage<InvitationRow>(
      this.db,
      this.cursors,
      {
        columns: this.columns(),
        from: 'seat_invitations i',
        where,
        parameters,
        key: [
          { expression: 'i.invited_at', type: 'timestamptz' },
          { expression: 'i.id', type: 'uuid' },
        ],
        descending: true,
        identity: ['invitations'],
      },
      request,
    );
  }

  async one(id: string, viewer: Viewer): Promise<InvitationRow | undefined> {
    const parameters: unknown[] = [id];
    const [row] = await this.db.query<InvitationRow[]>(
      `SELECT ${this.columns()} FROM seat_invitations i WHERE i.id = $1 AND ${this.visible(viewer, parameters)}`,
      parameters,
    );
    return row;
  }

  private visible(viewer: Viewer, parameters: unknown[]): string {
    return scopeOf('Invitation', viewer, parameters, keptFacts('i'));
  }

  private columns(): string {
    const now = this.clock.sql();
    return `i.id, i.organisation_id AS "organisationId", i.role, i.rights, i.office_en AS "officeEn", i.office_km AS "officeKm",
      ${isoText('i.valid_from')} AS "from", ${isoText('i.valid_to')} AS "to", i.mandate_document_id AS "mandateDocumentId",
      ${isoText('i.invited_at')} AS "invitedAt", ${isoText('i.expires_at')} AS "expiresAt", i.invited_by AS "invitedBy",
      i.seat_id AS "seatId", i.succeeds_seat_id AS "succeedsSeatId",
      CASE WHEN i.accepted_at IS NOT NULL THEN 'accepted' WHEN i.withdrawn_at IS NOT NULL THEN 'withdrawn'
           WHEN i.expires_at <= ${now} OR i.valid_to <= ${now} THEN 'expired'
           WHEN NOT EXISTS (SELECT FROM seats k WHERE k.id = i.kept_by AND k.valid_to > ${now} AND 'administer' = ANY(k.rights))
           THEN 'lapsed' ELSE 'open' END AS standing`;
  }
}
