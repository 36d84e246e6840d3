import { Inject, Injectable } from '@nestjs/common';
import type { OnModuleDestroy } from '@nestjs/common';
import { createTransport } from 'nodemailer';
import type { Transporter } from 'nodemailer';
import { toAddress } from '#accounts';
import { CONFIG, LOG } from '#platform';
import type { Config, Log } from '#platform';

export interface Mail {
  to: string;
  subject: string;
  text: string;
}

/** A mail that says more of itself, and whose sender wants to know what became of it. */
export interface FullMail extends Mail {
  html: string;
  /** As in the header `Message-ID`: a repeat is known by it. */
  messageId: string;
  headers: Record<string, string>;
  /** The name beside the address that it comes from; empty for none. */
  fromName: string;
}

/** Local mailboxes by the settings that they belong to: api and worker of one process show the same one. */
const mailboxes = new WeakMap<Config, Mail[]>();

/** Milliseconds after which a server that says nothing is left: no connection to it stays open for long. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

/** Mails that the local mailbox keeps. */
const KEPT = 50;
const ATTEMPTS = 3;

/**
 * Sends mail, or keeps it on this machine: without MAIL_URL, and outside production, it lies in the local mailbox and is
 * printed on the console. With MAIL_URL it is in neither.
 */
@Injectable()
export class Mailer implements OnModuleDestroy {
  private readonly transport: Transporter | undefined;
  private readonly kept: Mail[];
  private readonly underWay = new Set<Promise<void>>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(LOG) private readonly log: Log,
  ) {
    this.kept = mailboxes.get(config) ?? [];
    mailboxes.set(config, this.kept);
    if (config.MAIL_URL) this.transport = createTransport({ url: config.MAIL_URL, ...PATIENCE });
  }

  /** Does mail stay on this machine? */
  get isLocal(): boolean {
    return !this.transport && this.config.NODE_ENV !== 'production';
  }

  /** Can mail reach anybody at all? */
  get works(): boolean {
    return this.transport !== undefined || this.isLocal;
  }

  /** The mails that stayed here, the newest first; none once there is a mail server. */
  mailbox(): readonly Mail[] {
    return this.isLocal ? [...this.kept].reverse() : [];
  }

  /** Sends without letting anybody wait: how long it takes would tell whether there was somebody to write to. */
  send(mail: Mail): void {
    // Only one plain address: a library that reads more into it has nothing to read.
    if (toAddress(mail.to) !== mail.to) throw new Error('This is not an address that mail is sent to');
    if (this.isLocal) return this.keep(mail);
    const sent = this.deliver(mail).finally(() => this.underWay.delete(sent));
    this.underWay.add(sent);
  }

  /**
   * Hands a mail over once and waits until the server has taken it. The caller keeps what came of it, and tries again.
   * @param seconds after which it is given up; the server may have taken it all the same.
   * @throws what the server or the connection said; its words repeat the address and belong in no log.
   */
  async handOver(mail: FullMail, seconds: number): Promise<void> {
    if (toAddress(mail.to) !== mail.to) throw new Error('This is not an address that mail is sent to');
    if (!this.transport) return this.keep(mail);
    const sent = this.transport.sendMail({
      from: { name: mail.fromName, address: this.config.MAIL_FROM },
      to: { name: '', address: mail.to },
      subject: mail.subject,
      text: mail.text,
      html: mail.html,
      messageId: mail.messageId,
      headers: mail.headers,
      disableFileAccess: true,
      disableUrlAccess: true,
    });
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' })), seconds * 1_000);
    });
    try {
      await Promise.race([sent, late]);
    } finally {
      clearTimeout(timer);
      sent.catch(() => undefined);
    }
  }

  /** Waits for the mail that is still under way. */
  async onModuleDestroy(): Promise<void> {
    await Promise.all(this.underWay);
    this.transport?.close();
  }

  private keep(mail: Mail): void {
    this.kept.push(mail);
    if (this.kept.length > KEPT) this.kept.shift();
    if (this.config.NODE_ENV === 'development')
      process.stdout.write(`Mail to ${mail.to} (there is no mail server): ${mail.subject}\n${mail.text}\n`);
  }

  private async deliver(mail: Mail): Promise<void> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      try {
        await this.transport?.sendMail({
          from: { name: 'Anusas', address: this.config.MAIL_FROM },
          to: { name: '', address: mail.to },
          subject: mail.subject,
          text: mail.text,
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return;
      } catch (error) {
        // Without the error's own words: they repeat the address.
        this.log.warn({ attempt, code: (error as { code?: unknown }).code }, 'a mail could not be sent');
        await new Promise((resolve) => setTimeout(resolve, 1_000 * attempt).unref());
      }
    }
  }
}
