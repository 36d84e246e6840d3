import { Controller, Get, Inject, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { Visits, html } from '#sign-in';
import { Invitations } from './invitations.service.js';

/** Where an invitation leads: a page with a button. To open it does nothing, as programs that look into mail do. */
@Controller('sign-in/invitation')
export class InvitationController {
  constructor(
    @Inject(Visits) private readonly visits: Visits,
    @Inject(Invitations) private readonly invitations: Invitations,
  ) {}

  @Get()
  async open(@Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = await this.visits.open(request, response);
    if (!visit) return;
    const token = typeof request.query['t'] === 'string' ? request.query['t'].slice(0, 100) : '';
    if (!(await this.invitations.holds(token)))
      return visit.page('invitationTitle', html`<p class="notice">${visit.say('invitationOver')}</p>`, 403);
    visit.page(
      'invitationTitle',
      html`<p>${visit.say('invitationText')}</p>
        <form method="post" action="/sign-in/invitation">
          <input type="hidden" name="t" value="${token}" />
          <button class="main">${visit.say('invitationButton')}</button>
        </form>`,
    );
  }

  /** It signs nobody in: that takes a mail of its own, as every time. */
  @Post()
  async accept(@Req() request: Request, @Res() response: Response): Promise<void> {
    const visit = await this.visits.open(request, response);
    if (!visit) return;
    if (!(await this.invitations.accept(visit.field('t'))))
      return visit.page('invitationTitle', html`<p class="notice">${visit.say('invitationOver')}</p>`, 403);
    visit.page(
      'invitationTitle',
      html`<p>${visit.say('invitationDone')}</p>
        <p><a href="/sign-in">${visit.say('title')}</a></p>`,
    );
  }
}
