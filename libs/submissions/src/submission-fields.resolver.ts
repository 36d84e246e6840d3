import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AvailableEvent, Context, PageArguments, toAvailableEvents, toConnection } from '#platform';
import type { Connection, Page, RequestContext, Shown } from '#platform';
import { sees } from '#policy';
import { AccountsQueries, Actor } from '#accounts';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { Statement, StatementsQueries, toStatement } from '#statements';
import { History, HistoryConnection, HistoryEntry, Workflow } from '#workflow';
import { Deadline, toDeadline } from './deadline.model.js';
import { Receipt, Response, ResponseConnection, toReceipt, toResponse } from './response.model.js';
import type { ResponseRow } from './response.model.js';
import { ResponsesQueries } from './responses.queries.js';
import {
  DeliveryAttempt,
  Submission,
  SubmissionClockEntry,
  SubmissionItem,
  toAttempt,
  toClockEntry,
  toSubmission,
  toSubmissionItem,
} from './submission.model.js';
import { submissionProcess } from './submission.process.js';
import { SubmissionsQueries } from './submissions.queries.js';

/** What is read beside a submission. Outside the coalition only what was sent and answered is shown, not how it was worked on. */
@Resolver(() => Submission)
export class SubmissionFieldsResolver {
  constructor(
    @Inject(SubmissionsQueries) private readonly queries: SubmissionsQueries,
    @Inject(ResponsesQueries) private readonly answers: ResponsesQueries,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
    @Inject(AccountsQueries) private readonly accounts: AccountsQueries,
    @Inject(StatementsQueries) private readonly statements: StatementsQueries,
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(History) private readonly histories: History,
  ) {}

