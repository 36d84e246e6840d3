import { Inject } from '@nestjs/common';
import { Args, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { AvailableEvent, Context, PageArguments, toAvailableEvents } from '#platform';
import type { Connection, RequestContext, Shown } from '#platform';
import {
  Edition,
  EditionsQueries,
  Instrument,
  InstrumentsQueries,
  Locator,
  Provision,
  toEdition,
  toInstrument,
  toProvision,
} from '#instruments';
import { OrganisationsQueries, toOrganisation } from '#organisations';
import { Recommendation, RecommendationsQueries, toRecommendation } from '#recommendations';
import { History, HistoryConnection, HistoryEntry, Workflow } from '#workflow';
import type { Party } from './integration.machine.js';
import { Integration, IntegrationParty } from './integration.model.js';
import { integrationProcess } from './integration.process.js';
import { IntegrationsQueries } from './integrations.queries.js';

/** What is read beside an integration, each kind of thing in one statement for a whole list. */
@Resolver(() => Integration)
export class IntegrationFieldsResolver {
  constructor(
    @Inject(IntegrationsQueries) private readonly queries: IntegrationsQueries,
    @Inject(RecommendationsQueries) private readonly recommendations: RecommendationsQueries,
    @Inject(EditionsQueries) private readonly editions: EditionsQueries,
    @Inject(InstrumentsQueries) private readonly instruments: InstrumentsQueries,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(History) private readonly histories: History,
  ) {}

  @ResolveField(() => Recommendation, { nullable: true, description: 'What was asked, in our words.' })
  async recommendation(
    @Parent() parent: Integration,
    @Context() context: RequestContext,
  ): Promise<Recommendation | null> {
    const row = await context.loaders.load(this.recommendations.byIds, parent.row.recommendationId);
    return row ? toRecommendation(row) : null;
  }

  @ResolveField(() => Edition, { description: 'The text that it stands in.' })
  edition(@Parent() parent: Integration, @Context() context: RequestContext): Promise<Edition | null> {
    return this.editionOf(parent.row.editionId, context);
  }

  @ResolveField(() => Instrument, { description: 'The instrument whose text that is.' })
  async instrument(@Parent() parent: Integration, @Context() context: RequestContext): Promise<Instrument | null> {
    const edition = await context.loaders.load(this.editions.byIds, parent.row.editionId);
    const row = edition && (await context.loaders.load(this.instruments.byIds, edition.instrumentId));
    return row ? toInstrument(row) : null;
  }

  @ResolveField(() => Provision, { description: 'The place in that text.' })
  provision(parent: Integration, _args: unknown, context: RequestContext): Shown<Provision> {
    return context.loaders.show(this.editions.provisionsByIds, parent.row.provisionId, toProvision);
  }

  @ResolveField(() => Locator, { description: 'Where it stands, as a sentence.' })
  async locator(@Parent() parent: Integration, @Context() context: RequestContext): Promise<Locator | null> {
    return (await this.provision(parent, undefined, context))?.locator ?? null;
  }

  @ResolveField(() => Edition, {
    nullable: true,
    description: 'The text in which it is to be looked for again, where that is known.',
  })
  async recheckIn(@Parent() parent: Integration, @Context() context: RequestContext): Promise<Edition | null> {
    const editionId = parent.row.context.recheck?.editionId;
    return editionId ? this.editionOf(editionId, context) : null;
  }

  @ResolveField(() => IntegrationParty, {
    nullable: true,
    description: 'Who claimed it; for those who work inside the coalition.',
  })
  claimedBy(@Parent() parent: Integration, @Context() context: RequestContext): Promise<IntegrationParty | null> {
    return this.party(parent.row.context.claimedBy, context);
  }

  @ResolveField(() => IntegrationParty, {
    nullable: true,
    description: 'Who verified it last; for those who work inside the coalition.',
  })
  verifiedBy(@Parent() parent: Integration, @Context() context: RequestContext): Promise<IntegrationParty | null> {
    return this.party(parent.row.context.verifiedBy, context);
  }

  @ResolveField(() => [AvailableEvent], {
    description: 'What you may do with it now, and every reason why not the rest.',
  })
  async availableEvents(@Parent() parent: Integration, @Context() context: RequestContext): Promise<AvailableEvent[]> {
    const [stored, otherVerifiers] = await Promise.all([
      context.loaders.load(this.workflow.batchOf(integrationProcess), parent.row.id),
      context.loaders.load(this.queries.otherVerifiers, parent.row.id),
    ]);
    if (!stored) return [];
    return toAvailableEvents(
      this.workflow.available(integrationProcess, stored, context.viewer, {
        VERIFY: { otherVerifiers: otherVerifiers ?? false },
      }),
      context,
    );
  }

  @ResolveField(() => HistoryConnection, { description: 'Everything that happened to it, newest first.' })
  history(
    @Parent() parent: Integration,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<HistoryEntry>> {
    return this.histories.of(parent.row.id, page, context);
  }

  private async editionOf(id: string, context: RequestContext): Promise<Edition | null> {
    const row = await context.loaders.load(this.editions.byIds, id);
    return row ? toEdition(row) : null;
  }

  private async party(party: Party | null, context: RequestContext): Promise<IntegrationParty | null> {
    if (!party) return null;
    const [office, organisation] = await Promise.all([
      context.loaders.load(this.queries.offices, party.person),
      context.loaders.load(this.organisations.byIds, party.organisation),
    ]);
    return office ? { office, organisation: organisation ? toOrganisation(organisation) : null } : null;
  }
}
