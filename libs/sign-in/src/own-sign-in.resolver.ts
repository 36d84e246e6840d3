import { Inject } from '@nestjs/common';
import { Args, Int, Mutation, ResolveField, Resolver } from '@nestjs/graphql';
import { Myself, StepUp } from '#accounts';
import { Context, Database, DateTime, DomainError, fromGlobalId, notFound, payloadType, publicViewer } from '#platform';
import type { Payload, RequestContext, Viewer } from '#platform';
import { acts, reasonsOfWho } from '#policy';
import { Commands } from '#workflow';
import { Authenticators } from './authenticators.service.js';
import { Limits } from './limits.service.js';
import { Notices } from './notices.service.js';
import { Passkeys } from './passkeys.service.js';
import { Recoveries } from './recoveries.service.js';
import { Sessions } from './sessions.service.js';
import {
  ConfirmCodeAppInput,
  EndDeviceInput,
  OwnSignInInput,
  RemovePasskeyInput,
  RenamePasskeyInput,
} from './sign-in.inputs.js';
import {
  CodeAppSetup,
  Device,
  Passkey,
  Recovery,
  RecoveryCodes,
  toDevice,
  toPasskey,
  toRecovery,
} from './sign-in.model.js';

const DevicesPayload = payloadType('DevicesPayload', { devices: () => [Device] });
const PasskeysPayload = payloadType('PasskeysPayload', { passkeys: () => [Passkey] });
const BeginCodeAppPayload = payloadType('BeginCodeAppPayload', { setup: () => CodeAppSetup });
const ConfirmCodeAppPayload = payloadType('ConfirmCodeAppPayload', { recoveryCodes: () => RecoveryCodes });
const RemoveCodeAppPayload = payloadType('RemoveCodeAppPayload', {});

