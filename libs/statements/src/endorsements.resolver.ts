import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { EntityManager } from 'typeorm';
import {
  Context,
  Nodes,
  PageArguments,
  fromGlobalId,
  notFound,
  payloadType,
  startOfDay,
  toConnection,
} from '#platform';
import type { CommandInput, Connection, Payload, RequestContext } from '#platform';
import { CorrectEntryInput, momentIn } from '#recommendations';
import { Commands } from '#workflow';
import type { Act, Sent } from '#workflow';
import { EndorsementConnection } from './endorsement-fields.resolver.js';
import {
  ChangeAppearanceInput,
  DecideOnStatementInput,
  EndorseOnBehalfInput,
  EndorseStatementInput,
  EndorsementStepInput,
  EntryComplaintInput,
  RecordPastEndorsementInput,
  ReserveOnItemsInput,
  TakeBackNameInput,
  WithdrawEndorsementInput,
} from './endorsement.inputs.js';
import type { ReservationInput } from './endorsement.inputs.js';
import { Endorsement, toEndorsement } from './endorsement.model.js';
import { EndorsementsQueries } from './endorsements.queries.js';
import { EndorsementsService } from './endorsements.service.js';

const EndorsementPayload = payloadType('EndorsementPayload', { endorsement: () => Endorsement });

const byItem = (reservations: readonly ReservationInput[] | null | undefined) =>
  Object.fromEntries((reservations ?? []).map(({ itemKey, text }) => [itemKey, text.normalize('NFC').trim()]));

