import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { Context, Nodes, PageArguments, fromGlobalId, payloadType, toConnection } from '#platform';
import type { Connection, Page, Payload, RequestContext, Shown } from '#platform';
import { sees } from '#policy';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { Commands } from '#workflow';
import { Edition, toEdition } from './edition.model.js';
import { EditionsQueries } from './editions.queries.js';
import {
  EditInstrumentInput,
  InstrumentFilter,
  OpenWindowInput,
  RegisterInstrumentInput,
  WindowFilter,
} from './instrument.inputs.js';
import {
  Instrument,
  InstrumentConnection,
  InstrumentEntry,
  InstrumentEntryConnection,
  Window,
  WindowConnection,
  toInstrument,
  toInstrumentEntry,
  toWindow,
} from './instrument.model.js';
import type { InstrumentEntryRow } from './instrument.model.js';
import { InstrumentsQueries } from './instruments.queries.js';
import { InstrumentsService } from './instruments.service.js';

const instrument = { instrument: () => Instrument };
const RegisterInstrumentPayload = payloadType('RegisterInstrumentPayload', instrument);
const EditInstrumentPayload = payloadType('EditInstrumentPayload', instrument);
const OpenWindowPayload = payloadType('OpenWindowPayload', { window: () => Window });

@Resolver(() => Instrument)
export class InstrumentsResolver {
  constructor(
    @Inject(InstrumentsService) private readonly service: InstrumentsService,
    @Inject(InstrumentsQueries) private readonly queries: InstrumentsQueries,
    @Inject(EditionsQueries) private readonly editionsQueries: EditionsQueries,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Nodes) nodes: Nodes,
  ) {
    nodes.register('ins', queries.byIds, toInstrument);
    nodes.register('win', queries.windowsByIds, toWindow);
  }

  @Query(() => InstrumentConnection, { description: 'Instruments, in order of their codes.' })
  async instruments(
    @Args() page: PageArguments,
    @Args('filter', { type: () => InstrumentFilter, nullable: true, description: 'Which ones.' })
    filter: InstrumentFilter | null,
  ): Promise<Connection<Instrument>> {
    return toConnection(await this.queries.list(filter ?? {}, page), page, toInstrument);
  }

  @Query(() => Instrument, { nullable: true, description: 'One instrument by its id; null when it is not there.' })
  instrument(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Context() context: RequestContext,
  ): Promise<Instrument | null> {
    return this.find(fromGlobalId('ins', id), context);
  }

  @Query(() => WindowConnection, { description: 'Windows of instruments, in order of their opening.' })
  async windows(
    @Args() page: PageArguments,
    @Args('filter', { type: () => WindowFilter, nullable: true, description: 'Which ones.' })
    filter: WindowFilter | null,
  ): Promise<Connection<Window>> {
    return toConnection(await this.queries.windows(filter ?? {}, page), page, toWindow);
  }

  @Mutation(() => RegisterInstrumentPayload, { description: 'Enters an instrument in the register.' })
  registerInstrument(
    @Args('input', { description: 'What is known of it.' }) input: RegisterInstrumentInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'registerInstrument',
      input,
      (tx, act) => this.service.registerInstrument(tx, input, act),
      async (id) => ({ instrument: await this.find(id, context) }),
    );
  }

  @Mutation(() => EditInstrumentPayload, {
    description: 'Puts right what is known of an instrument; what was recorded before is kept.',
  })
  editInstrument(
    @Args('input', { description: 'All of it as it is to be.' }) input: EditInstrumentInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    const find = () => this.find(fromGlobalId('ins', input.id), context);
    return this.commands.answer(
      context,
      'editInstrument',
      input,
      (tx, act) => this.service.editInstrument(tx, { ...input, id: fromGlobalId('ins', input.id) }, act),
      async () => ({ instrument: await find() }),
      find,
    );
  }

  @Mutation(() => OpenWindowPayload, { description: 'Notes a time in which an instrument can be changed.' })
  openWindow(
    @Args('input', { description: 'Which instrument, and when.' }) input: OpenWindowInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'openWindow',
      input,
      (tx, act) =>
        this.service.openWindow(tx, { ...input, instrumentId: fromGlobalId('ins', input.instrumentId) }, act),
      async (id) => {
        const row = await context.loaders.load(this.queries.windowsByIds, id);
        return { window: row ? toWindow(row) : null };
      },
    );
  }

  @ResolveField(() => Instrument, { nullable: true, description: 'What it is a part of or carries out.' })
  async parent(@Parent() parent: Instrument, @Context() context: RequestContext): Promise<Instrument | null> {
    return parent.row.parentId ? this.find(parent.row.parentId, context) : null;
  }

  @ResolveField(() => [Instrument], { description: 'Its parts, and what carries it out.' })
  async children(@Parent() parent: Instrument, @Context() context: RequestContext): Promise<Instrument[]> {
    return ((await context.loaders.load(this.queries.children, parent.row.id)) ?? []).map(toInstrument);
  }

  @ResolveField(() => [Edition], { description: 'Its texts, newest first.' })
  async editions(@Parent() parent: Instrument, @Context() context: RequestContext): Promise<Edition[]> {
    return ((await context.loaders.load(this.editionsQueries.ofInstruments, parent.row.id)) ?? []).map(toEdition);
  }

  @ResolveField(() => [Window], {
    name: 'windows',
    description: 'The times in which it can be changed, in order of their opening.',
  })
  async ownWindows(@Parent() parent: Instrument, @Context() context: RequestContext): Promise<Window[]> {
    return ((await context.loaders.load(this.queries.windowsOf, parent.row.id)) ?? []).map(toWindow);
  }

  @ResolveField(() => InstrumentEntryConnection, {
    description: 'Who changed its register, when and why, newest first.',
  })
  async entries(
    @Parent() parent: Instrument,
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<InstrumentEntry>> {
    const asked = { first: page.first, after: page.after };
    const rows = await context.loaders.loadAsked(this.queries.entriesOfInstruments, parent.row.id, asked);
    return toConnection(rows as Page<InstrumentEntryRow>, page, toInstrumentEntry);
  }

  private async find(id: string, context: RequestContext): Promise<Instrument | null> {
    const row = await context.loaders.load(this.queries.byIds, id);
    return row ? toInstrument(row) : null;
  }
}

@Resolver(() => Window)
export class WindowsResolver {
  constructor(@Inject(InstrumentsQueries) private readonly queries: InstrumentsQueries) {}

  @ResolveField(() => Instrument, { description: 'Which instrument can be changed.' })
  instrument(parent: Window, _args: unknown, context: RequestContext): Shown<Instrument> {
    return context.loaders.show(this.queries.byIds, parent.row.instrumentId, toInstrument);
  }
}

@Resolver(() => InstrumentEntry)
export class InstrumentEntriesResolver {
  constructor(@Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries) {}

  @ResolveField(() => String, { nullable: true, description: 'Why; for those inside the coalition.' })
  reason(@Parent() parent: InstrumentEntry, @Context() context: RequestContext): string | null {
    return sees(context.viewer, 'InstrumentEntry.reason') ? parent.row.reason : null;
  }

  @ResolveField(() => Organisation, {
    nullable: true,
    description: 'For which organisation it was done, as far as you may know it.',
  })
  async organisation(
    @Parent() parent: InstrumentEntry,
    @Context() context: RequestContext,
  ): Promise<Organisation | null> {
    const organisationId = sees(context.viewer, 'InstrumentEntry.organisation') && parent.row.organisationId;
    const row = organisationId ? await context.loaders.load(this.organisations.byIds, organisationId) : undefined;
    return row ? toOrganisation(row) : null;
  }
}
