import { Inject, Injectable } from '@nestjs/common';
import { dayNumbered, numberOf } from '#deadlines';
import { startOfDay } from '#platform';
import type { Page, PageRequest, Viewer } from '#platform';
import { Pasts, counted } from '#workflow';
import type { AsOf, Bind, Past } from '#workflow';
import type { SubmissionContext } from './submission.context.js';
import type { SubmissionFilter } from './submission.inputs.js';
import type { SubmissionRow } from './submission.model.js';
import { submissionProcess } from './submission.process.js';
import { visibleSubmissions } from './submission.scope.js';
import { SubmissionsQueries } from './submissions.queries.js';

/** Where an answer is awaited, as the column `awaited` has it. */
const AWAITING = new Set(['delivered', 'acknowledged']);
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

  /**
   * How many submissions each institution had had, at the end of that day, for more than `days` civil days (Phnom Penh)
   * without any answer; of those that the viewer may see now and could have seen then. By histories, which hold what a
   * state does not: when it was handed over, and what was answered.
   */
  async overdue(days: number, viewer: Viewer, asOf: AsOf): Promise<{ addresseeId: string; count: number }[]> {
    const addressees = await this.queries.addresseesOfAll(viewer);
    const pasts = await this.byIds([...addressees.keys()], viewer, asOf);
    const before = startOfDay(dayNumbered(numberOf(asOf.day) - days));
    const counts = new Map<string, number>();
    for (const [id, { standing }] of pasts) {
      const { deliveredAt, responses } = standing.context as unknown as SubmissionContext;
      const awaited = AWAITING.has(standing.state as string) && responses.length === 0;
      if (!awaited || deliveredAt === null || deliveredAt >= before) continue;
      const addresseeId = addressees.get(id) as string;
      counts.set(addresseeId, (counts.get(addresseeId) ?? 0) + 1);
    }
    return [...counts].map(([addresseeId, count]) => ({ addresseeId, count }));
  }

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