  @ResolveField(() => Statement, {
    nullable: true,
    description: 'The statement that was handed over, as you may see it.',
  })
  statement(parent: Submission, _args: unknown, context: RequestContext): Shown<Statement> {
    return context.loaders.show(this.statements.byIds, parent.row.statementId, toStatement);
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'The institution that is asked.' })
  addressee(@Parent() parent: Submission, @Context() context: RequestContext): Promise<Organisation | null> {
    return this.organisation(parent.row.addresseeId, context);
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'The unit within it that the letter goes to.' })
  unit(@Parent() parent: Submission, @Context() context: RequestContext): Promise<Organisation | null> {
    return this.organisation(parent.row.unitId, context);
  }

  @ResolveField(() => String, { nullable: true, description: 'Our reference on the letter; for the coalition.' })
  ourReference(@Parent() parent: Submission, @Context() context: RequestContext): string | null {
    return sees(context.viewer, 'Submission.ourReference') ? parent.row.ourReference : null;
  }

  @ResolveField(() => Actor, {
    nullable: true,
    description: 'The office that is responsible for it; for the coalition.',
  })
  async responsible(@Parent() parent: Submission, @Context() context: RequestContext): Promise<Actor | null> {
    const responsibleId = sees(context.viewer, 'Submission.responsible') && parent.row.responsibleId;
    const office = responsibleId && (await context.loaders.load(this.accounts.offices, responsibleId));
    return office ? { office } : null;
  }

  @ResolveField(() => [SubmissionItem], { description: 'What it asks, in the order of the statement.' })
  async items(@Parent() parent: Submission, @Context() context: RequestContext): Promise<SubmissionItem[]> {
    return ((await context.loaders.load(this.queries.itemsOf, parent.row.id)) ?? []).map(toSubmissionItem);
  }

  @ResolveField(() => ResponseConnection, {
    description: 'Everything that they answered, what was written down last first. None erases an earlier one.',
  })
  async responses(
    @Parent() parent: Submission,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<Response>> {
    const asked = { first: page.first, after: page.after };
    const rows = await context.loaders.loadAsked(this.answers.ofSubmissions, parent.row.id, asked);
    return toConnection(rows as Page<ResponseRow>, page, toResponse);
  }

  @ResolveField(() => [Receipt], { description: 'Their proofs of receipt, oldest first; for the coalition.' })
  async receipts(@Parent() parent: Submission, @Context() context: RequestContext): Promise<Receipt[]> {
    if (!sees(context.viewer, 'Submission.receipts')) return [];
    return ((await context.loaders.load(this.answers.receiptsOf, parent.row.id)) ?? []).map(toReceipt);
  }

  @ResolveField(() => [DeliveryAttempt], {
    description: 'Every time that the letter went out, oldest first; for the coalition.',
  })
  attempts(@Parent() parent: Submission, @Context() context: RequestContext): DeliveryAttempt[] {
    return sees(context.viewer, 'Submission.attempts') ? parent.row.context.attempts.map(toAttempt) : [];
  }

  @ResolveField(() => [SubmissionClockEntry], {
    description: 'What stopped or lengthened its clocks, oldest first; for the coalition.',
  })
  clockLedger(@Parent() parent: Submission, @Context() context: RequestContext): SubmissionClockEntry[] {
    return sees(context.viewer, 'Submission.clockLedger') ? parent.row.context.ledger.map(toClockEntry) : [];
  }

  @ResolveField(() => Deadline, {
    nullable: true,
    description: 'Until when an answer is due, explained day by day; null before it is handed over; for the coalition.',
  })
  async deadline(@Parent() parent: Submission, @Context() context: RequestContext): Promise<Deadline | null> {
    const clock = await context.loaders.load(this.queries.clocks, parent.row.id);
    const calendar = clock && (await context.loaders.load(this.queries.calendars, clock.calendarRevision));
    return calendar ? toDeadline(clock, calendar, parent.row.context.ledger) : null;
  }

  @ResolveField(() => Submission, { nullable: true, description: 'Where it was passed on to.' })
  successor(@Parent() parent: Submission, @Context() context: RequestContext): Promise<Submission | null> {
    return this.submission(parent.row.context.successor?.id, context);
  }

  @ResolveField(() => Submission, { nullable: true, description: 'Where it was passed on from.' })
  predecessor(@Parent() parent: Submission, @Context() context: RequestContext): Promise<Submission | null> {
    return this.submission(parent.row.successorOfId, context);
  }

  @ResolveField(() => [AvailableEvent], {
    description: 'What you may do with it now, and every reason why not the rest.',
  })
  async availableEvents(@Parent() parent: Submission, @Context() context: RequestContext): Promise<AvailableEvent[]> {
    const [stored, statement, lies] = await Promise.all([
      context.loaders.load(this.workflow.batchOf(submissionProcess), parent.row.id),
      context.loaders.load(this.queries.statementFacts, parent.row.statementId),
      context.loaders.load(this.queries.inField, parent.row.id),
    ]);
    if (!stored) return [];
    const inField = lies === undefined ? {} : { inField: lies };
    const facts = { DELIVER: { ...statement }, RECEIPT: inField, ACKNOWLEDGE: inField, RESPOND: inField };
    return toAvailableEvents(this.workflow.available(submissionProcess, stored, context.viewer, facts), context);
  }

  @ResolveField(() => HistoryConnection, {
    nullable: true,
    description: 'Everything that happened to it, newest first; for the coalition.',
  })
  async history(
    @Parent() parent: Submission,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<HistoryEntry> | null> {
    return sees(context.viewer, 'Submission.history') ? this.histories.of(parent.row.id, page, context) : null;
  }

  private async organisation(id: string | null, context: RequestContext): Promise<Organisation | null> {
    const row = id && (await context.loaders.load(this.organisations.byIds, id));
    return row ? toOrganisation(row) : null;
  }

  private async submission(id: string | null | undefined, context: RequestContext): Promise<Submission | null> {
    const row = id && (await context.loaders.load(this.queries.byIds, id));
    return row ? toSubmission(row) : null;
  }
}
