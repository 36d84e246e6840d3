import { Inject, Injectable } from '@nestjs/common';
import { Cursors, Database, isSecretariat, readPage } from '#platform';
import type { Page, PageRequest, Queryable, Viewer } from '#platform';
import type { EndorsementRow } from './endorsement.model.js';

const COLUMNS = `e.id, e.version, e.statement_id AS "statementId", e.organisation_id AS "organisationId", e.status, e.context,
  e.created_at AS "createdAt"`;

/**
 * Which endorsements a viewer may see, as SQL over `e`: the secretariat all, a member organisation its own, nobody else
 * any. A list of who endorsed what was once used against its members.
 */
export function visibleEndorsements(viewer: Viewer, parameters: unknown[]): string {
  if (isSecretariat(viewer)) return 'true';
  if (viewer.role !== 'memberRepresentative') return 'false';
  return `e.organisation_id = $${parameters.push(viewer.organisationId)}`;
}

/** Reads, each through the viewer's scope. */
@Injectable()
export class EndorsementsQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  readonly byIds = async (
    ids: readonly string[],
    viewer: Viewer,
    db: Queryable = this.db,
  ): Promise<Map<string, EndorsementRow>> => {
    const parameters: unknown[] = [ids];
    const rows = await db.query<EndorsementRow[]>(
      `SELECT ${COLUMNS} FROM endorsements e WHERE e.id = ANY($1) AND ${visibleEndorsements(viewer, parameters)}`,
      parameters,
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** The viewer's own organisation's decision, by statement. */
  readonly mine = async (statementIds: readonly string[], viewer: Viewer): Promise<Map<string, EndorsementRow>> => {
    const rows = await this.db.query<EndorsementRow[]>(
      `SELECT ${COLUMNS} FROM endorsements e WHERE e.statement_id = ANY($1) AND e.organisation_id = $2`,
      [statementIds, viewer.organisationId],
    );
    return new Map(rows.map((row) => [row.statementId, row]));
  };

  /** Those of one statement that the viewer may see, in the order in which the organisations first decided. */
  ofStatement(statementId: string, request: PageRequest, viewer: Viewer): Promise<Page<EndorsementRow>> {
    const parameters: unknown[] = [statementId];
    const where = ['e.statement_id = $1', visibleEndorsements(viewer, parameters)];
    return readPage<EndorsementRow>(
      this.db,
      this.cursors,
      {
        columns: COLUMNS,
        from: 'endorsements e',
        where,
        parameters,
        key: [
          { expression: 'e.created_at', type: 'timestamptz' },
          { expression: 'e.id', type: 'uuid' },
        ],
        descending: false,
        identity: ['endorsements', statementId],
      },
      request,
    );
  }
}
