import { Controller, Get, Inject, Param, Post, Req, Res } from '@nestjs/common';
import type { Request, Response } from 'express';
import { DomainError, LOG, say as sentence } from '#platform';
import type { Log } from '#platform';
import { Visits, html } from '#sign-in';
import type { Html, Visit } from '#sign-in';
import { Acts, isAct } from './acts.service.js';
import { decidedHeadingOf, decisionPage, decisive, headingOf } from './decision.page.js';
import { Desks } from './desks.service.js';
import type { Reading } from './desks.service.js';
import { again, readForm } from './endorse.form.js';
import type { Filled } from './endorse.form.js';
import { FORM, addressOf, endorsePage, keepsForm, toErrors } from './endorse.page.js';
import type { Desk, Said } from './endorse.page.js';
import type { Reason } from './endorse.shapes.js';
import { STYLE } from './endorse.style.js';
import { sayIn } from './endorse.texts.js';
import { listPage } from './list.page.js';
import { keptPage, lostPage, otherPage } from './lost.page.js';
import { SecondFactorFirst } from './operations.js';
import { slipErrors, slipsIn } from './slips.js';

const CURSOR = /^[\w.=+/-]{1,500}$/;

/** What an organisation is asked to sign: to read, to decide, and to see what became of it. Plain forms, no script. */
@Controller('endorse')
export class EndorseController {
  constructor(
    @Inject(Visits) private readonly visits: Visits,
    @Inject(Desks) private readonly desks: Desks,
    @Inject(Acts) private readonly acts: Acts,
    @Inject(LOG) private readonly log: Log,
  ) {}

  @Get('style.css')
  style(@Res() response: Response): void {
    this.visits.careful(response);
    response.type('css').send(STYLE);
  }

  @Get()
  list(@Req() request: Request, @Res() response: Response): Promise<void> {
    return this.reading(request, response, async (visit, reading) => {
      const { after } = request.query;
      const from = typeof after === 'string' && CURSOR.test(after) ? after : undefined;
      const found = await this.desks.listOf(reading, from);
      const older = found.after && `?${new URLSearchParams({ after: found.after }).toString()}`;
      const { seat, organisation, decides } = reading;
      const around = { organisation: organisation?.name, decides, older, seat, now: await this.desks.now() };
      const body = listPage(reading, found.all, { ...around, landing: visit.landing });
      this.show(visit, reading.say('listHeading'), body);
    });
  }

  /** Where whoever had to sign in in another tab is told to go back to the first. */
  @Get('signed-in')
  async signedIn(@Req() request: Request, @Res() response: Response): Promise<void> {
    const opened = await this.visits.openSignedIn(request, response);
    if (!opened) return;
    const say = sayIn(opened.visit.language);
    this.show(opened.visit, say('title'), html`<p class="done">${say('signedInAgain')}</p>`);
  }

  @Get(':id')
  read(@Req() request: Request, @Res() response: Response, @Param('id') id: string): Promise<void> {
    return this.reading(request, response, async (visit, reading) => {
      const desk = await this.desks.deskOf(reading, id);
      if (!desk) return this.notHere(visit);
      this.showDesk(visit, desk, {});
    });
  }

  @Get(':id/decision')
  decision(@Req() request: Request, @Res() response: Response, @Param('id') id: string): Promise<void> {
    return this.reading(request, response, async (visit, reading) => {
      const desk = await this.desks.deskOf(reading, id);
      const mine = desk?.statement.myEndorsement;
      if (!desk) return this.notHere(visit);
      if (!mine) return visit.goTo(addressOf(desk));
      const [submissions, seal] = await Promise.all([
        this.desks.submissionsOf(reading, desk.statement.id),
        this.desks.sealOf(mine.id, decisive(mine)?.version ?? 0),
      ]);
      this.show(visit, decidedHeadingOf(desk), decisionPage(desk, submissions, seal));
    });
  }

  @Post(':id')
  async act(@Req() request: Request, @Res() response: Response, @Param('id') id: string): Promise<void> {
    const visit = await this.visits.open(request, response);
    if (!visit) return;
    const say = sayIn(visit.language);
    const filled = readForm(visit);
    if (!visit.session) return this.show(visit, say('lostHeading'), lostPage(say, request.path, filled), 401, FORM);
    await this.carefully(visit, filled, async () => {
      const reading = await this.desks.readerOf(visit, filled.seat);
      if (!reading.who.signedIn) return this.noSeat(visit);
      const statementId = await this.desks.idOf(id);
      if (!statementId) return this.notHere(visit);
      if (reading.organisation?.id !== filled.organisation)
        return this.show(visit, say('otherHeading'), otherPage(say, request.path, filled), 409);
      await this.perform(visit, reading, filled, statementId);
    });
  }

