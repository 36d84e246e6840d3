import { Inject } from '@nestjs/common';
import { Args, ID, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import {
  Context,
  LocalDate,
  Nodes,
  PageArguments,
  connectionType,
  fromGlobalId,
  payloadType,
  toConnection,
} from '#platform';
import type { Connection, Payload, RequestContext } from '#platform';
import { Commands } from '#workflow';
import {
  MembershipInput,
  OrganisationFilter,
  RegisterOrganisationInput,
  RenameOrganisationInput,
} from './organisation.inputs.js';
import { Organisation, OrganisationName, toOrganisation } from './organisation.model.js';
import { OrganisationsQueries } from './organisations.queries.js';
import { OrganisationsService } from './organisations.service.js';

const OrganisationConnection = connectionType('Organisation', () => Organisation);
const RegisterOrganisationPayload = payloadType('RegisterOrganisationPayload', { organisation: () => Organisation });
const RenameOrganisationPayload = payloadType('RenameOrganisationPayload', { organisation: () => Organisation });
const MembershipPayload = payloadType('MembershipPayload', { network: () => Organisation });

@Resolver(() => Organisation)
export class OrganisationsResolver {
  constructor(
    @Inject(OrganisationsService) private readonly service: OrganisationsService,
    @Inject(OrganisationsQueries) private readonly queries: OrganisationsQueries,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Nodes) nodes: Nodes,
  ) {
    nodes.register('org', queries.byIds, toOrganisation);
  }

  @Query(() => OrganisationConnection, { description: 'Organisations that you can see, in order of their codes.' })
  async organisations(
    @Args() page: PageArguments,
    @Args('filter', { type: () => OrganisationFilter, nullable: true, description: 'Which ones.' })
    filter: OrganisationFilter | null,
    @Context() context: RequestContext,
  ): Promise<Connection<Organisation>> {
    return toConnection(await this.queries.list(filter ?? {}, page, context.viewer), page, toOrganisation);
  }

  @Query(() => Organisation, {
    nullable: true,
    description: 'One organisation by its id; null when it is not there or not for you.',
  })
  organisation(
    @Args('id', { type: () => ID, description: 'Its id.' }) id: string,
    @Context() context: RequestContext,
  ): Promise<Organisation | null> {
    return this.find(id, context);
  }

  @Mutation(() => RegisterOrganisationPayload, { description: 'Enters an organisation into the register.' })
  registerOrganisation(
    @Args('input', { description: 'What it is.' }) input: RegisterOrganisationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'registerOrganisation',
      input,
      (tx, act) => this.service.register(tx, input, act),
      async (id) => ({ organisation: await this.load(id, context) }),
    );
  }

  @Mutation(() => RenameOrganisationPayload, { description: 'Gives an organisation a new name from a day on.' })
  renameOrganisation(
    @Args('input', { description: 'Which, and its new name.' }) input: RenameOrganisationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'renameOrganisation',
      input,
      (tx, act) => this.service.rename(tx, input, act),
      async () => ({ organisation: await this.find(input.id, context) }),
    );
  }

  @Mutation(() => MembershipPayload, { description: 'Makes an organisation a member of a network.' })
  joinNetwork(
    @Args('input', { description: 'Who joins what, and when.' }) input: MembershipInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'joinNetwork',
      input,
      (tx, act) => this.service.join(tx, input, act),
      async () => ({ network: await this.find(input.networkId, context) }),
    );
  }

  @Mutation(() => MembershipPayload, { description: 'Ends a membership of a network.' })
  leaveNetwork(
    @Args('input', { description: 'Who leaves what, and when.' }) input: MembershipInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'leaveNetwork',
      input,
      (tx, act) => this.service.leave(tx, input, act),
      async () => ({ network: await this.find(input.networkId, context) }),
    );
  }

  @ResolveField(() => [OrganisationName], { description: 'All its names with their days, the newest first.' })
  async names(@Parent() parent: Organisation, @Context() context: RequestContext): Promise<OrganisationName[]> {
    return (await context.loaders.load(this.queries.names, fromGlobalId('org', parent.id))) ?? [];
  }

  @ResolveField(() => OrganisationName, {
    nullable: true,
    description: 'Its name on a day, such as the day of a letter.',
  })
  async nameOn(
    @Parent() parent: Organisation,
    @Args('day', { type: () => LocalDate, description: 'The day.' }) day: string,
    @Context() context: RequestContext,
  ): Promise<OrganisationName | null> {
    const names = (await context.loaders.load(this.queries.names, fromGlobalId('org', parent.id))) ?? [];
    return names.find((name) => (name.from ?? '') <= day && day < (name.to ?? '9999')) ?? null;
  }

  @ResolveField(() => [Organisation], { description: 'Departments and offices within it.' })
  async units(@Parent() parent: Organisation, @Context() context: RequestContext): Promise<Organisation[]> {
    return ((await context.loaders.load(this.queries.units, fromGlobalId('org', parent.id))) ?? []).map(toOrganisation);
  }

  @ResolveField(() => [Organisation], {
    description: 'The networks that it is a member of today; for those who work inside the coalition.',
  })
  async networks(@Parent() parent: Organisation, @Context() context: RequestContext): Promise<Organisation[]> {
    return ((await context.loaders.load(this.queries.networks, fromGlobalId('org', parent.id))) ?? []).map(
      toOrganisation,
    );
  }

  @ResolveField(() => [Organisation], {
    description: 'The members of this network today; for those who work inside the coalition.',
  })
  async members(@Parent() parent: Organisation, @Context() context: RequestContext): Promise<Organisation[]> {
    return ((await context.loaders.load(this.queries.members, fromGlobalId('org', parent.id))) ?? []).map(
      toOrganisation,
    );
  }

  private find(globalId: string, context: RequestContext): Promise<Organisation | null> {
    return this.load(fromGlobalId('org', globalId), context);
  }

  private async load(id: string, context: RequestContext): Promise<Organisation | null> {
    const row = await context.loaders.load(this.queries.byIds, id);
    return row ? toOrganisation(row) : null;
  }
}
