import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AccountsQueries, SignIns } from '#accounts';
import { Database } from '#platform';
import { accountPage, codesPage, provePage, setupPage } from './account.pages.js';
import { Authenticators } from './authenticators.service.js';
import { html } from './html.js';
import { Notices } from './notices.service.js';
import { Passkeys } from './passkeys.service.js';
import { Recoveries } from './recoveries.service.js';
import { Sessions } from './sessions.service.js';
import type { LiveSession } from './sessions.service.js';
import { Visits } from './visits.service.js';
import type { Visit } from './visits.service.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

type Work = (visit: Visit, session: LiveSession) => Promise<void>;

/** A person's own page: devices, passkeys, the code app; what changes a way to sign in is asked for twice. */
@Controller('sign-in')
export class AccountController {
  constructor(
    @Inject(Visits) private readonly visits: Visits,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Passkeys) private readonly passkeys: Passkeys,
    @Inject(Authenticators) private readonly authenticators: Authenticators,
    @Inject(Recoveries) private readonly recoveries: Recoveries,
    @Inject(Notices) private readonly notices: Notices,
    @Inject(AccountsQueries) private readonly accounts: AccountsQueries,
    @Inject(SignIns) private readonly signIns: SignIns,
    @Inject(Database) private readonly db: Database,
  ) {}

  @Get('account')
  account(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.signedIn(request, response, async (visit, session) => {
      const { personId } = session;
      const [office, seats, devices, passkeys, app, recovery, lacksSecondFactor] = await Promise.all([
        this.accounts.officeOf(personId),
        this.accounts.ownSeats({ personId }),
        this.sessions.devices(this.db, personId),
        this.passkeys.list(this.db, personId),
        this.authenticators.stateOf(this.db, personId),
        this.recoveries.of(this.db, personId),
        this.signIns.lacksSecondFactor(personId),
      ]);
      const seated = seats.length > 0;
      const account = { session, office, seated, devices, passkeys, app, recovery, lacksSecondFactor };
      visit.page('accountTitle', accountPage(visit, account));
    });
  }

  @Post('devices/end')
  endDevice(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.signedIn(request, response, async (visit, { personId }) => {
      const id = visit.field('id');
      if (UUID.test(id)) await this.sessions.end(this.db, personId, id, personId);
      visit.goTo('/sign-in/account');
    });
  }

  @Post('devices/end-others')
  endOthers(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.signedIn(request, response, async (visit, { personId, id }) => {
      await this.sessions.endAll(this.db, personId, personId, id);
      visit.goTo('/sign-in/account');
    });
  }

  @Post('passkeys/rename')
  rename(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.signedIn(request, response, async (visit, { personId }) => {
      const id = visit.field('id');
      if (UUID.test(id)) await this.passkeys.rename(this.db, personId, id, visit.field('name'));
      visit.goTo('/sign-in/account');
    });
  }

  @Post('passkeys/remove')
  removePasskey(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.proved(request, response, async (visit, { personId }) => {
      const id = visit.field('id');
      if (UUID.test(id) && (await this.passkeys.remove(this.db, personId, id)))
        await this.notices.tell(personId, 'passkeyRemoved');
      visit.goTo('/sign-in/account');
    });
  }

  @Post('app/begin')
  beginApp(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.proved(request, response, async (visit, { personId }) => {
      await this.authenticators.begin(this.db, personId);
      visit.goTo('/sign-in/app');
    });
  }

  @Get('app')
  setUpApp(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.proved(request, response, async (visit, { personId }) => {
      const setup = await this.authenticators.setup(personId);
      if (!setup) return visit.goTo('/sign-in/account');
      visit.page('app', setupPage(visit, setup));
    });
  }

  @Post('app/confirm')
  confirmApp(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.proved(request, response, async (visit, session) => {
      const done = await this.authenticators.confirm(session, visit.field('code'));
      if (!done) return this.wrong(visit, '/sign-in/app');
      visit.cookie('session', done.token);
      visit.page('codesTitle', codesPage(visit, done.codes));
    });
  }

  @Post('app/remove')
  removeApp(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.proved(request, response, async (visit, { personId }) => {
      await this.db.transaction((tx) => this.authenticators.remove(tx, personId));
      await this.notices.tell(personId, 'appRemoved');
      visit.goTo('/sign-in/account');
    });
  }

  @Post('codes')
  newCodes(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.proved(request, response, async (visit, { personId }) => {
      const { app } = await this.authenticators.stateOf(this.db, personId);
      if (!app) return visit.goTo('/sign-in/account');
      const codes = await this.db.transaction((tx) => this.authenticators.newRecoveryCodes(tx, personId));
      visit.page('codesTitle', codesPage(visit, codes));
    });
  }

  @Get('prove')
  askToProve(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.signedIn(request, response, async (visit, { personId }) => {
      const [keys, { app }] = await Promise.all([
        this.passkeys.list(this.db, personId),
        this.authenticators.stateOf(this.db, personId),
      ]);
      visit.page('proveTitle', provePage(visit, { passkey: keys.length > 0, app }));
    });
  }

  @Post('prove')
  prove(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.signedIn(request, response, async (visit, session) => {
      const outcome = await this.authenticators.prove(session, visit.field('code'), request);
      if (outcome.kind !== 'signedIn')
        return this.wrong(visit, '/sign-in/prove', outcome.kind === 'tooMany' ? 'tooMany' : 'wrong');
      visit.cookie('session', outcome.token);
      visit.goTo('/sign-in/account');
    });
  }

  @Post('recovery/stop')
  stopRecovery(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.signedIn(request, response, async (visit, { personId }) => {
      const recovery = await this.recoveries.of(this.db, personId);
      if (recovery && (await this.recoveries.stop(this.db, recovery.id, personId, false)))
        await this.recoveries.tell(recovery.id, 'recoveryCancelled');
      visit.goTo('/sign-in/account');
    });
  }

  private wrong(visit: Visit, back: string, why: 'tooMany' | 'wrong' = 'wrong'): void {
    const body = html`<p class="notice">${visit.say(why)}</p>
      <p><a href="${back}">${visit.say('back')}</a></p>`;
    visit.page('accountTitle', body, why === 'tooMany' ? 429 : 403);
  }

  private async signedIn(request: Request, response: Response, work: Work): Promise<void> {
    const opened = await this.visits.openSignedIn(request, response);
    if (opened) await work(opened.visit, opened.session);
  }

  /** Only by somebody who has just shown a second factor, or is about to have the first. */
  private proved(request: Request, response: Response, work: Work): Promise<void> {
    return this.signedIn(request, response, async (visit, session) => {
      if (await this.sessions.mayChangeWays(session)) return work(visit, session);
      visit.goTo('/sign-in/prove');
    });
  }
}
