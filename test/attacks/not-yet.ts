import type { Threat } from './field.js';

/** Lines of the table about parts that are not there: each is printed with the reason, and leaves this list with its part. */
export const notYet: Threat[] = [
  {
    threat: 'Something confidential stays in the browser of a lost device (storage, offline copies)',
    control: 'nothing is kept; Clear-Site-Data',
    notYet: 'there is no web application yet; the pages of sign-in keep a language and cookies only',
  },
  {
    threat: 'An export in GraphQL or PDF leaves without a fresh proof, a watermark, a second pair of eyes',
    control: 'step-up, viewer and time in the file, quota',
    notYet: 'exports are made at the command line only, by who has the machine; there is no PDF',
  },
  {
    threat: 'A digest, a chat message or a link preview tells a title or lets somebody in',
    control: 'neutral words in discreet mode; no sign-in link in a digest',
    notYet: 'there are no notifications yet, by mail, Telegram or otherwise',
  },
  {
    threat: 'A link in a mail that does one thing is used by somebody else, or twice',
    control: 'one act, one record, one person, an end',
    notYet: 'no mail has such a link yet; the link that signs in is attacked above',
  },
  {
    threat: 'The address of a calendar feed gets about',
    control: 'random, can be revoked, says nothing confidential',
    notYet: 'there are no feeds yet',
  },
  {
    threat: 'A text becomes a command of a template (DOCX, Typst)',
    control: 'data only',
    notYet: 'no letters or reports are made from templates yet',
  },
  {
    threat: 'An identity provider of an organisation lets somebody in who is not theirs',
    control: 'PKCE, nonce, issuer and subject',
    notYet: 'sign-in through another provider (OIDC) is not built',
  },
  {
    threat: 'A backup is found',
    control: 'encrypted; restoring is tried',
    notYet: 'the product makes no backups of its own yet',
  },
];
