import { Inject } from '@nestjs/common';
import { Args, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { Context, fromGlobalId, notFound, payloadType } from '#platform';
import type { CaseCommandInput, Payload, RequestContext } from '#platform';
import { seesRow } from '#policy';
import { Commands } from '#workflow';
import type { Sent } from '#workflow';
import { AnswerProposalInput, ProposeRecommendationInput } from './recommendation.inputs.js';
import { Proposal, Recommendation, toRecommendation } from './recommendation.model.js';
import { RecommendationsQueries } from './recommendations.queries.js';
import { RecommendationsService } from './recommendations.service.js';

const ProposalPayload = payloadType('ProposalPayload', { recommendation: () => Recommendation });

/** What a member organisation proposes, and what the secretariat makes of it. */
@Resolver(() => Recommendation)
export class RecommendationProposalsResolver {
  constructor(
    @Inject(RecommendationsService) private readonly service: RecommendationsService,
    @Inject(RecommendationsQueries) private readonly queries: RecommendationsQueries,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @ResolveField(() => Proposal, {
    nullable: true,
    description:
      'That its organisation proposed it, and what became of that; for the secretariat and that organisation.',
  })
  proposal({ row }: Recommendation, _args: unknown, { viewer }: RequestContext): Proposal | null {
    const own = row.proposedById === viewer.organisationId;
    return seesRow('Proposal', viewer, new Set(own ? ['ownOrganisation'] : [])) ? row.proposal : null;
  }

  @Mutation(() => ProposalPayload, { description: 'Proposes a draft of your organisation to the secretariat.' })
  proposeRecommendation(
    @Args('input', { description: 'Which, and where it comes from.' }) input: ProposeRecommendationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.send(context, 'proposeRecommendation', input, { type: 'PROPOSE', origin: input.origin });
  }

  @Mutation(() => ProposalPayload, { description: 'Takes a proposal up: the secretariat works on with it.' })
  takeUpProposal(
    @Args('input', { description: 'Which.' }) input: AnswerProposalInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.send(context, 'takeUpProposal', input, { type: 'TAKE_UP' });
  }

  @Mutation(() => ProposalPayload, { description: 'Declines a proposal, with a reason that its organisation reads.' })
  declineProposal(
    @Args('input', { description: 'Which, and why.' }) input: AnswerProposalInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.send(context, 'declineProposal', input, { type: 'DECLINE_PROPOSAL' });
  }

  private send(
    context: RequestContext,
    name: string,
    input: CaseCommandInput & { id: string },
    event: Sent,
  ): Promise<Payload> {
    const show = () => context.loaders.show(this.queries.byIds, fromGlobalId('rec', input.id), toRecommendation);
    return this.commands.answer(
      context,
      name,
      input,
      async (tx, act) => {
        const id = fromGlobalId('rec', input.id);
        // What one cannot see is not there.
        if (!(await this.queries.byIds([id], context.viewer, tx)).has(id)) throw notFound();
        await this.service.propose(tx, { id, expectedVersion: input.expectedVersion, event }, act);
      },
      async () => ({ recommendation: await show() }),
      async () => show(),
    );
  }
}
