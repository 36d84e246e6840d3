import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { EntityManager } from 'typeorm';
import {
  Context,
  Nodes,
  PageArguments,
  fromGlobalId,
  notFound,
  payloadType,
  refuseIf,
  startOfDay,
  toConnection,
} from '#platform';
import type { CommandInput, Connection, Payload, RequestContext } from '#platform';
import { RecommendationsQueries, momentIn } from '#recommendations';
import { AsOfInput, Commands } from '#workflow';
import type { Act } from '#workflow';
import {
  ClaimIntegrationInput,
  CorrectIntegrationInput,
  FindingInput,
  IntegrationFilter,
  JudgeIntegrationInput,
  RecheckIntegrationInput,
  RecordPastIntegrationInput,
} from './integration.inputs.js';
import type { Finding } from './integration.machine.js';
import { Integration, IntegrationConnection, toIntegration } from './integration.model.js';
import { IntegrationsAsOf } from './integrations-as-of.queries.js';
import { IntegrationsQueries } from './integrations.queries.js';
import { IntegrationsService } from './integrations.service.js';

const payload = (name: string) => payloadType(name, { integration: () => Integration });
const ClaimIntegrationPayload = payload('ClaimIntegrationPayload');
const RecordPastIntegrationPayload = payload('RecordPastIntegrationPayload');
const VerifyIntegrationPayload = payload('VerifyIntegrationPayload');
const RecheckIntegrationPayload = payload('RecheckIntegrationPayload');
const RejectIntegrationPayload = payload('RejectIntegrationPayload');
const ReverseIntegrationPayload = payload('ReverseIntegrationPayload');
const CorrectIntegrationPayload = payload('CorrectIntegrationPayload');

