import { Inject, Injectable } from '@nestjs/common';
import type { Page, PageRequest, Viewer } from '#platform';
import { Pasts, counted } from '#workflow';
import type { AsOf, Bind, Past } from '#workflow';
import type { StatementFilter } from './statement.inputs.js';
import type { StatementRow } from './statement.model.js';
import { statementProcess } from './statement.process.js';
import { visibleStatements } from './statement.scope.js';
import { StatementsQueries } from './statements.queries.js';

const STATUS = `(past.state #>> '{}')`;

/** Reads where statements stood on a past day. */
@Injectable()
export class StatementsAsOf {
  constructor(
    @Inject(Pasts) private readonly pasts: Pasts,
    @Inject(StatementsQueries) private readonly queries: StatementsQueries,
  ) {}

  /** Where each stood; of those that the viewer may see now and could have seen by then. */
  readonly byIds = (ids: readonly string[], viewer: Viewer, asOf: AsOf): Promise<Map<string, Past>> =>
    this.pasts.seen(statementProcess, ids, asOf, (past, bind, parameters) => {
      const where = [visibleStatements(viewer, parameters), ...couldBeSeen(viewer, asOf, bind, parameters)];
      return `SELECT s.id FROM ${past} JOIN statements s ON s.id = past.id WHERE ${where.join(' AND ')}`;
    });

  /** Newest first: those that were there by then, filtered by their status then; by all else, as they are today. */
  list(filter: StatementFilter, request: PageRequest, viewer: Viewer, asOf: AsOf): Promise<Page<StatementRow>> {
    const { status, ...others } = filter;
    const listing = { ...this.queries.listing(others, viewer), identity: ['statements', filter] };
    return this.pasts.page(listing, request, { process: statementProcess, asOf, id: 's.id' }, (bind, parameters) => [
      ...couldBeSeen(viewer, asOf, bind, parameters),
      ...(status ? [`${STATUS} = ANY(${bind(status)})`] : []),
    ]);
  }
}

/** The viewer's scope over the statement `s` as it stood then; what its history does not keep, as it is today. */
function couldBeSeen(viewer: Viewer, asOf: AsOf, bind: Bind, parameters: unknown[]): string[] {
  const had = (what: string) =>
    `EXISTS (SELECT 1 FROM case_history h WHERE h.case_id = s.id AND ${what} AND ${counted(asOf, bind)})`;
  const scope = visibleStatements(viewer, parameters, {
    opened: () => had(`h.event IN ('OPEN', 'RECORD_PAST')`),
    handedOver: () => had(`h.to_state #>> '{}' IN ('submitted', 'concluded')`),
  });
  return scope === 'true' ? [] : [scope];
}
