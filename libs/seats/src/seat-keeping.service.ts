import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DomainError, fromGlobalId, refuseIf } from '#platform';
import type { Queryable, Viewer } from '#platform';
import { givesSeatsToAll, mayTakeOver } from '#policy';
import type { Act } from '#workflow';
import { PendingWork } from './pending-work.service.js';
import { SeatRules } from './seat-rules.service.js';
import type { LockedSeat } from './seat-rules.service.js';
import { noteChange } from './seat-changes.queries.js';
import type { ChangeSeatInput, EndSeatInput, HandOverSeatInput } from './seat.inputs.js';

/** Any number that nobody else locks: two administrators who end each other's seat do so one after the other. */
const ADMINISTRATORS = 7_261_803_512;

/** A seat that takes the place of another. */
type GivenSeat = Pick<LockedSeat, 'id' | 'role' | 'rights' | 'to'>;

/** What becomes of seats that somebody has: each change is written down with who did it, and why. */
@Injectable()
export class SeatKeeping {
  constructor(
    @Inject(SeatRules) private readonly rules: SeatRules,
    @Inject(PendingWork) private readonly work: PendingWork,
  ) {}

  /** Gives a seat another role, other rights or another mandate. @throws DomainError refused with all reasons. */
  async change(tx: EntityManager, input: ChangeSeatInput, act: Act): Promise<string> {
    const seat = await this.seatOf(tx, input.seatId);
    const viewer = await this.rules.mayKeep(tx, 'CHANGE_SEAT', act, seat.organisationId);
    const role = input.role ?? seat.role;
    const rights = [...new Set(input.rights ?? seat.rights)];
    refuseIf([
      ...othersOnly(viewer, seat),
      ...(seat.over ? [{ code: 'SEAT_OVER' }] : []),
      ...this.rules.reasonsOfRole(seat.kind, role, rights),
      ...(await this.rules.reasonsOfMandate(tx, input.mandateDocumentId, viewer)),
    ]);
    if (givesSeatsToAll(seat.role) && !(givesSeatsToAll(role) && rights.includes('administer')))
      await this.leaveOne(tx, seat);
    await tx.query(
      `UPDATE seats SET role = $2, rights = $3, mandate_document_id = COALESCE($4, mandate_document_id) WHERE id = $1`,
      [seat.id, role, rights, input.mandateDocumentId ? fromGlobalId('doc', input.mandateDocumentId) : null],
    );
    await noteChange(tx, { seatId: seat.id, event: 'changed', at: await this.rules.now(tx), act, role, rights });
    return seat.id;
  }

  /** Ends a seat, now or later. What was let through it is finished; from the moment on nothing is. */
  async end(tx: EntityManager, input: EndSeatInput, act: Act): Promise<string> {
    const seat = await this.seatOf(tx, input.seatId);
    await this.rules.mayKeep(tx, 'END_SEAT', act, seat.organisationId);
    refuseIf(seat.over ? [{ code: 'SEAT_OVER' }] : []);
    if (givesSeatsToAll(seat.role)) await this.leaveOne(tx, seat);
    const now = await this.rules.now(tx);
    if (input.at && input.at < new Date(now))
      throw new DomainError('refused', [{ code: 'ENDS_IN_THE_PAST', path: ['at'] }]);
    await this.close(tx, seat, input.at ?? now);
    await noteChange(tx, { seatId: seat.id, event: 'ended', at: now, act, validTo: input.at ?? now });
    if (input.workToSeatId) await this.work.pass(tx, seat.id, fromGlobalId('sea', input.workToSeatId), act);
    return seat.id;
  }