@Resolver(() => Endorsement)
export class EndorsementsResolver {
  constructor(
    @Inject(EndorsementsService) private readonly service: EndorsementsService,
    @Inject(EndorsementsQueries) private readonly queries: EndorsementsQueries,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Nodes) nodes: Nodes,
  ) {
    nodes.register('end', queries.byIds, toEndorsement);
  }

  @Query(() => EndorsementConnection, {
    description:
      'What was entered on behalf of organisations and waits for them, has lapsed, or is complained about, the oldest first: all of it for the secretariat, for a member what was entered for its own.',
  })
  async entriesOnBehalf(
    @Args() page: PageArguments,
    @Context() context: RequestContext,
  ): Promise<Connection<Endorsement>> {
    return toConnection(await this.queries.unsettled(page, context.viewer), page, toEndorsement);
  }

  @Mutation(() => EndorsementPayload, {
    description: 'Endorses a version of a statement for your organisation, with or without reservations.',
  })
  endorseStatement(
    @Args('input', { description: 'Which version, and how.' }) input: EndorseStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.decide(context, 'endorseStatement', input, input.statementId, (tx, statementId, act) =>
      this.service.decide(
        tx,
        {
          statementId,
          organisationId: context.viewer.organisationId,
          event: 'ENDORSE',
          versionNumber: input.versionNumber,
          signature: input.signature ?? 'signatory',
          appearance: input.appearance ?? 'hidden',
          reservations: byItem(input.reservations),
        },
        act,
      ),
    );
  }

  @Mutation(() => EndorsementPayload, {
    description: 'Enters an endorsement that was given by phone or on paper; it counts once the organisation confirms.',
  })
  endorseOnBehalf(
    @Args('input', { description: 'Whose, and what proves it.' }) input: EndorseOnBehalfInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.decide(context, 'endorseOnBehalf', input, input.statementId, (tx, statementId, act) =>
      this.service.decide(
        tx,
        {
          statementId,
          organisationId: fromGlobalId('org', input.organisationId),
          event: 'ENDORSE_ON_BEHALF',
          versionNumber: input.versionNumber,
          signature: input.signature ?? 'signatory',
          appearance: 'hidden',
          reservations: {},
        },
        act,
      ),
    );
  }

  @Mutation(() => EndorsementPayload, {
    description:
      'Records what an old record says of an organisation’s decision, once the sign-on is over. It counts in no figure.',
  })
  recordPastEndorsement(
    @Args('input', { description: 'Whose, and what proves it.' }) input: RecordPastEndorsementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    const then = { happenedAt: startOfDay(input.happenedOn), precision: 'day' as const, imported: true };
    return this.decide(context, 'recordPastEndorsement', input, input.statementId, (tx, statementId, act) =>
      this.service.recordPast(
        tx,
        {
          statementId,
          organisationId: fromGlobalId('org', input.organisationId),
          status: input.status,
          signature: input.signature ?? 'signatory',
          reservations: byItem(input.reservations),
        },
        { ...act, ...then, notKnown: input.notKnown ?? [] },
      ),
    );
  }

  @Mutation(() => EndorsementPayload, { description: 'Decides not to endorse, for your organisation.' })
  declineStatement(
    @Args('input', { description: 'Which statement.' }) input: DecideOnStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.decide(context, 'declineStatement', input, input.statementId, (tx, statementId, act) =>
      this.service.decide(tx, { statementId, organisationId: context.viewer.organisationId, event: 'DECLINE' }, act),
    );
  }

  @Mutation(() => EndorsementPayload, { description: 'Abstains, for your organisation.' })
  abstainFromStatement(
    @Args('input', { description: 'Which statement.' }) input: DecideOnStatementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.decide(context, 'abstainFromStatement', input, input.statementId, (tx, statementId, act) =>
      this.service.decide(tx, { statementId, organisationId: context.viewer.organisationId, event: 'ABSTAIN' }, act),
    );
  }

  @Mutation(() => EndorsementPayload, { description: 'Confirms what was entered on your organisation’s behalf.' })
  confirmEndorsement(
    @Args('input', { description: 'Which.' }) input: EndorsementStepInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'confirmEndorsement', input, { type: 'CONFIRM' });
  }

  @Mutation(() => EndorsementPayload, {
    description: 'Says that your organisation did not say what was entered on its behalf; no reason is needed.',
  })
  refuseEntry(
    @Args('input', { description: 'Which.' }) input: EndorsementStepInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'refuseEntry', input, { type: 'REFUSE_ENTRY' });
  }

  @Mutation(() => EndorsementPayload, {
    description: 'Complains about what was entered on your organisation’s behalf; a coordinator answers.',
  })
  complainAboutEntry(
    @Args('input', { description: 'Which, and what is wrong.' }) input: EntryComplaintInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'complainAboutEntry', input, { type: 'COMPLAIN' });
  }

  @Mutation(() => EndorsementPayload, {
    description: 'Answers a complaint about what was entered on an organisation’s behalf.',
  })
  answerComplaint(
    @Args('input', { description: 'Which, and the answer.' }) input: EntryComplaintInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'answerComplaint', input, { type: 'ANSWER_COMPLAINT' });
  }

  @Mutation(() => EndorsementPayload, { description: 'Endorses again after the text has changed in substance.' })
  reconfirmEndorsement(
    @Args('input', { description: 'Which.' }) input: EndorsementStepInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'reconfirmEndorsement', input, { type: 'RECONFIRM' });
  }

  @Mutation(() => EndorsementPayload, { description: 'States what your organisation holds against single items.' })
  reserveOnItems(
    @Args('input', { description: 'The reservations.' }) input: ReserveOnItemsInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'reserveOnItems', input, { type: 'RESERVE', reservations: byItem(input.reservations) });
  }

  @Mutation(() => EndorsementPayload, { description: 'Changes how your organisation’s name appears.' })
  changeAppearance(
    @Args('input', { description: 'How.' }) input: ChangeAppearanceInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'changeAppearance', input, { type: 'CHANGE_APPEARANCE', appearance: input.appearance });
  }

  @Mutation(() => EndorsementPayload, {
    description: 'Takes a released name off the list of signatories; the organisation’s endorsement stays.',
  })
  takeBackName(
    @Args('input', { description: 'Whose, and why.' }) input: TakeBackNameInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'takeBackName', input, { type: 'TAKE_BACK_NAME' });
  }

  @Mutation(() => EndorsementPayload, {
    description: 'Takes your organisation’s endorsement back, in one step and without a reason.',
  })
  withdrawEndorsement(
    @Args('input', { description: 'Which.' }) input: WithdrawEndorsementInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.step(context, 'withdrawEndorsement', input, {
      type: 'WITHDRAW',
      tellAddressees: input.tellAddressees ?? false,
    });
  }

  @Mutation(() => EndorsementPayload, {
    description: 'Compensates a wrong entry of an endorsement’s history and names it.',
  })
  correctEndorsement(
    @Args('input', { description: 'Which entry, and why.' }) input: CorrectEntryInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.change(context, 'correctEndorsement', input, async (tx, id, act) => {
      const replacement = momentIn(input);
      await this.service.correct(
        tx,
        { id, expectedVersion: input.expectedVersion, entry: input.entry, replacement },
        act,
      );
    });
  }

  private step(context: RequestContext, name: string, input: EndorsementStepInput, event: Sent): Promise<Payload> {
    return this.change(context, name, input, async (tx, id, act) => {
      await this.service.step(tx, { id, expectedVersion: input.expectedVersion, event }, act);
    });
  }

  /** A decision on a statement that the viewer can see; what one cannot see is not there. */
  private decide(
    context: RequestContext,
    name: string,
    input: CommandInput & { reason?: string | null; evidence?: string[] },
    statementId: string,
    work: (tx: EntityManager, statementId: string, act: Act) => Promise<string>,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      name,
      input,
      (tx, act) => work(tx, fromGlobalId('stm', statementId), act),
      async (id) => ({ endorsement: await this.find(id, context) }),
    );
  }

  private change(
    context: RequestContext,
    name: string,
    input: CommandInput & { id: string },
    work: (tx: EntityManager, id: string, act: Act) => Promise<void>,
  ): Promise<Payload> {
    const show = () => this.find(fromGlobalId('end', input.id), context);
    return this.commands.answer(
      context,
      name,
      input,
      async (tx, act) => {
        const id = fromGlobalId('end', input.id);
        if (!(await this.queries.byIds([id], context.viewer, tx)).has(id)) throw notFound();
        await work(tx, id, act);
        return id;
      },
      async () => ({ endorsement: await show() }),
      show,
    );
  }

  private async find(id: string, context: RequestContext): Promise<Endorsement | null> {
    const row = await context.loaders.load(this.queries.byIds, id);
    return row ? toEndorsement(row) : null;
  }
}
