import { Inject, Injectable } from '@nestjs/common';
import { Clock, publicViewer } from '#platform';
import type { Queryable, Reason, Viewer } from '#platform';
import { isInPerson } from '#policy';
import { Commands } from '#workflow';
import { groupField } from './group-field.sql.js';
import type { Command } from '#workflow';

/**
 * Judges inside the transaction of each command whether the person may still act: the seat holds, gives what it gave when
 * the request began, the group still watches what it watched then, and the device or token was not ended meanwhile. Who
 * ends or changes a seat waits for the acts that were let through; an act that comes later waits for them, and is refused.
 */
@Injectable()
export class Standing {
  constructor(
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Commands) commands: Commands,
  ) {
    commands.standingIsCheckedBy(async (tx, viewer, command) => [
      ...(await this.reasonsAgainst(tx, viewer)),
      ...(await this.throughToken(tx, viewer, command)),
    ]);
  }

  /** Why the viewer may act no longer; nothing for somebody who has not signed in: the policy speaks of those. */
  async reasonsAgainst(tx: Queryable, viewer: Viewer): Promise<Reason[]> {
    if (viewer.ended) return [{ code: viewer.ended.why, clearedBy: ['administrator', 'coordinator'] }];
    if (viewer.seatId === publicViewer.seatId) return [];
    const now = this.clock.live();
    // The weaker lock on sessions lets the note pass that a device was used; what ends one takes the stronger lock.
    const [seat] = await tx.query<{ same: boolean; signedIn: boolean }[]>(
      `SELECT s.role = $3 AND s.rights @> $4::text[]
          AND (s.role <> 'budgetGroupMember' OR coalesce(f.topics, '{}') @> $7::text[]
               AND coalesce(f.addressee_ids, '{}') @> $8::uuid[] AND coalesce(f.instrument_ids, '{}') @> $9::uuid[]) AS same,
              ($5::uuid IS NULL OR EXISTS (SELECT FROM sessions WHERE id = $5 AND ended_at IS NULL FOR KEY SHARE))
          AND ($6::text IS NULL OR EXISTS (
                SELECT FROM sign_ins WHERE token_hash = $6 AND (ended_at IS NULL OR ended_at > ${now}) FOR KEY SHARE))
              AS "signedIn"
         FROM seats s ${groupField(now)}
        WHERE s.id = $1 AND s.person_id = $2 AND s.valid_from <= ${now} AND s.valid_to > ${now} FOR SHARE OF s`,
      [
        viewer.seatId,
        viewer.delegation?.holderId ?? viewer.personId,
        viewer.role,
        viewer.rights,
        viewer.session?.id ?? null,
        viewer.tokenHash ?? null,
        viewer.field.topics,
        viewer.field.addresseeIds,
        viewer.field.instrumentIds,
      ],
    );
    if (viewer.delegation && seat && !(await this.delegates(tx, viewer))) return [{ code: 'DELEGATION_ENDED' }];
    const code = !seat ? 'SEAT_ENDED' : !seat.signedIn ? 'SIGNED_OUT' : !seat.same ? 'SEAT_CHANGED' : undefined;
    return code ? [{ code, clearedBy: ['administrator', 'coordinator'] }] : [];
  }

  /** Does the delegation still hold, for somebody who still has a seat of their own? */
  private async delegates(tx: Queryable, viewer: Viewer): Promise<boolean> {
    const now = this.clock.live();
    const rows = await tx.query<unknown[]>(
      `SELECT 1 FROM seat_delegations d
        WHERE d.id = $1 AND d.to_person_id = $2 AND d.rights @> $3::text[] AND d.revoked_at IS NULL
          AND d.valid_from <= ${now} AND d.valid_to > ${now}
          AND EXISTS (SELECT FROM seats o WHERE o.person_id = $2 AND o.valid_from <= ${now} AND o.valid_to > ${now} FOR SHARE)
          FOR SHARE OF d`,
      [viewer.delegation?.id, viewer.personId, viewer.rights],
    );
    return rows.length > 0;
  }

  /** Why a token does not do this; else the command is kept as one that came through it. Who ends the token waits. */
  private async throughToken(tx: Queryable, viewer: Viewer, { name, key }: Command): Promise<Reason[]> {
    if (!viewer.apiToken) return [];
    if (isInPerson(name)) return [{ code: 'ONLY_IN_PERSON' }];
    const rows = await tx.query<unknown[]>(
      `SELECT 1 FROM api_tokens WHERE id = $1 AND ended_at IS NULL AND expires_at > ${this.clock.live()} FOR KEY SHARE`,
      [viewer.apiToken.id],
    );
    if (rows.length === 0) return [{ code: 'SIGNED_OUT', clearedBy: ['administrator', 'coordinator'] }];
    await tx.query(
      `INSERT INTO api_token_commands (person_id, command_key, token_id) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [viewer.personId, key, viewer.apiToken.id],
    );
    return [];
  }
}
