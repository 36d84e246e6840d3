import { Inject } from '@nestjs/common';
import { Args, Mutation, Resolver } from '@nestjs/graphql';
import type { EntityManager } from 'typeorm';
import { Context, fromGlobalId, payloadType } from '#platform';
import type { CommandInput, Payload, RequestContext } from '#platform';
import {
  AdoptEditionInput,
  Edition,
  EditionsQueries,
  RegisterEditionInput,
  RepealEditionInput,
  toEdition,
} from '#instruments';
import { Commands } from '#workflow';
import type { Act } from '#workflow';
import { EditionChanges } from './edition-changes.service.js';

const payload = (name: string) => payloadType(name, { edition: () => Edition });
const RegisterEditionPayload = payload('RegisterEditionPayload');
const AdoptEditionPayload = payload('AdoptEditionPayload');
const RepealEditionPayload = payload('RepealEditionPayload');

/** The changes of editions that concern what was found in them; the others are in the feature of the instruments. */
@Resolver(() => Edition)
export class EditionChangesResolver {
  constructor(
    @Inject(EditionChanges) private readonly changes: EditionChanges,
    @Inject(EditionsQueries) private readonly queries: EditionsQueries,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @Mutation(() => RegisterEditionPayload, {
    description:
      'Enters a text of an instrument. What was verified in the editions that it replaces is to be looked for in it.',
  })
  registerEdition(
    @Args('input', { description: 'What is known of it.' }) input: RegisterEditionInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answer(context, 'registerEdition', input, (tx, act) => {
      const instrumentId = fromGlobalId('ins', input.instrumentId);
      return this.changes.registerEdition(
        tx,
        { ...input, instrumentId, replacesIds: editionIds(input.replacesIds) },
        act,
      );
    });
  }

  @Mutation(() => AdoptEditionPayload, {
    description:
      'Records that a draft was adopted. What was verified in it and in the editions that it replaces is to be looked at again.',
  })
  adoptEdition(
    @Args('input', { description: 'Which, when, and what it replaces.' }) input: AdoptEditionInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answer(context, 'adoptEdition', input, async (tx, act) => {
      const id = fromGlobalId('edi', input.id);
      await this.changes.adoptEdition(tx, { ...input, id, replacesIds: editionIds(input.replacesIds) }, act);
      return id;
    });
  }

  @Mutation(() => RepealEditionPayload, {
    description: 'Records that an edition was repealed without a successor. What was verified in it counts no longer.',
  })
  repealEdition(
    @Args('input', { description: 'Which, when, and why.' }) input: RepealEditionInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answer(context, 'repealEdition', input, async (tx, act) => {
      const id = fromGlobalId('edi', input.id);
      await this.changes.repealEdition(tx, { ...input, id }, act);
      return id;
    });
  }

  private answer(
    context: RequestContext,
    name: string,
    input: CommandInput & { id?: string },
    work: (tx: EntityManager, act: Act) => Promise<string>,
  ): Promise<Payload> {
    const find = async (id: string) => {
      const row = await context.loaders.load(this.queries.byIds, id);
      return row ? toEdition(row) : null;
    };
    return this.commands.answer(
      context,
      name,
      input,
      work,
      async (id) => ({ edition: await find(id) }),
      () => (input.id ? find(fromGlobalId('edi', input.id)) : Promise.resolve(null)),
    );
  }
}

const editionIds = (ids: readonly string[] | null | undefined) => (ids ?? []).map((id) => fromGlobalId('edi', id));