/** A person's own devices and ways to sign in. The pages under `/sign-in` do the same with forms. */
@Resolver(() => Myself)
export class OwnSignInResolver {
  constructor(
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Passkeys) private readonly passkeysOf: Passkeys,
    @Inject(Authenticators) private readonly authenticators: Authenticators,
    @Inject(Recoveries) private readonly recoveries: Recoveries,
    @Inject(Notices) private readonly notices: Notices,
    @Inject(Limits) private readonly limits: Limits,
    @Inject(StepUp) private readonly stepUp: StepUp,
    @Inject(Commands) private readonly commands: Commands,
    @Inject(Database) private readonly db: Database,
  ) {}

  @ResolveField(() => [Device], { description: 'Devices on which you are signed in, the last used first.' })
  async devices(@Context() { viewer }: RequestContext): Promise<Device[]> {
    if (viewer.apiToken) return [];
    const rows = await this.sessions.devices(this.db, viewer.personId);
    return rows.map((row) => toDevice(row, viewer.session?.id));
  }

  @ResolveField(() => [Passkey], { description: 'Your passkeys, the oldest first.' })
  async passkeys(@Context() { viewer }: RequestContext): Promise<Passkey[]> {
    if (viewer.apiToken) return [];
    return (await this.passkeysOf.list(this.db, viewer.personId)).map(toPasskey);
  }

  @ResolveField(() => Boolean, { description: 'Is an app connected that makes codes?' })
  async codeApp(@Context() { viewer }: RequestContext): Promise<boolean> {
    return (await this.authenticators.stateOf(this.db, viewer.personId)).app;
  }

  @ResolveField(() => Int, { description: 'How many of your codes on paper have not been used.' })
  async recoveryCodesLeft(@Context() { viewer }: RequestContext): Promise<number> {
    return (await this.authenticators.stateOf(this.db, viewer.personId)).recoveryCodesLeft;
  }

  @ResolveField(() => Recovery, { nullable: true, description: 'A recovery of your account that is under way.' })
  async recovery(@Context() { viewer }: RequestContext): Promise<Recovery | null> {
    const row = await this.recoveries.of(this.db, viewer.personId);
    return row ? toRecovery(row, null) : null;
  }

  @ResolveField(() => DateTime, {
    nullable: true,
    description:
      'When you last showed a passkey or a second factor on this device; what asks for it takes ten minutes.',
  })
  provedAt(@Context() { viewer }: RequestContext): string | null {
    return viewer.session?.provedAt ?? null;
  }

  @Mutation(() => DevicesPayload, { description: 'Ends one of your devices, at once.' })
  endDevice(
    @Args('input', { description: 'Which.' }) input: EndDeviceInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'endDevice',
      input,
      async (tx, { viewer }) => {
        const { personId } = owner(viewer);
        if (!(await this.sessions.end(tx, personId, fromGlobalId('dev', input.id), personId))) throw notFound();
      },
      async () => ({ devices: await this.devices(context) }),
    );
  }

  @Mutation(() => DevicesPayload, { description: 'Ends all your devices but this one.' })
  endOtherDevices(
    @Args('input', { description: 'The key.' }) input: OwnSignInInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'endOtherDevices',
      input,
      async (tx, { viewer }) => {
        const { personId, session } = owner(viewer);
        await this.sessions.endAll(tx, personId, personId, session?.id ?? null);
      },
      async () => ({ devices: await this.devices(context) }),
    );
  }

  @Mutation(() => PasskeysPayload, { description: 'Gives one of your passkeys another name.' })
  renamePasskey(
    @Args('input', { description: 'Which, and its name.' }) input: RenamePasskeyInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'renamePasskey',
      input,
      async (tx, { viewer }) => {
        const id = fromGlobalId('pky', input.id);
        if (!(await this.passkeysOf.rename(tx, owner(viewer).personId, id, input.name))) throw notFound();
      },
      async () => ({ passkeys: await this.passkeys(context) }),
    );
  }

  @Mutation(() => PasskeysPayload, { description: 'Removes one of your passkeys; asks for a fresh proof.' })
  async removePasskey(
    @Args('input', { description: 'Which.' }) input: RemovePasskeyInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    const payload = await this.commands.answer(
      context,
      'removePasskey',
      input,
      async (tx, { viewer }) => {
        await this.checkProof(owner(viewer));
        const id = fromGlobalId('pky', input.id);
        if (!(await this.passkeysOf.remove(tx, owner(viewer).personId, id))) throw notFound();
      },
      async () => ({ passkeys: await this.passkeys(context) }),
    );
    if (payload.userErrors.length === 0) await this.notices.tell(context.viewer.personId, 'passkeyRemoved');
    return payload;
  }

  @Mutation(() => BeginCodeAppPayload, { description: 'Makes the secret for an app; it counts once it is confirmed.' })
  beginCodeApp(
    @Args('input', { description: 'The key.' }) input: OwnSignInInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'beginCodeApp',
      input,
      async (tx, { viewer }) => {
        await this.checkProof(owner(viewer));
        if (!(await this.authenticators.begin(tx, owner(viewer).personId)))
          throw new DomainError('refused', [{ code: 'CODE_APP_CONNECTED' }]);
      },
      async () => ({ setup: (await this.authenticators.setup(context.viewer.personId)) ?? null }),
    );
  }

  @Mutation(() => ConfirmCodeAppPayload, {
    description: 'Confirms the app by its first code. The codes on paper are in this answer and in no other.',
  })
  async confirmCodeApp(
    @Args('input', { description: 'The code.' }) input: ConfirmCodeAppInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    // Kept out of what the command remembers: a code on paper stands nowhere in clear.
    let codes: string[] | undefined;
    const payload = await this.commands.answer(
      context,
      'confirmCodeApp',
      input,
      async (tx, { viewer }) => {
        const { personId } = owner(viewer);
        await this.checkProof(owner(viewer));
        if (!(await this.limits.take('prove', { account: personId })))
          throw new DomainError('refused', [{ code: 'TOO_MANY_ATTEMPTS' }]);
        codes = await this.authenticators.confirmFirst(tx, personId, input.code);
        if (!codes) throw new DomainError('refused', [{ code: 'CODE_DOES_NOT_COUNT', path: ['code'] }]);
      },
      async () => ({ recoveryCodes: codes ? { codes } : null }),
    );
    if (codes) await this.notices.tell(context.viewer.personId, 'appAdded');
    return payload;
  }

  @Mutation(() => RemoveCodeAppPayload, {
    description: 'Removes the app and the codes on paper; asks for a fresh proof.',
  })
  async removeCodeApp(
    @Args('input', { description: 'The key.' }) input: OwnSignInInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    const payload = await this.commands.answer(
      context,
      'removeCodeApp',
      input,
      async (tx, { viewer }) => {
        await this.checkProof(owner(viewer));
        await this.authenticators.remove(tx, owner(viewer).personId);
      },
      async () => ({}),
    );
    if (payload.userErrors.length === 0) await this.notices.tell(context.viewer.personId, 'appRemoved');
    return payload;
  }

  /** The same as on the pages: who has a second factor shows it first. */
  private async checkProof(viewer: Viewer): Promise<void> {
    const { session } = viewer;
    const may = session ? await this.sessions.mayChangeWays(session) : await this.stepUp.isFresh(viewer);
    if (!may) throw new DomainError('refused', [{ code: 'PROVE_IT_IS_YOU' }]);
  }
}

/** Somebody who has signed in: their own ways to sign in are theirs to keep. */
function owner(viewer: Viewer | null): Viewer {
  const who = viewer ?? publicViewer;
  const reasons = reasonsOfWho(acts.signIn.KEEP_OWN, who, []);
  if (reasons.length > 0) throw new DomainError('refused', reasons);
  return who;
}
