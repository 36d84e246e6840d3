import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { AccountsQueries, SignIns, isFromHere } from '#accounts';
import { CONFIG, Database } from '#platform';
import type { Config } from '#platform';
import { Authenticators } from './authenticators.service.js';
import { html } from './html.js';
import { MailSignIn } from './mail-sign-in.service.js';
import type { Outcome } from './mail-sign-in.service.js';
import { Mailer } from './mailer.service.js';
import { STYLE } from './page-layout.js';
import { LEAVE_SCRIPT, passkeyScript } from './passkey-script.js';
import { askedPage, linkPage, mailboxPage, secondPage, startPage } from './sign-in.pages.js';
import { Sessions } from './sessions.service.js';
import { Visits } from './visits.service.js';
import type { Visit } from './visits.service.js';
import { ownPath } from './where-to.js';

/** The door: plain forms that work without scripts. Only POST changes anything. */
@Controller('sign-in')
export class SignInController {
  constructor(
    @Inject(Visits) private readonly visits: Visits,
    @Inject(MailSignIn) private readonly mail: MailSignIn,
    @Inject(Authenticators) private readonly authenticators: Authenticators,
    @Inject(Sessions) private readonly sessions: Sessions,
    @Inject(Mailer) private readonly mailer: Mailer,
    @Inject(AccountsQueries) private readonly accounts: AccountsQueries,
    @Inject(SignIns) private readonly signIns: SignIns,
    @Inject(Database) private readonly db: Database,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  @Get('style.css')
  style(@Res() response: Response): void {
    this.visits.careful(response);
    response.type('css').send(STYLE);
  }

  @Get('leave.js')
  leaveScript(@Res() response: Response): void {
    this.visits.careful(response);
    response.type('js').send(LEAVE_SCRIPT);
  }

  @Get('passkeys.js')
  script(@Res() response: Response): void {
    this.visits.careful(response);
    response.type('js').send(passkeyScript());
  }

  /** `?to=/path` is where whoever signs in goes afterwards; anything but a path of our own is as if it were not there. */
  @Get()
  async start(@Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = await this.visits.open(request, response);
    if (!visit) return;
    const to = ownPath(request.query['to']);
    if (visit.session && to && (to.startsWith('/sign-in/') || (await this.mayWork(visit.session.personId)))) {
      return visit.goTo(to);
    }
    if (visit.session) return visit.goTo('/sign-in/account');
    if (to !== undefined) visit.keepInMind(to);
    visit.page(
      'title',
      startPage(visit, { mail: this.mailer.works && this.config.SIGN_IN_BY_MAIL, mailbox: this.showsMailbox(request) }),
    );
  }

  /** The answer is the same whether or not somebody has this address. */
  @Post('mail')
  async askForMail(@Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = await this.visits.open(request, response);
    if (!visit) return;
    const browser = await this.mail.ask(visit.field('address'), visit.site.origin, request);
    if (!browser) return this.refuse(visit, 'tooMany');
    visit.cookie('asked', browser);
    visit.goTo('/sign-in/code');
  }

  @Get('code')
  async askedFor(@Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = await this.visits.open(request, response);
    visit?.page('askedTitle', askedPage(visit, { mailbox: this.showsMailbox(request) }));
  }

  @Post('code')
  async useCode(@Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = await this.visits.open(request, response);
    if (visit) this.lead(visit, await this.mail.confirmCode(visit.browser, visit.field('code'), request));
  }

  /** Opened by people, and by whatever looks into mail: it shows a button and does nothing. */
  @Get('link')
  async openLink(@Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = await this.visits.open(request, response);
    if (!visit) return;
    const here = await this.mail.isAsked(visit.browser);
    visit.page('linkTitle', linkPage(visit, here, tokenIn(request)));
  }

  @Post('link')
  async useLink(@Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = await this.visits.open(request, response);
    if (visit) this.lead(visit, await this.mail.confirmLink(visit.browser, visit.field('t'), request));
  }

  @Get('second')
  async second(@Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = await this.visits.open(request, response);
    if (!visit) return;
    if (!(await this.authenticators.isHalfWay(visit.browser))) return visit.goTo('/sign-in');
    visit.page('secondTitle', secondPage(visit));
  }

  @Post('second')
  async useSecond(@Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = await this.visits.open(request, response);
    if (visit) this.lead(visit, await this.authenticators.finishSignIn(visit.browser, visit.field('code'), request));
  }

  /** Ends the session here and now, and tells the browser to forget what it kept. */
  @Post('out')
  async signOut(@Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = await this.visits.open(request, response);
    if (!visit) return;
    await this.endHere(visit);
    response.setHeader('clear-site-data', '"cache", "cookies", "storage"');
    visit.page(
      'title',
      html`<p>${visit.say('signedOut')}</p>
        <p><a href="/sign-in">${visit.say('title')}</a></p>`,
    );
  }

  /**
   * The quick exit: ends the session, and leads to a page that anybody may have open, which is not told from where. The
   * browser’s cache is not asked to be emptied: everything of ours is kept out of it, and emptying it can take seconds.
   */
  @Post('leave')
  async leave(@Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = await this.visits.open(request, response);
    if (!visit) return;
    await this.endHere(visit);
    response.setHeader('clear-site-data', '"cookies", "storage"');
    response.setHeader('referrer-policy', 'no-referrer');
    visit.goTo(this.config.QUICK_EXIT_URL);
  }

  /** What would have been sent: on this machine only, and nowhere once there is a mail server. */
  @Get('mailbox')
  async mailbox(@Req() request: Request, @Res() response: Response): Promise<void> {
    if (!this.showsMailbox(request)) {
      this.visits.careful(response);
      response.status(404).type('text/plain').send('There is nothing here that you can see.');
      return;
    }
    const visit = await this.visits.open(request, response);
    visit?.page('mailboxTitle', mailboxPage(visit, this.mailer.mailbox()));
  }

  /** Whoever has no seat, or has to set up a second factor first, would be sent back here by every other page. */
  private async mayWork(personId: string): Promise<boolean> {
    if (await this.signIns.lacksSecondFactor(personId)) return false;
    return (await this.accounts.ownSeats({ personId })).length > 0;
  }

  private async endHere(visit: Visit): Promise<void> {
    if (visit.session)
      await this.sessions.end(this.db, visit.session.personId, visit.session.id, visit.session.personId);
    visit.cookie('session', undefined);
    visit.cookie('asked', undefined);
    visit.keepInMind(undefined);
  }

  private showsMailbox(request: Request): boolean {
    return this.mailer.isLocal && isFromHere(request);
  }

  private lead(visit: Visit, outcome: Outcome): void {
    if (outcome.kind === 'secondFactor') return visit.goTo('/sign-in/second');
    if (outcome.kind !== 'signedIn') return this.refuse(visit, outcome.kind === 'tooMany' ? 'tooMany' : 'wrong');
    visit.cookie('asked', undefined);
    visit.cookie('session', outcome.token);
    visit.goTo(visit.afterSignIn());
  }

  private refuse(visit: Visit, why: 'tooMany' | 'wrong'): void {
    const back = html`<p class="notice">${visit.say(why)}</p>
      <p>
        <a
          href="${visit.request.path === '/sign-in/mail' ? '/sign-in' : visit.request.path === '/sign-in/link' ? '/sign-in/code' : visit.request.path}"
          >${visit.say('back')}</a
        >
        · <a href="/sign-in">${visit.say('askAgain')}</a>
      </p>`;
    visit.page('title', back, why === 'tooMany' ? 429 : 403);
  }
}

function tokenIn({ query }: Request): string {
  return typeof query['t'] === 'string' ? query['t'] : '';
}
