import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import type { EntityManager } from 'typeorm';
import { AccountsQueries, Addresses, StepUp } from '#accounts';
import { Context, Database, DomainError, fromGlobalId, notFound, payloadType, publicViewer, refuseIf } from '#platform';
import type { Payload, Queryable, RequestContext, Viewer } from '#platform';
import { acts, reasonsOfWho, seesEvery } from '#policy';
import { Commands } from '#workflow';
import { Recoveries } from './recoveries.service.js';
import { Sessions } from './sessions.service.js';
import { BeginRecoveryInput, GiveSignInAddressInput, PersonOfSeatInput, RecoveryInput } from './sign-in.inputs.js';
import { Recovery, toRecovery } from './sign-in.model.js';

const EndAllDevicesPayload = payloadType('EndAllDevicesPayload', {});
const GiveSignInAddressPayload = payloadType('GiveSignInAddressPayload', {});
const RecoveryPayload = payloadType('RecoveryPayload', { recovery: () => Recovery });

type Deed = keyof typeof acts.signIn;

/** What others do about somebody's sign-in: cut it off at once, or recover it, two of them together. */
@Resolver()
export class RecoveriesResolver {
  constructor(
    @Inject(Recoveries) private readonly recoveries: Recoveries,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Addresses) private readonly addresses: Addresses,
    @Inject(AccountsQueries) private readonly accounts: AccountsQueries,
    @Inject(StepUp) private readonly stepUp: StepUp,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Database) private readonly db: Database,
  ) {}

  @Query(() => [Recovery], {
    name: 'recoveries',
    description: 'Recoveries under way, the oldest first; for coordinators.',
  })
  async list(@Context() { viewer }: RequestContext): Promise<Recovery[]> {
    if (!seesEvery('Recovery', viewer)) return [];
    const rows = await this.recoveries.pending(this.db);
    const offices = await this.accounts.offices(
      rows.map((row) => row.personId),
      viewer,
    );
    return rows.map((row) => toRecovery(row, offices.get(row.personId) ?? null));
  }

  /** At once, and without a fresh proof: whoever has lost a telephone rings up, and every minute counts. */
  @Mutation(() => EndAllDevicesPayload, {
    description: 'Ends every device and every token of somebody, at once; for coordinators.',
  })
  endAllDevices(
    @Args('input', { description: 'Whose.' }) input: PersonOfSeatInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'endAllDevices',
      input,
      async (tx, { viewer }) => {
        const by = allowed(viewer, 'END_ALL_DEVICES');
        await this.sessions.cutOff(tx, await personOf(tx, input.seatId), by.personId);
      },
      async () => ({}),
    );
  }

  @Mutation(() => RecoveryPayload, {
    description: 'Begins a recovery, after you have made sure by another way that it is the person who asks.',
  })
  beginRecovery(
    @Args('input', { description: 'Whose.' }) input: BeginRecoveryInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answer(context, 'beginRecovery', input, 'recoveryBegun', async (tx, viewer) => {
      const by = allowed(viewer, 'BEGIN_RECOVERY');
      await this.stepUp.requireFresh(by, tx);
      return this.recoveries.begin(tx, await personOf(tx, input.seatId), input.newAddress ?? null, by);
    });
  }

  @Mutation(() => RecoveryPayload, {
    description: 'Approves a recovery that another coordinator has begun. It takes effect after a day.',
  })
  approveRecovery(
    @Args('input', { description: 'Which.' }) input: RecoveryInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answer(context, 'approveRecovery', input, 'recoveryApproved', async (tx, viewer) => {
      const by = allowed(viewer, 'APPROVE_RECOVERY');
      await this.stepUp.requireFresh(by, tx);
      const id = fromGlobalId('rcv', input.id);
      await this.recoveries.approve(tx, id, by);
      return id;
    });
  }

  @Mutation(() => RecoveryPayload, { description: 'Stops a recovery: your own, or as a coordinator any.' })
  stopRecovery(
    @Args('input', { description: 'Which.' }) input: RecoveryInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.answer(context, 'stopRecovery', input, 'recoveryCancelled', async (tx, viewer) => {
      const by = allowed(viewer, 'STOP_OWN_RECOVERY');
      const any = reasonsOfWho(acts.signIn.STOP_RECOVERY, by, []).length === 0;
      const id = fromGlobalId('rcv', input.id);
      if (!(await this.recoveries.stop(tx, id, by.personId, any))) throw notFound();
      return id;
    });
  }

  @Mutation(() => GiveSignInAddressPayload, {
    description: 'Gives somebody their first address for sign-in mail. Another one later is a recovery.',
  })
  giveSignInAddress(
    @Args('input', { description: 'Whose, and which.' }) input: GiveSignInAddressInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'giveSignInAddress',
      input,
      async (tx, { viewer }) => {
        const by = allowed(viewer, 'GIVE_ADDRESS');
        await this.stepUp.requireFresh(by, tx);
        const personId = await personOf(tx, input.seatId);
        if (await this.addresses.of(tx, personId)) throw new DomainError('refused', [{ code: 'HAS_AN_ADDRESS' }]);
        await this.addresses.give(tx, personId, input.address);
      },
      async () => ({}),
    );
  }

  /** A command about a recovery; its person is told when it is done, and never of what was undone. */
  private async answer(
    context: RequestContext,
    name: string,
    input: BeginRecoveryInput | RecoveryInput,
    notice: 'recoveryBegun' | 'recoveryApproved' | 'recoveryCancelled',
    work: (tx: EntityManager, viewer: Viewer | null) => Promise<string>,
  ): Promise<Payload> {
    let done: string | undefined;
    const payload = await this.commands.answer(
      context,
      name,
      input,
      async (tx, { viewer }) => (done = await work(tx, viewer)),
      async (id) => {
        const row = (await this.recoveries.pending(this.db)).find((each) => each.id === id);
        return { recovery: row ? toRecovery(row, null) : null };
      },
    );
    if (done && payload.userErrors.length === 0) await this.recoveries.tell(done, notice);
    return payload;
  }
}

function allowed(viewer: Viewer | null, deed: Deed): Viewer {
  const who = viewer ?? publicViewer;
  refuseIf(reasonsOfWho(acts.signIn[deed], who, []));
  return who;
}

/** Whose seat it is. @throws DomainError notFound. */
async function personOf(tx: Queryable, seatId: string): Promise<string> {
  const [row] = await tx.query<{ person_id: string }[]>(`SELECT person_id FROM seats WHERE id = $1`, [
    fromGlobalId('sea', seatId),
  ]);
  if (!row) throw notFound();
  return row.person_id;
}
