import { Inject } from '@nestjs/common';
import { Args, Mutation, Parent, Query, ResolveField, Resolver } from '@nestjs/graphql';
import { AccountsQueries, Actor, Seat, toSeat } from '#accounts';
import { Organisation, OrganisationsQueries, toOrganisation } from '#organisations';
import { CONFIG, Context, PageArguments, payloadType, toConnection } from '#platform';
import type { Config, Connection, Payload, RequestContext, Shown } from '#platform';
import { Mailer } from '#sign-in';
import { Commands } from '#workflow';
import { invitationMail } from './invitation.mail.js';
import { Invitation, InvitationConnection, toInvitation } from './invitation.model.js';
import { InvitationsQueries } from './invitations.queries.js';
import { Invitations } from './invitations.service.js';
import type { InvitationMail } from './invitations.service.js';
import { InviteToSeatInput, WithdrawInvitationInput } from './seat.inputs.js';

const InviteToSeatPayload = payloadType('InviteToSeatPayload', { invitation: () => Invitation });
const WithdrawInvitationPayload = payloadType('WithdrawInvitationPayload', { invitation: () => Invitation });

@Resolver(() => Invitation)
export class InvitationsResolver {
  constructor(
    @Inject(Invitations) private readonly invitations: Invitations,
    @Inject(InvitationsQueries) private readonly queries: InvitationsQueries,
    @Inject(AccountsQueries) private readonly accounts: AccountsQueries,
    @Inject(OrganisationsQueries) private readonly organisations: OrganisationsQueries,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Query(() => InvitationConnection, {
    name: 'invitations',
    description:
      'Invitations to seats, the newest first; for administrators and coordinators, and of an organisation for who keeps its seats.',
  })
  async list(@Args() page: PageArguments, @Context() { viewer }: RequestContext): Promise<Connection<Invitation>> {
    return toConnection(await this.queries.list(page, viewer), page, toInvitation);
  }

  @Mutation(() => InviteToSeatPayload, {
    description:
      'Invites somebody to a seat by mail. The answer is the same whether or not the address is known. Needs a fresh proof.',
  })
  async inviteToSeat(
    @Args('input', { description: 'Whom, and to which seat.' }) input: InviteToSeatInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    let mail: InvitationMail | undefined;
    const payload = await this.commands.answer(
      context,
      'inviteToSeat',
      input,
      async (tx, act) => {
        const made = await this.invitations.invite(tx, input, act);
        mail = made.mail;
        return made.id;
      },
      (id) => this.show(id, context),
    );
    // After the transaction: nobody is invited to what was undone, and a command that is sent again sends no second mail.
    if (mail && payload.userErrors.length === 0 && this.mailer.works)
      this.mailer.send({ to: mail.to, ...invitationMail(this.linkTo(mail.token)) });
    return payload;
  }

  @Mutation(() => WithdrawInvitationPayload, { description: 'Takes an invitation back before it is accepted.' })
  withdrawInvitation(
    @Args('input', { description: 'Which.' }) input: WithdrawInvitationInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'withdrawInvitation',
      input,
      (tx, act) => this.invitations.withdraw(tx, input, act),
      (id) => this.show(id, context),
    );
  }

  @ResolveField(() => Organisation, { nullable: true, description: 'For which organisation.' })
  organisation(@Parent() { row }: Invitation, @Context() context: RequestContext): Shown<Organisation> {
    return context.loaders.show(this.organisations.byIds, row.organisationId, toOrganisation);
  }

  @ResolveField(() => Actor, { nullable: true, description: 'Who invited.' })
  async invitedBy(@Parent() { row }: Invitation, @Context() context: RequestContext): Promise<Actor | null> {
    const office = await context.loaders.load(this.accounts.offices, row.invitedBy);
    return office ? { office } : null;
  }

  @ResolveField(() => Seat, { nullable: true, description: 'The seat that came of it.' })
  seat(@Parent() { row }: Invitation, @Context() context: RequestContext): Shown<Seat> {
    return context.loaders.show(this.accounts.seats, row.seatId, toSeat);
  }

  @ResolveField(() => Seat, { nullable: true, description: 'The seat that it takes over.' })
  succeeds(@Parent() { row }: Invitation, @Context() context: RequestContext): Shown<Seat> {
    return context.loaders.show(this.accounts.seats, row.succeedsSeatId, toSeat);
  }

  private async show(id: string, { viewer }: RequestContext): Promise<{ invitation: Invitation | null }> {
    const row = await this.queries.one(id, viewer);
    return { invitation: row ? toInvitation(row) : null };
  }

  private linkTo(token: string): string {
    const origin = this.config.PUBLIC_URL ?? `http://localhost:${this.config.PORT}`;
    return `${new URL(origin).origin}/sign-in/invitation?t=${token}`;
  }
}
