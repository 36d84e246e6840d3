import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, ResolveField, Resolver } from '@nestjs/graphql';
import { Context, fromGlobalId, payloadType, toGlobalId } from '#platform';
import type { Payload, RequestContext, Shown } from '#platform';
import { Commands } from '#workflow';
import { GroupField, SetGroupFieldInput } from './group-field.model.js';
import type { GroupFieldRow } from './group-field.model.js';
import { GroupFields } from './group-fields.service.js';
import { Organisation, toOrganisation } from './organisation.model.js';
import { OrganisationsQueries } from './organisations.queries.js';

const SetGroupFieldPayload = payloadType('SetGroupFieldPayload', { group: () => Organisation });

const toGroupField = (row: GroupFieldRow): GroupField => ({
  revision: row.revision,
  topics: row.topics,
  instrumentIds: row.instrumentIds.map((id) => toGlobalId('ins', id)),
  setAt: row.setAt,
  row,
});

@Resolver(() => Organisation)
export class GroupFieldsResolver {
  constructor(
    @Inject(GroupFields) private readonly fields: GroupFields,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @ResolveField(() => GroupField, {
    nullable: true,
    description: 'What it watches, if it is a group that watches something; for insiders.',
  })
  groupField(parent: Organisation, _args: unknown, context: RequestContext): Shown<GroupField> {
    return context.loaders.show(this.fields.ofGroups, fromGlobalId('org', parent.id), toGroupField);
  }

  @Mutation(() => SetGroupFieldPayload, { description: 'Says what a group watches from now on.' })
  setGroupField(
    @Args('input', { description: 'Which group, and what.' }) input: SetGroupFieldInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    const show = () =>
      context.loaders.show(this.organisations.byIds, fromGlobalId('org', input.groupId), toOrganisation);
    return this.commands.answer(
      context,
      'setGroupField',
      input,
      (tx, act) => this.fields.set(tx, input, act),
      async () => ({ group: await show() }),
      async () => show(),
    );
  }
}

@Resolver(() => GroupField)
export class GroupFieldAddresseesResolver {
  constructor(@Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries) {}

  @ResolveField(() => [Organisation], { description: 'The institutions whose letters it watches.' })
  async addressees(@Parent() { row }: GroupField, @Context() context: RequestContext): Promise<Organisation[]> {
    return context.loaders.showAll(this.organisations.byIds, row.addresseeIds, toOrganisation);
  }
}