@Resolver(() => Integration)
export class IntegrationsResolver {
  constructor(
    @Inject(IntegrationsService) private readonly service: IntegrationsService,
    @Inject(IntegrationsQueries) private readonly queries: IntegrationsQueries,
    @Inject(IntegrationsAsOf) private readonly pasts: IntegrationsAsOf,
    @Inject(RecommendationsQueries) private readonly recommendations: RecommendationsQueries,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Nodes) nodes: Nodes,
  ) {
    nodes.register('int', queries.byIds, toIntegration);
  }

  @Query(() => IntegrationConnection, { description: 'Integrations that you can see, newest first.' })
  async integrations(
    @Args() page: PageArguments,
    @Args('filter', { type: () => IntegrationFilter, nullable: true, description: 'Which ones.' })
    filter: IntegrationFilter | null,
    @Args('asOf', {
      type: () => AsOfInput,
      nullable: true,
      description:
        'Those that were there by then: `status` filters by what it was on that day, everything else by what it is today. The rows themselves are as they stand today; their field `asOf` says where each stood.',
    })
    asOf: AsOfInput | null,
    @Context() context: RequestContext,
  ): Promise<Connection<Integration>> {
    const list = asOf
      ? this.pasts.list(filter ?? {}, page, context.viewer, asOf)
      : this.queries.list(filter ?? {}, page, context.viewer);
    return toConnection(await list, page, toIntegration);
  }

  @Query(() => Integration, {
    nullable: true,
    description: 'One integration by its id; null when it is not there or not for you.',
  })
  integration(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Context() context: RequestContext,
  ): Promise<Integration | null> {
    return this.find(fromGlobalId('int', id), context);
  }

  @Mutation(() => ClaimIntegrationPayload, {
    description: 'Claims that a text takes up a recommendation. It counts once another person has verified it.',
  })
  claimIntegration(
    @Args('input', { description: 'Which recommendation, and where it stands.' }) input: ClaimIntegrationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.enter(context, 'claimIntegration', input, (act) => ({
      past: false,
      act: { ...act, ...onDay(input.happenedOn) },
    }));
  }

  @Mutation(() => RecordPastIntegrationPayload, {
    description:
      'Records a finding that an old record knows. It enters as claimed: nothing is verified that nobody has seen.',
  })
  recordPastIntegration(
    @Args('input', { description: 'What is known of it.' }) input: RecordPastIntegrationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    const past = { ...onDay(input.happenedOn), notKnown: input.notKnown ?? [] };
    return this.enter(context, 'recordPastIntegration', input, () => ({ past: true, act: past }));
  }

  @Mutation(() => VerifyIntegrationPayload, {
    description: 'Verifies a finding where it was found. Not by the one who claimed it.',
  })
  verifyIntegration(
    @Args('input', { description: 'Which.' }) input: JudgeIntegrationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'verifyIntegration', input, (tx, id, act) =>
      this.service.verify(tx, { ...input, id, found: null }, act),
    );
  }

  @Mutation(() => RecheckIntegrationPayload, {
    description: 'Verifies a finding in the present text, where it stands there now.',
  })
  recheckIntegration(
    @Args('input', { description: 'Which, and where it stands now.' }) input: RecheckIntegrationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'recheckIntegration', input, (tx, id, act) =>
      this.service.verify(tx, { ...input, id, found: toFinding(input.found) }, act),
    );
  }

  @Mutation(() => RejectIntegrationPayload, { description: 'Rejects a claim: it is not so.' })
  rejectIntegration(
    @Args('input', { description: 'Which, and why.' }) input: JudgeIntegrationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'rejectIntegration', input, (tx, id, act) =>
      this.service.reject(tx, { ...input, id }, act),
    );
  }

  @Mutation(() => ReverseIntegrationPayload, {
    description:
      'Reverses a verified finding: dropped, repealed or amended away. The recommendation counts as it does without it.',
  })
  reverseIntegration(
    @Args('input', { description: 'Which, and why.' }) input: JudgeIntegrationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'reverseIntegration', input, (tx, id, act) =>
      this.service.reverse(tx, { ...input, id }, act),
    );
  }

  @Mutation(() => CorrectIntegrationPayload, {
    description: 'Compensates a wrong entry of an integration’s history and names it.',
  })
  correctIntegration(
    @Args('input', { description: 'Which entry, and why.' }) input: CorrectIntegrationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    const { expectedVersion, entry } = input;
    return this.change(context, 'correctIntegration', input, (tx, id, act) => {
      const finding = input.found ? toFinding(input.found) : null;
      return this.service.correct(tx, { id, expectedVersion, entry, moment: momentIn(input), finding }, act);
    });
  }

  private async find(id: string, context: RequestContext): Promise<Integration | null> {
    const row = await context.loaders.load(this.queries.byIds, id);
    return row ? toIntegration(row) : null;
  }

  /** A new finding for a recommendation that the viewer can see. */
  private enter(
    context: RequestContext,
    name: string,
    input: ClaimIntegrationInput | RecordPastIntegrationInput,
    how: (act: Act) => { past: boolean; act: Partial<Act> },
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      name,
      input,
      async (tx, act) => {
        const recommendationId = fromGlobalId('rec', input.recommendationId);
        if (!(await this.recommendations.byIds([recommendationId], context.viewer, tx)).has(recommendationId)) {
          const parameters = { field: 'recommendationId', value: input.recommendationId };
          refuseIf([{ code: 'UNKNOWN_REFERENCE', parameters, path: ['recommendationId'] }]);
        }
        const [id] = await this.service.claim(
          tx,
          [{ recommendationId, finding: toFinding(input.found), ...how(act) }],
          act,
        );
        return id as string;
      },
      async (id) => ({ integration: await this.find(id, context) }),
    );
  }

  /** A change of one integration: seen first (what one cannot see is not there), then done, then shown as it stands. */
  private change(
    context: RequestContext,
    name: string,
    input: CommandInput & { id: string; happenedOn?: string | null },
    work: (tx: EntityManager, id: string, act: Act) => Promise<void>,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      name,
      input,
      async (tx, act) => {
        const id = fromGlobalId('int', input.id);
        if (!(await this.queries.byIds([id], context.viewer, tx)).has(id)) throw notFound();
        await work(tx, id, { ...act, ...onDay(input.happenedOn) });
        return id;
      },
      async (id) => ({ integration: await this.find(id, context) }),
      () => this.find(fromGlobalId('int', input.id), context),
    );
  }
}

/** A day in Phnom Penh as the moment of an act; nothing when it is not said. */
function onDay(day: string | null | undefined): Partial<Act> {
  return day ? { happenedAt: startOfDay(day), precision: 'day' } : {};
}

function toFinding(input: FindingInput): Finding {
  const clean = (text: string | null | undefined) => text?.normalize('NFC').trim() || null;
  return {
    editionId: fromGlobalId('edi', input.editionId),
    provisionId: fromGlobalId('prv', input.provisionId),
    degree: input.degree,
    quoteKm: clean(input.quote?.km),
    quoteEn: clean(input.quote?.en),
  };
}