  /**
   * Gives the seat to another person: this one ends, and one like it begins at the same moment.
   * @returns the id of the new one.
   */
  async handOver(tx: EntityManager, input: HandOverSeatInput, act: Act): Promise<string> {
    const seat = await this.seatOf(tx, input.seatId);
    const viewer = await this.rules.mayKeep(tx, 'HAND_OVER_SEAT', act, seat.organisationId);
    const other = await this.rules.holderOf(tx, fromGlobalId('sea', input.toPersonOfSeatId));
    refuseIf([
      ...othersOnly(viewer, seat),
      // Nor to oneself: that would be a seat of one's own choosing.
      ...othersOnly(viewer, other),
      // Somebody from outside is invited: an official or a leaver comes to no seat by the way.
      ...(other.holds && mayTakeOver(other.role, seat.role)
        ? []
        : [{ code: 'HEIR_IS_OUTSIDE', path: ['toPersonOfSeatId'] }]),
      ...(other.personId === seat.personId ? [{ code: 'SAME_HOLDER', path: ['toPersonOfSeatId'] }] : []),
      ...(seat.over ? [{ code: 'SEAT_OVER' }] : []),
      ...(await this.rules.reasonsOfMandate(tx, input.mandateDocumentId, viewer)),
    ]);
    const mandate = input.mandateDocumentId ? fromGlobalId('doc', input.mandateDocumentId) : null;
    const now = await this.rules.now(tx);
    const [next] = await tx.query<{ id: string }[]>(
      `INSERT INTO seats (person_id, organisation_id, role, rights, valid_from, valid_to, mandate_document_id)
       SELECT $2, organisation_id, role, rights, $3, valid_to, $4 FROM seats WHERE id = $1 RETURNING id`,
      [seat.id, other.personId, now, mandate],
    );
    const { id } = next as { id: string };
    await this.succeed(tx, seat, { ...seat, id }, now, act);
    return id;
  }

  /**
   * Ends a seat because another one takes its place; what its holder left pending goes along, so far as the other one can
   * go on with it.
   * @param at from when on.
   */
  async succeed(tx: Queryable, seat: LockedSeat, by: GivenSeat, at: string, act: Act): Promise<void> {
    const now = await this.rules.now(tx);
    await this.close(tx, seat, at);
    await noteChange(tx, { seatId: seat.id, event: 'handedOver', at: now, act, otherSeatId: by.id, validTo: at });
    const { id: seatId, role, rights, to: validTo } = by;
    await noteChange(tx, { seatId, event: 'given', at: now, act, otherSeatId: seat.id, role, rights, validTo });
    await this.work.goAlong(tx, seat.id, seatId, act);
  }

  /** One that never began begins and ends in the same instant. */
  private async close(tx: Queryable, seat: LockedSeat, at: Date | string): Promise<void> {
    await tx.query(
      `UPDATE seats SET valid_to = $2::timestamptz,
              valid_from = LEAST(valid_from, $2::timestamptz - interval '1 microsecond') WHERE id = $1`,
      [seat.id, at],
    );
  }

  private seatOf(tx: Queryable, globalId: string): Promise<LockedSeat> {
    return this.rules.lock(tx, fromGlobalId('sea', globalId));
  }

  /** @throws DomainError refused when nobody else could give seats: sample people do not count. */
  private async leaveOne(tx: Queryable, seat: LockedSeat): Promise<void> {
    await tx.query(`SELECT pg_advisory_xact_lock($1)`, [ADMINISTRATORS]);
    const others = await tx.query<unknown[]>(
      `SELECT 1 FROM seats s JOIN people p ON p.id = s.person_id JOIN people own ON own.id = $2
        WHERE s.id <> $1 AND s.role = 'administrator' AND 'administer' = ANY(s.rights) AND s.valid_to = 'infinity'
          AND p.sample <= own.sample LIMIT 1`,
      [seat.id, seat.personId],
    );
    refuseIf(others.length === 0 ? [{ code: 'LAST_ADMINISTRATOR' }] : []);
  }
}

/** Nobody decides about a seat of their own. */
const othersOnly = (viewer: Viewer, { personId }: { personId: string }) =>
  viewer.personId === personId ? [{ code: 'NOT_YOUR_OWN_SEAT' }] : [];
