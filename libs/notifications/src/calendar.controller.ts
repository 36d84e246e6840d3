import { Controller, Get, Inject, Param, Res } from '@nestjs/common';
import type { Response } from 'express';
import { CalendarFeeds } from './calendar-feeds.service.js';

/** Where a calendar program asks, again and again and without a sign-in: the token alone counts, and only for reading this. */
@Controller('notifications/calendar')
export class CalendarController {
  constructor(@Inject(CalendarFeeds) private readonly feeds: CalendarFeeds) {}

  @Get(':file')
  async read(@Param('file') file: string, @Res() response: Response): Promise<void> {
    const calendar = await this.feeds.read(file.slice(0, 100).replace(/\.ics$/, ''));
    response.setHeader('cache-control', 'no-store');
    response.setHeader('referrer-policy', 'no-referrer');
    response.setHeader('x-content-type-options', 'nosniff');
    response.setHeader('x-robots-tag', 'noindex');
    if (calendar === undefined) {
      response.status(404).type('text/plain').send('There is nothing here that you can see.');
      return;
    }
    response.type('text/calendar; charset=utf-8').send(calendar);
  }
}
