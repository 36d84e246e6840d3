import { Inject, Injectable } from '@nestjs/common';
import type { Page, PageRequest, Viewer } from '#platform';
import { Pasts, counted } from '#workflow';
import type { AsOf, Bind, Past } from '#workflow';
import type { SubmissionFilter } from './submission.inputs.js';
import type { SubmissionRow } from './submission.model.js';
import { submissionProcess } from './submission.process.js';
import { visibleSubmissions } from './submission.scope.js';
import { SubmissionsQueries } from './submissions.queries.js';

const STATUS = `(past.state #>> '{}')`;

/** Reads where submissions stood on a past day. */
@Injectable()
export class SubmissionsAsOf {
  constructor(
    @Inject(Pasts) private readonly pasts: Pasts,
    @Inject(SubmissionsQueries) private readonly queries: SubmissionsQueries,
  ) {}

  /** Where each stood; of those that the viewer may see now and could have seen as they stood then. */
  readonly byIds = (ids: readonly string[], viewer: Viewer, asOf: AsOf): Promise<Map<string, Past>> =>
    this.pasts.seen(submissionProcess, ids, asOf, (past, bind, parameters) => {
      const where = [visibleSubmissions(viewer, parameters), ...couldBeSeen(viewer, asOf, bind, parameters)];
      return `SELECT s.id FROM ${past} JOIN submissions s ON s.id = past.id JOIN statements st ON st.id = s.statement_id
        WHERE ${where.join(' AND ')}`;
    });

  /** Newest first: those that were there by then, filtered by their status then; by all else, as they are today. */
  async list(filter: SubmissionFilter, request: PageRequest, viewer: Viewer, asOf: AsOf): Promise<Page<SubmissionRow>> {
    const { status, ...others } = filter;
    const overdueBefore = await this.queries.overdueBefore(filter);
    const listing = { ...this.queries.listing(others, viewer, overdueBefore), identity: ['submissions', filter] };
    return this.pasts.page(listing, request, { process: submissionProcess, asOf, id: 's.id' }, (bind, parameters) => [
      ...couldBeSeen(viewer, asOf, bind, parameters),
      ...(status ? [`${STATUS} = ANY(${bind(status)})`] : []),
    ]);
  }
}

/** The viewer's scope over the submission `s` as it stood then; what its history does not keep, as it is today. */
function couldBeSeen(viewer: Viewer, asOf: AsOf, bind: Bind, parameters: unknown[]): string[] {
  const scope = visibleSubmissions(viewer, parameters, {
    handedOver: () => `${STATUS} NOT IN ('prepared', 'cancelled')`,
    signedByOwn: () => `EXISTS (SELECT 1 FROM endorsements e JOIN case_history h ON h.case_id = e.id
              WHERE e.statement_id = s.statement_id AND e.organisation_id = ${bind(viewer.organisationId)}
                AND h.to_state #>> '{}' IN ('given', 'dissociated') AND ${counted(asOf, bind)})`,
  });
  return scope === 'true' ? [] : [scope];
}