  private async perform(visit: Visit, reading: Reading, filled: Filled, statementId: string): Promise<void> {
    const { act } = filled;
    const slips = slipsIn(filled);
    const reasons = slips.length > 0 || !isAct(act) ? [] : await this.attempt(reading, filled, statementId);
    const desk = await this.desks.deskOf(reading, statementId);
    if (!desk) return this.notHere(visit);
    const { versionNumber } = desk.statement;
    const done = isAct(act) && slips.length === 0 && reasons.length === 0;
    if (done && act !== 'ask') return visit.goTo(addressOf(desk, '/decision'));
    const fresh = again(filled, desk.statement);
    if (done) return this.showDesk(visit, desk, { filled: { ...fresh, question: '' }, notice: 'questionSent' });
    // A fault of ours may have come after it was done: the same attempt, sent again, finds out. After a refusal it is a new one.
    const unsure = reasons.includes(BUSY);
    const errors = [...slipErrors(reading.say, slips, desk.statement), ...toErrors(reading, reasons)];
    const readBefore = filled.version > 0 && filled.version < versionNumber ? { readBefore: filled.version } : {};
    const said = { filled: unsure || !isAct(act) ? filled : fresh, errors, ...readBefore };
    this.showDesk(visit, desk, said, unsure ? 503 : isAct(act) ? 422 : 200);
  }

  private async attempt(reading: Reading, filled: Filled, statementId: string): Promise<readonly Reason[]> {
    try {
      return await this.acts.perform(reading.sender, filled, statementId);
    } catch (error) {
      if (error instanceof DomainError) return error.reasons.map(({ code, parameters }) => reasonOf(code, parameters));
      if (error instanceof SecondFactorFirst) throw error;
      this.log.error({ err: error }, 'a page could not do what it was asked for');
      return [BUSY];
    }
  }

  /** A page for whoever is signed in and has a seat; others are led to where they get one, and back. */
  private async reading(
    request: Request,
    response: Response,
    work: (visit: Visit, reading: Reading) => Promise<void>,
  ): Promise<void> {
    const opened = await this.visits.openSignedIn(request, response);
    if (!opened) return;
    const { visit } = opened;
    await this.carefully(visit, undefined, async () => {
      const { seat } = request.query;
      const reading = await this.desks.readerOf(visit, typeof seat === 'string' ? seat : undefined);
      if (!reading.who.signedIn) return this.noSeat(visit);
      await work(visit, reading);
    });
  }

  /** What goes wrong on our side is said as such, and what was typed stays in the page. */
  private async carefully(visit: Visit, filled: Filled | undefined, work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (error instanceof SecondFactorFirst) return visit.goTo('/sign-in/account');
      this.log.error({ err: error }, 'a page could not be shown');
      const say = sayIn(visit.language);
      const kept = filled && keptPage(say, visit.request.path, filled);
      this.show(
        visit,
        say('title'),
        html`<p class="notice" role="alert">${say('busy')}</p>
          ${kept}`,
        503,
        kept && FORM,
      );
    }
  }

  private showDesk(visit: Visit, desk: Desk, said: Said, status = 200): void {
    const body = endorsePage(desk, said);
    this.show(visit, headingOf(desk), body, status, keepsForm(desk) ? FORM : undefined);
  }

  private notHere(visit: Visit): void {
    const say = sayIn(visit.language);
    const back = html`<p><a href="/endorse">${say('backToList')}</a></p>`;
    this.show(
      visit,
      say('title'),
      html`<p class="notice">${say('notHere')}</p>
        ${back}`,
      404,
    );
  }

  private noSeat(visit: Visit): void {
    const say = sayIn(visit.language);
    const account = html`<p><a href="/sign-in/account">${say('account')}</a></p>`;
    this.show(
      visit,
      say('title'),
      html`<p class="notice">${say('noSeat')}</p>
        ${account}`,
      403,
    );
  }

  private show(visit: Visit, heading: Html | string, body: Html, status = 200, keepsForm?: string): void {
    const title = sayIn(visit.language)('title');
    visit.show({ title, heading, body, home: '/endorse', style: '/endorse/style.css', keepsForm }, status);
  }
}

const reasonOf = (code: string, parameters?: Parameters<typeof sentence>[1]): Reason => {
  const { km, en } = sentence(code, parameters);
  return { code, messageKm: km, messageEn: en };
};

/** Nobody knows whether it was done. */
const BUSY: Reason = { code: 'BUSY', messageKm: sayIn('km')('busy'), messageEn: sayIn('en')('busy') };
