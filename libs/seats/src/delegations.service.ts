import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { StepUp } from '#accounts';
import { Clock, Database, fromGlobalId, isoText, notFound, publicViewer, refuseIf } from '#platform';
import type { Reason, Viewer } from '#platform';
import { DELEGABLE, DELEGATES, acts, reasonsOfWho } from '#policy';
import type { Act } from '#workflow';
import { noteChange } from './seat-changes.queries.js';
import { SeatRules } from './seat-rules.service.js';
import type { DelegateSeatInput, DelegationRow, RevokeDelegationInput } from './delegation.model.js';

/** How long somebody can act for somebody else at the most: who is away for longer hands the seat over. */
const MOST_DAYS = 92;
const DAY = 86_400_000;

/** Somebody acts through the seat of another: for a time, by name, with some of the rights, told beside each act. */
@Injectable()
export class Delegations {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(StepUp) private readonly stepUp: StepUp,
    @Inject(SeatRules) private readonly rules: SeatRules,
  ) {}

  /** Delegates the viewer's own seat. @returns the delegation's id. @throws DomainError refused with all reasons. */
  async give(tx: EntityManager, input: DelegateSeatInput, act: Act): Promise<string> {
    const viewer = act.viewer ?? publicViewer;
    refuseIf(reasonsOfWho(acts.seat.DELEGATE, viewer, []));
    // What was lent is not lent on.
    refuseIf(viewer.delegation ? [{ code: 'NOT_BY_DELEGATION' }] : []);
    await this.stepUp.requireFresh(viewer, tx);
    const now = await this.rules.now(tx);
    const from = input.from ?? new Date(now);
    const rights = [...new Set(input.rights)];
    const toSeatId = fromGlobalId('sea', input.toPersonOfSeatId);
    const to = await this.rules.holderOf(tx, toSeatId);
    const inside = to.holds && DELEGATES.includes(to.role) && to.personId !== viewer.personId;
    const fits = input.until > from && input.until > new Date(now) && +input.until - +from <= MOST_DAYS * DAY;
    refuseIf([
      ...(inside ? [] : [{ code: 'DELEGATE_IS_OUTSIDE', path: ['toPersonOfSeatId'] }]),
      ...(fits ? [] : [{ code: 'DELEGATION_TOO_LONG', parameters: { days: MOST_DAYS }, path: ['until'] }]),
      ...(rights.length > 0 ? [] : [{ code: 'VALUE_MISSING', parameters: { field: 'rights' }, path: ['rights'] }]),
      ...rights
        .filter((right) => !DELEGABLE.includes(right) || !viewer.rights.includes(right))
        .map((right): Reason => ({ code: 'RIGHT_NOT_DELEGABLE', parameters: { right }, path: ['rights'] })),
    ]);
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO seat_delegations (seat_id, to_person_id, rights, valid_from, valid_to, reason, given_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7) RETURNING id`,
      [viewer.seatId, to.personId, rights, input.from ?? now, input.until, input.reason ?? null, now],
    );
    await noteChange(tx, {
      seatId: viewer.seatId,
      event: 'delegated',
      at: now,
      act,
      rights,
      validTo: input.until,
      otherSeatId: toSeatId,
    });
    return (row as { id: string }).id;
  }

  /**
   * Ends a delegation at once: the holder, the delegate, or who keeps the seat. Acts under way are finished first.
   * @throws DomainError notFound when it is over, or not the viewer's to end.
   */
  async revoke(tx: EntityManager, input: RevokeDelegationInput, act: Act): Promise<string> {
    const viewer = act.viewer ?? publicViewer;
    const id = fromGlobalId('dlg', input.id);
    const [row] = await tx.query<{ seatId: string; own: boolean; organisationId: string }[]>(
      `SELECT d.seat_id AS "seatId", $2 IN (s.person_id, d.to_person_id) AS own, s.organisation_id AS "organisationId"
         FROM seat_delegations d JOIN seats s ON s.id = d.seat_id
        WHERE d.id = $1 AND d.revoked_at IS NULL AND d.valid_to > ${this.clock.live()} FOR UPDATE OF d`,
      [id, viewer.personId],
    );
    if (!row) throw notFound();
    if (row.own) refuseIf(reasonsOfWho(acts.seat.REVOKE_DELEGATION, viewer, []));
    else await this.rules.mayKeep(tx, 'CHANGE_SEAT', act, row.organisationId, { fresh: false });
    const now = await this.rules.now(tx);
    await tx.query(`UPDATE seat_delegations SET revoked_at = $2, revoked_by = $3 WHERE id = $1`, [
      id,
      now,
      viewer.personId,
    ]);
    await noteChange(tx, { seatId: row.seatId, event: 'delegationRevoked', at: now, act });
    return id;
  }

  /** Delegations by the seats that they are of. The seat has been seen already. */
  readonly ofSeats = async (seatIds: readonly string[], _viewer: Viewer): Promise<Map<string, DelegationRow[]>> => {
    const rows = await this.read('d.seat_id = ANY($1)', [seatIds]);
    return new Map(seatIds.map((id) => [id, rows.filter((row) => row.seatId === id)]));
  };

  /** What somebody was lent that holds now or will. */
  async toPerson(personId: string): Promise<DelegationRow[]> {
    const rows = await this.read('d.to_person_id = $1', [personId]);
    return rows.filter(({ standing }) => standing === 'holds' || standing === 'upcoming');
  }

  /** One, for who has given it, got it, or keeps the seat. */
  async one(id: string): Promise<DelegationRow | undefined> {
    return (await this.read('d.id = $1', [id]))[0];
  }

  private read(where: string, parameters: unknown[]): Promise<DelegationRow[]> {
    const now = this.clock.sql();
    const office = (who: string) => `jsonb_build_object('km', ${who}.office_km, 'en', ${who}.office_en)`;
    return this.db.query<DelegationRow[]>(
      `SELECT d.id, d.seat_id AS "seatId", d.to_person_id AS "toPersonId", s.organisation_id AS "organisationId", s.role,
              d.rights, ${isoText('d.valid_from')} AS "from", ${isoText('d.valid_to')} AS until, d.reason,
              ${office('h')} AS holder, ${office('p')} AS delegate,
              CASE WHEN d.revoked_at IS NOT NULL THEN 'revoked'
                   WHEN d.valid_to <= ${now} OR s.valid_to <= ${now} THEN 'over'
                   WHEN d.valid_from > ${now} THEN 'upcoming' ELSE 'holds' END AS standing
         FROM seat_delegations d JOIN seats s ON s.id = d.seat_id JOIN people h ON h.id = s.person_id
         JOIN people p ON p.id = d.to_person_id WHERE ${where} ORDER BY d.given_at DESC, d.id`,
      parameters,
    );
  }
}
