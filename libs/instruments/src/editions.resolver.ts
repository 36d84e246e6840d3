import { Inject } from '@nestjs/common';
import { Args, ID, Int, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  AvailableEvent,
  Context,
  Nodes,
  PageArguments,
  fromGlobalId,
  payloadType,
  toAvailableEvents,
  toConnection,
} from '#platform';
import type { Connection, Page, Payload, RequestContext, Shown } from '#platform';
import { Commands } from '#workflow';
import { Edition, EditionConnection, Provision, ProvisionConnection, toEdition, toProvision } from './edition.model.js';
import { reasonsOfStatus } from './edition.checks.js';
import { EditionsQueries } from './editions.queries.js';
import { EditionsService } from './editions.service.js';
import { reasonsOfActor } from './instrument.entries.js';
import { AddProvisionsInput, EditionFilter, ProvisionFilter, PutInForceInput } from './instrument.inputs.js';
import {
  Instrument,
  InstrumentEntry,
  InstrumentEntryConnection,
  toInstrument,
  toInstrumentEntry,
} from './instrument.model.js';
import type { InstrumentEntryRow } from './instrument.model.js';
import { editionActs } from './edition.statuses.js';
import type { EditionAct } from './edition.statuses.js';
import { InstrumentsQueries } from './instruments.queries.js';

const AddProvisionsPayload = payloadType('AddProvisionsPayload', {
  edition: () => Edition,
  provisions: () => [Provision],
});
const PutInForcePayload = payloadType('PutInForcePayload', { edition: () => Edition });

@Resolver(() => Edition)
export class EditionsResolver {
  constructor(
    @Inject(EditionsService) private readonly service: EditionsService,
    @Inject(EditionsQueries) private readonly queries: EditionsQueries,
    @Inject(InstrumentsQueries) private readonly instruments: InstrumentsQueries,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Nodes) nodes: Nodes,
  ) {
    nodes.register('edi', queries.byIds, toEdition);
    nodes.register('prv', queries.provisionsByIds, toProvision);
  }

  @Query(() => EditionConnection, { description: 'Texts of instruments, newest first.' })
  async editions(
    @Args() page: PageArguments,
    @Args('filter', { type: () => EditionFilter, nullable: true, description: 'Which ones.' })
    filter: EditionFilter | null,
  ): Promise<Connection<Edition>> {
    return toConnection(await this.queries.list(filter ?? {}, page), page, toEdition);
  }

  @Query(() => Edition, {
    nullable: true,
    description: 'One text of an instrument by its id; null when it is not there.',
  })
  edition(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Context() context: RequestContext,
  ): Promise<Edition | null> {
    return this.find(fromGlobalId('edi', id), context);
  }

  @Query(() => ProvisionConnection, { description: 'The provisions of an edition, in the order of its text.' })
  async provisions(
    @Args('editionId', { type: () => ID, description: 'Of which edition.' }) editionId: string,
    @Args() page: PageArguments,
    @Args('filter', { type: () => ProvisionFilter, nullable: true, description: 'Which ones.' })
    filter: ProvisionFilter | null,
  ): Promise<Connection<Provision>> {
    return toConnection(
      await this.queries.provisions(fromGlobalId('edi', editionId), filter ?? {}, page),
      page,
      toProvision,
    );
  }

  @Mutation(() => AddProvisionsPayload, { description: 'Adds provisions to an edition, behind those that are there.' })
  addProvisions(
    @Args('input', { description: 'Which.' }) input: AddProvisionsInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    const find = () => this.find(fromGlobalId('edi', input.editionId), context);
    return this.commands.answer(
      context,
      'addProvisions',
      input,
      (tx, act) => this.service.addProvisions(tx, { ...input, editionId: fromGlobalId('edi', input.editionId) }, act),
      async (ids) => {
        const provisions = await context.loaders.showAll(this.queries.provisionsByIds, ids, toProvision);
        return { edition: await find(), provisions };
      },
      find,
    );
  }

  @Mutation(() => PutInForcePayload, { description: 'Records that an adopted edition came into force.' })
  putInForce(
    @Args('input', { description: 'Which, and since when.' }) input: PutInForceInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    const find = () => this.find(fromGlobalId('edi', input.id), context);
    return this.commands.answer(
      context,
      'putInForce',
      input,
      (tx, act) => this.service.putInForce(tx, { ...input, id: fromGlobalId('edi', input.id) }, act),
      async () => ({ edition: await find() }),
      find,
    );
  }

  @ResolveField(() => Instrument, { description: 'The instrument whose text it is.' })
  instrument(parent: Edition, _args: unknown, context: RequestContext): Shown<Instrument> {
    return context.loaders.show(this.instruments.byIds, parent.row.instrumentId, toInstrument);
  }

  @ResolveField(() => Edition, { nullable: true, description: 'The edition that took its place.' })
  async replacedBy(@Parent() parent: Edition, @Context() context: RequestContext): Promise<Edition | null> {
    return parent.row.replacedById ? this.find(parent.row.replacedById, context) : null;
  }

  @ResolveField(() => [Edition], { description: 'The editions whose place it took.' })
  async replaces(@Parent() parent: Edition, @Context() context: RequestContext): Promise<Edition[]> {
    return ((await context.loaders.load(this.queries.replacedBy, parent.row.id)) ?? []).map(toEdition);
  }

  @ResolveField(() => Int, { description: 'How many of its provisions are here; `provisions` reads them.' })
  async provisionCount(@Parent() parent: Edition, @Context() context: RequestContext): Promise<number> {
    return (await context.loaders.load(this.queries.provisionCounts, parent.row.id)) ?? 0;
  }

  @ResolveField(() => [AvailableEvent], {
    description: 'What you may record of it now, and every reason why not the rest.',
  })
  availableEvents(@Parent() parent: Edition, @Context() context: RequestContext): AvailableEvent[] {
    const events = (Object.keys(editionActs) as EditionAct[]).map((event) => ({
      event,
      reasons: [...reasonsOfActor(event, { viewer: context.viewer }), ...reasonsOfStatus(event, parent.row.status)],
    }));
    return toAvailableEvents(events, context);
  }

  @ResolveField(() => InstrumentEntryConnection, { description: 'Who changed it, when and why, newest first.' })
  async entries(
    @Parent() parent: Edition,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<InstrumentEntry>> {
    const asked = { first: page.first, after: page.after };
    const rows = await context.loaders.loadAsked(this.instruments.entriesOfEditions, parent.row.id, asked);
    return toConnection(rows as Page<InstrumentEntryRow>, page, toInstrumentEntry);
  }

  private async find(id: string, context: RequestContext): Promise<Edition | null> {
    const row = await context.loaders.load(this.queries.byIds, id);
    return row ? toEdition(row) : null;
  }
}

@Resolver(() => Provision)
export class ProvisionsResolver {
  constructor(@Inject(EditionsQueries) private readonly queries: EditionsQueries) {}

  @ResolveField(() => Edition, { description: 'The text that it stands in.' })
  edition(parent: Provision, _args: unknown, context: RequestContext): Shown<Edition> {
    return context.loaders.show(this.queries.byIds, parent.row.editionId, toEdition);
  }
}
