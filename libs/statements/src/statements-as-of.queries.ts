import { Inject, Injectable } from '@nestjs/common';
import { isSecretariat } from '#platform';
import type { Page, PageRequest, Viewer } from '#platform';
import { Pasts, counted } from '#workflow';
import type { AsOf, Bind, Past } from '#workflow';
import type { StatementFilter } from './statement.inputs.js';
import type { StatementRow } from './statement.model.js';
import { statementProcess } from './statement.process.js';
import { StatementsQueries, visibleStatements } from './statements.queries.js';

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
      const where = [visibleStatements(viewer, parameters), ...couldBeSeen(viewer, asOf, bind)];
      return `SELECT s.id FROM ${past} JOIN statements s ON s.id = past.id WHERE ${where.join(' AND ')}`;
    });

  /** Newest first: those that were there by then, filtered by their status then; by all else, as they are today. */
  list(filter: StatementFilter, request: PageRequest, viewer: Viewer, asOf: AsOf): Promise<Page<StatementRow>> {
    const { status, ...others } = filter;
    const listing = { ...this.queries.listing(others, viewer), identity: ['statements', filter] };
    return this.pasts.page(listing, request, { process: statementProcess, asOf, id: 's.id' }, (bind) => [
      ...couldBeSeen(viewer, asOf, bind),
      ...(status ? [`${STATUS} = ANY(${bind(status)})`] : []),
    ]);
  }
}

/**
 * Over `s`, beside who may see it now: for a member it had been opened by then, or its organisation initiates it; for
 * the budget working group it had been handed over, or is released.
 */
function couldBeSeen(viewer: Viewer, asOf: AsOf, bind: Bind): string[] {
  if (isSecretariat(viewer)) return [];
  const had = (what: string) =>
    `EXISTS (SELECT 1 FROM case_history h WHERE h.case_id = s.id AND ${what} AND ${counted(asOf, bind)})`;
  if (viewer.role === 'memberRepresentative') {
    return [`(s.initiator_id = ${bind(viewer.organisationId)} OR ${had(`h.event IN ('OPEN', 'RECORD_PAST')`)})`];
  }
  if (viewer.role !== 'budgetGroupMember') return [];
  return [`(s.release = 'public' OR ${had(`h.to_state #>> '{}' IN ('submitted', 'concluded')`)})`];
}
