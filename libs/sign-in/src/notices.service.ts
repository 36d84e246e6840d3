import { Inject, Injectable } from '@nestjs/common';
import { Addresses } from '#accounts';
import { Database } from '#platform';
import { Mailer } from './mailer.service.js';
import { noticeMail } from './mails.js';
import type { NoticeKind } from './mails.js';

/** Tells a person what became of their ways to sign in. */
@Injectable()
export class Notices {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Addresses) private readonly addresses: Addresses,
    @Inject(Mailer) private readonly mailer: Mailer,
  ) {}

  /** After the transaction that did it: nobody is told of what was undone. */
  async tell(personId: string, kind: NoticeKind): Promise<void> {
    const to = await this.addresses.of(this.db, personId);
    if (to && this.mailer.works) this.mailer.send({ to, ...noticeMail(kind) });
  }
}
