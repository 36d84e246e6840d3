import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, Database, DomainError, fromGlobalId, isoText, refuseIf } from '#platform';
import type { Reason, Viewer } from '#platform';
import { acts, reasonsOfWho, seesEvery } from '#policy';
import type { Act } from '#workflow';
import type { GroupFieldRow, SetGroupFieldInput } from './group-field.model.js';

/** What groups watch. The members of a group are its memberships, with their days; who sits for one sees by its field. */
@Injectable()
export class GroupFields {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What groups watch today, by their ids; for insiders. */
  readonly ofGroups = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, GroupFieldRow>> => {
    if (!seesEvery('GroupField', viewer)) return new Map();
    const rows = await this.db.query<GroupFieldRow[]>(
      `SELECT organisation_id AS id, revision, topics, addressee_ids AS "addresseeIds", instrument_ids AS "instrumentIds",
              ${isoText('set_at')} AS "setAt" FROM group_fields WHERE organisation_id = ANY($1)`,
      [ids],
      { prepared: true },
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /**
   * Says what a group watches from now on: from the next request of its people, and for acts that are under way.
   * @throws DomainError refused with everything that is wrong, conflict when somebody else has set it meanwhile.
   */
  async set(tx: EntityManager, input: SetGroupFieldInput, act: Act): Promise<void> {
    const viewer = act.viewer as Viewer;
    const group = fromGlobalId('org', input.groupId);
    const addressees = [...new Set(input.addresseeIds.map((id) => fromGlobalId('org', id)))];
    const instruments = [...new Set(input.instrumentIds.map((id) => fromGlobalId('ins', id)))];
    const topics = [...new Set(input.topics)];
    refuseIf(
      [
        ...reasonsOfWho(acts.organisation.SET_GROUP_FIELD, viewer, []),
        ...(await unknown(tx, 'groupId', [group], `SELECT id::text FROM organisations WHERE kind = 'body'`)),
        ...(await unknown(tx, 'topics', topics, `SELECT code FROM topics`)),
        ...(await unknown(
          tx,
          'addresseeIds',
          addressees,
          `SELECT id::text FROM organisations WHERE kind IN ('institution', 'unit')`,
        )),
        ...(await unknown(tx, 'instrumentIds', instruments, `SELECT id::text FROM instruments`)),
      ],
      { process: 'organisation', event: 'SET_GROUP_FIELD' },
    );
    const now = await this.clock.now(tx);
    const values = [group, topics, addressees, instruments];
    // Two who set it at once cannot both win: the second waits for the row, and its revision is no longer the one it saw.
    const written = await tx.query<{ revision: number }[]>(
      `INSERT INTO group_fields AS f (organisation_id, topics, addressee_ids, instrument_ids, set_at, revision)
       SELECT $1, $2, $3, $4, $5, 1 WHERE $6::integer = 0 OR EXISTS (SELECT FROM group_fields WHERE organisation_id = $1)
       ON CONFLICT (organisation_id) DO UPDATE SET topics = excluded.topics, addressee_ids = excluded.addressee_ids,
         instrument_ids = excluded.instrument_ids, set_at = excluded.set_at, revision = f.revision + 1
       WHERE f.revision = $6 RETURNING revision`,
      [...values, now, input.expectedRevision],
    );
    if (!written[0]) {
      const [stored] = await tx.query<{ revision: number }[]>(
        `SELECT revision FROM group_fields WHERE organisation_id = $1`,
        [group],
      );
      const versions = { yours: input.expectedRevision, current: stored?.revision ?? 0 };
      const reason = { code: 'CHANGED_MEANWHILE', parameters: versions, path: ['expectedRevision'] };
      throw new DomainError('conflict', [reason], { versions });
    }
    await tx.query(
      `INSERT INTO group_field_entries (group_id, topics, addressee_ids, instrument_ids, revision, reason, actor_id, seat_id,
                                        organisation_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        ...[...values, written[0].revision, input.reason?.normalize('NFC').trim() || null],
        ...[viewer.personId, viewer.seatId, viewer.organisationId, now],
      ],
    );
  }
}

/** Those of the values that a register does not have. `there` is SQL for one column of text. */
async function unknown(tx: EntityManager, field: string, values: readonly string[], there: string): Promise<Reason[]> {
  const missing = await tx.query<{ value: string }[]>(
    `SELECT value FROM unnest($1::text[]) AS value WHERE value NOT IN (${there})`,
    [values],
  );
  return missing.map(({ value }) => ({ code: 'UNKNOWN_REFERENCE', parameters: { field, value }, path: [field] }));
}
