import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AccountsQueries, Seat, toSeat } from '#accounts';
import { Context, fromGlobalId, payloadType } from '#platform';
import type { Payload, RequestContext, Shown } from '#platform';
import { Commands } from '#workflow';
import { ReassignWorkInput, WorkItem, toWorkItem } from './pending-work.model.js';
import { PendingWork } from './pending-work.service.js';

const ReassignWorkPayload = payloadType('ReassignWorkPayload', { seat: () => Seat });

@Resolver(() => Seat)
export class SeatWorkResolver {
  constructor(
    @Inject(PendingWork) private readonly work: PendingWork,
    @Inject(AccountsQueries) private readonly accounts: AccountsQueries,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @ResolveField('work', () => [WorkItem], {
    description:
      'What its holder has begun and not finished, and what became of it; at most 500 things. Decisions that an organisation has not taken yet are shown to itself and to who sees all endorsements.',
  })
  async pending(@Parent() seat: Seat, @Context() context: RequestContext): Promise<WorkItem[]> {
    return ((await context.loaders.load(this.work.ofSeats, fromGlobalId('sea', seat.id))) ?? []).map(toWorkItem);
  }

  @Mutation(() => ReassignWorkPayload, {
    description: 'Gives what the holder of a seat left pending to another seat of the organisation.',
  })
  reassignWork(
    @Args('input', { description: 'Whose, to whom, which.' }) input: ReassignWorkInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'reassignWork',
      input,
      (tx, act) => this.work.reassign(tx, input, act),
      async (id) => {
        const row = await context.loaders.load(this.accounts.seats, id);
        return { seat: row ? toSeat(row) : null };
      },
    );
  }
}

@Resolver(() => WorkItem)
export class WorkItemsResolver {
  constructor(@Inject(AccountsQueries) private readonly accounts: AccountsQueries) {}

  @ResolveField(() => Seat, { nullable: true, description: 'The seat that it went to.' })
  to(@Parent() { row }: WorkItem, @Context() context: RequestContext): Shown<Seat> {
    return context.loaders.show(this.accounts.seats, row.toSeatId, toSeat);
  }
}
