import { Inject, Injectable } from '@nestjs/common';
import { Clock, Cursors, Database, PHNOM_PENH, isoText, readPage, readPagesBeside } from '#platform';
import type { Page, PageRequest, Queryable, Viewer } from '#platform';
import { scopeOf, sees } from '#policy';
import type { FactsSql } from '#policy';
import { readFacts } from './endorsement.facts.js';
import type { StatementFacts } from './endorsement.machine.js';
import type { EndorsementRow } from './endorsement.model.js';

const COLUMNS = `e.id, e.version, e.statement_id AS "statementId", e.organisation_id AS "organisationId", e.status, e.context,
  ${isoText('e.created_at')} AS "createdAt"`;

const facts: FactsSql<'Endorsement'> = {
  ownOrganisation: (viewer, bind) => `e.organisation_id = ${bind(viewer.organisationId)}`,
};

/** Which endorsements a viewer may see, by the policy, as SQL over `e`. */
function visibleEndorsements(viewer: Viewer, parameters: unknown[]): string {
  return scopeOf('Endorsement', viewer, parameters, facts);
}

/** Reads, each through the viewer's scope. */
@Injectable()
export class EndorsementsQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  readonly byIds = async (
    ids: readonly string[],
    viewer: Viewer,
    db: Queryable = this.db.as(viewer),
  ): Promise<Map<string, EndorsementRow>> => {
    const parameters: unknown[] = [ids];
    const rows = await db.query<EndorsementRow[]>(
      `SELECT ${COLUMNS} FROM endorsements e WHERE e.id = ANY($1) AND ${visibleEndorsements(viewer, parameters)}`,
      parameters,
      { prepared: true },
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** The viewer's own organisation's decision, by statement. */
  readonly mine = async (statementIds: readonly string[], viewer: Viewer): Promise<Map<string, EndorsementRow>> => {
    const parameters: unknown[] = [statementIds, viewer.organisationId];
    const rows = await this.db.as(viewer).query<EndorsementRow[]>(
      `SELECT ${COLUMNS} FROM endorsements e
        WHERE e.statement_id = ANY($1) AND e.organisation_id = $2 AND ${visibleEndorsements(viewer, parameters)}`,
      parameters,
      { prepared: true },
    );
    return new Map(rows.map((row) => [row.statementId, row]));
  };

  /**
   * What was entered on behalf of organisations and is not settled, the oldest first: it waits, has lapsed, or is complained
   * about. All of it for the secretariat, for a member what was entered for its own organisation.
   */
  unsettled(request: PageRequest, viewer: Viewer): Promise<Page<EndorsementRow>> {
    const parameters: unknown[] = [];
    return readPage<EndorsementRow>(
      this.db.as(viewer),
      this.cursors,
      {
        columns: COLUMNS,
        from: 'endorsements e',
        where: [
          `e.status IN ('awaitingConfirmation', 'unconfirmed', 'contested')`,
          visibleEndorsements(viewer, parameters),
        ],
        parameters,
        key: [
          { expression: 'e.created_at', type: 'timestamptz' },
          { expression: 'e.id', type: 'uuid' },
        ],
        descending: false,
        identity: ['entries on behalf'],
      },
      request,
    );
  }

  /** What the statements are at this moment, for what may be decided on them; nothing of it is about an organisation. */
  readonly facts = (statementIds: readonly string[], viewer: Viewer): Promise<Map<string, StatementFacts>> =>
    readFacts(this.db.as(viewer), statementIds, this.clock.sql());

  /**
   * How many members stand behind networks that have endorsed, each once, without those that have decided by themselves.
   * Part of no quorum. For the secretariat only: beside a network's list of members, it would tell who has decided.
   */
  readonly throughNetworks = async (statementIds: readonly string[], viewer: Viewer): Promise<Map<string, number>> => {
    if (!sees(viewer, 'Statement.throughNetworks')) return new Map();
    const today = `(${this.clock.sql()} AT TIME ZONE '${PHNOM_PENH}')::date`;
    const rows = await this.db.as(viewer).query<{ id: string; count: number }[]>(
      `SELECT s.id, (SELECT count(DISTINCT m.member_id) FROM endorsements e
           JOIN memberships m ON m.network_id = e.organisation_id AND m.valid_from <= ${today} AND m.valid_to > ${today}
          WHERE e.statement_id = s.id AND e.status = 'given' AND NOT e.past AND e.version_number = s.version_number
            AND NOT EXISTS (SELECT 1 FROM endorsements own
                             WHERE own.statement_id = s.id AND own.organisation_id = m.member_id))::integer AS count
         FROM statements s WHERE s.id = ANY($1)`,
      [statementIds],
      { prepared: true },
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  };

  /** Those of each statement that the viewer may see, in the order in which the organisations first decided. */
  readonly ofStatements = (
    statementIds: readonly string[],
    viewer: Viewer,
    request: PageRequest,
  ): Promise<Map<string, Page<EndorsementRow>>> => {
    const parameters: unknown[] = [];
    const where = [visibleEndorsements(viewer, parameters)];
    return readPagesBeside<EndorsementRow>(
      this.db.as(viewer),
      this.cursors,
      {
        columns: COLUMNS,
        from: 'endorsements e',
        of: 'e.statement_id',
        where,
        parameters,
        key: [
          { expression: 'e.created_at', type: 'timestamptz' },
          { expression: 'e.id', type: 'uuid' },
        ],
        descending: false,
        identity: (statementId) => ['endorsements', statementId],
      },
      statementIds,
      request,
    );
  };
}
