import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Context, fromGlobalId, notFound, payloadType, toRefusal } from '#platform';
import type { Payload, RequestContext, Shown } from '#platform';
import { Commands } from '#workflow';
import { ClockChangeEnum, DeadlineMove, DeadlineMoves } from './deadline-move.model.js';
import { ForeseeInput, MoveDeadlinesInput, RestartClocksInput, StopClocksInput } from './deadline-move.inputs.js';
import { SubmissionDeadlines } from './submission-deadlines.service.js';
import type { ClockChangeKind, MoveTold } from './submission-deadlines.service.js';
import { spanOf } from './submission.days.js';
import { Submission, toSubmission } from './submission.model.js';
import { SubmissionsQueries } from './submissions.queries.js';

const payload = (name: string) => payloadType(name, { submissions: () => [Submission] });
const MoveDeadlinesPayload = payload('MoveDeadlinesPayload');
const StopClocksPayload = payload('StopClocksPayload');
const RestartClocksPayload = payload('RestartClocksPayload');

/** Deadlines of many submissions at once. */
@Resolver(() => DeadlineMove)
export class SubmissionDeadlinesResolver {
  constructor(
    @Inject(SubmissionDeadlines) private readonly deadlines: SubmissionDeadlines,
    @Inject(SubmissionsQueries) private readonly queries: SubmissionsQueries,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @Query(() => DeadlineMoves, {
    description: 'Which running deadlines the newest calendar would move; empty for who may not move them.',
  })
  async deadlineMoves(@Context() context: RequestContext): Promise<DeadlineMoves> {
    const { calendarRevision, moves } = await this.deadlines.moves(context.viewer);
    return { calendarRevision, moves: moves.map((move) => toMove(move, context)) };
  }

  @Query(() => [DeadlineMove], {
    description: 'What stopping or restarting clocks would do to each of these submissions. Nothing is written.',
  })
  async foreseeClocks(
    @Args('change', { type: () => ClockChangeEnum, description: 'Which of the two.' }) change: ClockChangeKind,
    @Args('input', { description: 'Of which, and since when.' }) input: ForeseeInput,
    @Context() context: RequestContext,
  ): Promise<DeadlineMove[]> {
    const ids = input.submissionIds.map((id) => fromGlobalId('sub', id));
    const seen = await this.queries.byIds(ids, context.viewer);
    const visible = ids.filter((id) => seen.has(id));
    const told = await this.deadlines.foresee(visible, change, spanOf({ day: input.happenedOn }), context.viewer);
    return told.map((move) => toMove(move, context));
  }

  @Mutation(() => MoveDeadlinesPayload, {
    description: 'Moves every running deadline that the newest calendar moves, with an entry in each history.',
  })
  moveDeadlines(
    @Args('input', { description: 'By which calendar, and why.' }) input: MoveDeadlinesInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'moveDeadlines',
      input,
      (tx, act) => this.deadlines.move(tx, input.calendarRevision, act),
      (ids) => this.shown(ids, context),
    );
  }

  @Mutation(() => StopClocksPayload, {
    description: 'Lets the time for an answer stand still for many submissions, with one reason: all or none.',
  })
  stopClocks(
    @Args('input', { description: 'Of which, since when, and why.' }) input: StopClocksInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change('stopClocks', 'stop', input, context);
  }

  @Mutation(() => RestartClocksPayload, {
    description: 'Lets the time for an answer run again for many submissions: all or none.',
  })
  restartClocks(
    @Args('input', { description: 'Of which, and since when.' }) input: RestartClocksInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change('restartClocks', 'restart', input, context);
  }

  @ResolveField(() => Submission, { nullable: true, description: 'Whose deadline it is, as you may see it.' })
  submission(@Parent() { row }: DeadlineMove, @Context() context: RequestContext): Shown<Submission> {
    return context.loaders.show(this.queries.byIds, row.caseId, toSubmission);
  }

  private change(
    name: string,
    kind: ClockChangeKind,
    input: StopClocksInput,
    context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      name,
      input,
      async (tx, act) => {
        const ids = [...new Set(input.submissionIds.map((id) => fromGlobalId('sub', id)))];
        const seen = await this.queries.byIds(ids, context.viewer, tx);
        if (ids.some((id) => !seen.has(id))) throw notFound();
        await this.deadlines.change(tx, ids, kind, spanOf({ day: input.happenedOn }), act);
        return ids;
      },
      (ids) => this.shown(ids, context),
    );
  }

  private async shown(ids: readonly string[], context: RequestContext): Promise<Record<string, unknown>> {
    return { submissions: await context.loaders.showAll(this.queries.byIds, ids, toSubmission) };
  }
}

function toMove(row: MoveTold, context: RequestContext): DeadlineMove {
  return { from: row.from, to: row.to, reasons: row.reasons.map((reason) => toRefusal(reason, context)), row };
}
