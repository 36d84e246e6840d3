import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AccountsQueries, Myself, Seat, StepUp, toSeat } from '#accounts';
import { Context, Database, fromGlobalId, notFound, payloadType, publicViewer, refuseIf } from '#platform';
import type { Payload, RequestContext, Shown, Viewer } from '#platform';
import { acts, reasonsOfWho } from '#policy';
import { Commands } from '#workflow';
import { ApiToken, EndApiTokenInput, MakeApiTokenInput, NewApiToken, toApiToken } from './api-token.model.js';
import { ApiTokens } from './api-tokens.service.js';
import { Notices } from './notices.service.js';

const MakeApiTokenPayload = payloadType('MakeApiTokenPayload', { newToken: () => NewApiToken });
const EndApiTokenPayload = payloadType('EndApiTokenPayload', { apiTokens: () => [ApiToken] });

/** A person's own tokens for programs. */
@Resolver(() => Myself)
export class ApiTokensResolver {
  constructor(
    @Inject(ApiTokens) private readonly tokens: ApiTokens,
    @Inject(StepUp) private readonly stepUp: StepUp,
    @Inject(Notices) private readonly notices: Notices,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Database) private readonly db: Database,
  ) {}

  @ResolveField(() => [ApiToken], {
    description: 'Your tokens for programs that still count, the oldest first; a program sees none.',
  })
  async apiTokens(@Context() { viewer }: RequestContext): Promise<ApiToken[]> {
    return viewer.apiToken ? [] : (await this.tokens.list(this.db, viewer.personId)).map(toApiToken);
  }

  @Mutation(() => MakeApiTokenPayload, {
    description:
      'Makes a token for a program, for the seat of this request; asks for a fresh proof. It is in this answer and in no other.',
  })
  async makeApiToken(
    @Args('input', { description: 'What it may do, and until when.' }) input: MakeApiTokenInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    // Kept out of what the command remembers: a token stands nowhere in clear.
    let made: NewApiToken | undefined;
    const payload = await this.commands.answer(
      context,
      'makeApiToken',
      input,
      async (tx, { viewer }) => {
        const by = allowed(viewer, 'MAKE_API_TOKEN');
        // Who acts for somebody else makes no tokens for their seat.
        if (by.delegation) refuseIf([{ code: 'NOT_BY_DELEGATION' }]);
        await this.stepUp.requireFresh(by, tx);
        const { token, row } = await this.tokens.make(tx, by, input);
        made = { token, apiToken: toApiToken(row) };
      },
      async () => ({ newToken: made ?? null }),
    );
    if (made && payload.userErrors.length === 0) await this.notices.tell(context.viewer.personId, 'tokenMade');
    return payload;
  }

  @Mutation(() => EndApiTokenPayload, { description: 'Ends one of your tokens, at once.' })
  endApiToken(
    @Args('input', { description: 'Which.' }) input: EndApiTokenInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'endApiToken',
      input,
      async (tx, { viewer }) => {
        const { personId } = allowed(viewer, 'END_API_TOKEN');
        if ((await this.tokens.end(tx, personId, fromGlobalId('tok', input.id))) === 0) throw notFound();
      },
      async () => ({ apiTokens: await this.apiTokens(context) }),
    );
  }
}

@Resolver(() => ApiToken)
export class ApiTokenSeatResolver {
  constructor(@Inject(AccountsQueries) private readonly accounts: AccountsQueries) {}

  @ResolveField(() => Seat, {
    nullable: true,
    description: 'The seat through which it acts; null once it is not yours to see.',
  })
  seat(@Parent() token: ApiToken, @Context() context: RequestContext): Shown<Seat> {
    return context.loaders.show(this.accounts.seats, token.seatId, toSeat);
  }
}

function allowed(viewer: Viewer | null, deed: keyof typeof acts.apiToken): Viewer {
  const who = viewer ?? publicViewer;
  refuseIf(reasonsOfWho(acts.apiToken[deed], who, []));
  return who;
}
