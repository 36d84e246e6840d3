import { Controller, Inject, Post, Req, Res } from '@nestjs/common';
import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server';
import type { Request, Response } from 'express';
import type { Outcome } from './mail-sign-in.service.js';
import { Passkeys } from './passkeys.service.js';
import { Sessions, newToken } from './sessions.service.js';
import { Visits } from './visits.service.js';
import type { Visit } from './visits.service.js';

/** What the script of the pages sends. */
interface Sent {
  purpose: string;
  answer: unknown;
  name: string;
}

/** The two steps of a passkey, for the script of the pages: a challenge, and its answer. */
@Controller('sign-in/passkeys')
export class PasskeysController {
  constructor(
    @Inject(Visits) private readonly visits: Visits,
    @Inject(Passkeys) private readonly passkeys: Passkeys,
    @Inject(Sessions) private readonly sessions: Sessions,
  ) {}

  @Post('options')
  async options(@Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = await this.visits.open(request, response);
    if (!visit) return;
    const { purpose } = sentIn(request);
    const browser = visit.browser ?? newToken();
    if (!visit.browser) visit.cookie('asked', browser);
    if (purpose === 'signIn') return visit.json(await this.passkeys.challenge('signIn', browser, visit.site));
    if (!visit.session) return visit.json({ to: '/sign-in' }, 403);
    if (purpose === 'prove') return visit.json(await this.passkeys.challenge('prove', browser, visit.site));
    if (purpose !== 'add') return visit.json({}, 400);
    if (!(await this.sessions.mayChangeWays(visit.session))) return visit.json({ to: '/sign-in/prove' });
    visit.json(await this.passkeys.beginAdding(visit.session, browser, visit.site));
  }

  @Post('answer')
  async answer(@Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = await this.visits.open(request, response);
    if (!visit) return;
    const sent = sentIn(request);
    const outcome = await this.judge(visit, sent);
    if (outcome.kind !== 'signedIn') return visit.json({}, outcome.kind === 'tooMany' ? 429 : 403);
    visit.cookie('session', outcome.token);
    visit.json({ to: sent.purpose === 'signIn' ? visit.afterSignIn() : '/sign-in/account' });
  }

  private async judge(visit: Visit, sent: Sent): Promise<Outcome> {
    const { request, browser, session, site } = visit;
    if (!browser || typeof sent.answer !== 'object' || sent.answer === null) return { kind: 'refused' };
    const shown = sent.answer as AuthenticationResponseJSON;
    if (sent.purpose === 'signIn') return this.passkeys.signIn(shown, browser, site, request);
    if (!session) return { kind: 'refused' };
    if (sent.purpose === 'prove') return this.passkeys.prove(shown, session, browser, site, request);
    if (sent.purpose !== 'add' || !(await this.sessions.mayChangeWays(session))) return { kind: 'refused' };
    return this.passkeys.add(sent.answer as RegistrationResponseJSON, sent.name, session, browser, site);
  }
}

function sentIn(request: Request): Sent {
  const body = (request.body ?? {}) as Record<string, unknown>;
  const { purpose, answer, name } = body;
  return { purpose: String(purpose), answer, name: typeof name === 'string' ? name : '' };
}
