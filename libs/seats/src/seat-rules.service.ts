import { Inject, Injectable } from '@nestjs/common';
import { StepUp } from '#accounts';
import { DocumentsService } from '#documents';
import { Clock, fromGlobalId, notFound, publicViewer, refuseIf } from '#platform';
import type { Queryable, Reason, Right, Role, Viewer } from '#platform';
import { RIGHTS_OF_ROLE, ROLES_OF_KIND, acts, reasonsOfWho } from '#policy';
import type { Act } from '#workflow';

/** A seat, locked: no act through it is under way. */
export interface LockedSeat {
  id: string;
  personId: string;
  organisationId: string;
  kind: string;
  role: Role;
  rights: Right[];
  mandateDocumentId: string | null;
  to: Date | null;
  begun: boolean;
  over: boolean;
}

/** Who may do something about which seats, and what a seat may give. */
@Injectable()
export class SeatRules {
  constructor(
    @Inject(StepUp) private readonly stepUp: StepUp,
    @Inject(DocumentsService) private readonly documents: DocumentsService,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** Why not, so far as it depends on who asks. Those who just proved themselves are asked nothing more. */
  async mayKeep(
    tx: Queryable,
    deed: keyof typeof acts.seat,
    act: Act,
    organisationId: string,
    { fresh }: { fresh: boolean } = { fresh: true },
  ): Promise<Viewer> {
    const viewer = act.viewer ?? publicViewer;
    const own = viewer.organisationId === organisationId;
    refuseIf(reasonsOfWho(acts.seat[deed], viewer, ['anyone', own ? 'ownOrganisation' : 'otherOrganisation']));
    if (fresh) await this.stepUp.requireFresh(viewer, tx);
    return viewer;
  }

  /** What is wrong with a role and rights for somebody of this kind of organisation. */
  reasonsOfRole(kind: string, role: Role, rights: readonly Right[]): Reason[] {
    if (!ROLES_OF_KIND[kind]?.includes(role)) return [{ code: 'ROLE_NOT_THERE', path: ['role'] }];
    return rights
      .filter((right) => !RIGHTS_OF_ROLE[role].includes(right))
      .map((right) => ({ code: 'RIGHT_NOT_FOR_ROLE', parameters: { right }, path: ['rights'] }));
  }

  /** What is wrong with a document as a mandate. */
  async reasonsOfMandate(tx: Queryable, globalId: string | null | undefined, viewer: Viewer): Promise<Reason[]> {
    if (!globalId) return [];
    const id = fromGlobalId('doc', globalId);
    const unknown = await this.documents.assertUsable(tx, [id], viewer, ['mandateDocumentId']);
    if (unknown.length > 0) return unknown;
    const mandates = await tx.query<unknown[]>(`SELECT 1 FROM documents WHERE id = $1 AND kind = 'mandate'`, [id]);
    return mandates.length > 0 ? [] : [{ code: 'NOT_A_MANDATE', path: ['mandateDocumentId'] }];
  }

  /**
   * The seat, locked: acts that were let through it are over, later ones wait.
   * @throws DomainError notFound.
   */
  async lock(tx: Queryable, seatId: string): Promise<LockedSeat> {
    await tx.query(`SELECT FROM seats WHERE id = $1 FOR UPDATE`, [seatId]);
    const [seat] = await tx.query<LockedSeat[]>(
      `SELECT s.id, s.person_id AS "personId", s.organisation_id AS "organisationId", o.kind, s.role, s.rights,
              s.mandate_document_id AS "mandateDocumentId", CASE WHEN isfinite(s.valid_to) THEN s.valid_to END AS to,
              s.valid_from <= ${this.clock.live()} AS begun, s.valid_to <= ${this.clock.live()} AS over
         FROM seats s JOIN organisations o ON o.id = s.organisation_id WHERE s.id = $1`,
      [seatId],
    );
    if (!seat) throw notFound();
    return seat;
  }

  /** Who holds a seat, as what, and whether it holds now. @throws DomainError notFound. */
  async holderOf(tx: Queryable, seatId: string): Promise<{ personId: string; role: Role; holds: boolean }> {
    const [holder] = await tx.query<{ personId: string; role: Role; holds: boolean }[]>(
      `SELECT person_id AS "personId", role, valid_from <= ${this.clock.live()} AND valid_to > ${this.clock.live()} AS holds
         FROM seats WHERE id = $1`,
      [seatId],
    );
    if (!holder) throw notFound();
    return holder;
  }

  /** The moment, after all locks, to the microsecond: what was recorded before it lies before it. */
  async now(tx: Queryable): Promise<string> {
    const [row] = await tx.query<{ at: string }[]>(
      `SELECT to_char(${this.clock.live()} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') AS at`,
    );
    return (row as { at: string }).at;
  }
}
