import { html } from './html.js';
import type { Html } from './html.js';
import type { Mail } from './mailer.service.js';
import type { Visit } from './visits.service.js';

/** A link to the local mailbox, where there is one. */
const mailboxLink = (visit: Visit, shown: boolean): Html | false =>
  shown && html`<p class="quiet"><a href="/sign-in/mailbox">${visit.say('mailboxTitle')}</a></p>`;

/** What says that a passkey did not work; the script shows it. */
export const passkeyFailed = (visit: Visit): Html =>
  html`<p class="notice" data-passkey-failed role="alert" tabindex="-1" hidden>${visit.say('passkeyFailed')}</p>`;

/** On this machine, reached by its number: a passkey cannot belong to a number. */
function passkeyPart(visit: Visit): Html {
  if (!/^[\d.]+$|^\[/.test(visit.site.name))
    return html`<button type="button" class="main" data-passkey="signIn" hidden>${visit.say('passkeyButton')}</button>
      <p class="quiet">${visit.say('passkeyHint')}</p>
      <noscript><p class="quiet">${visit.say('noScript')}</p></noscript>`;
  const named = `${visit.site.origin.replace(visit.site.name, 'localhost')}/sign-in`;
  return html`<p class="quiet">${visit.say('passkeyNotHere')} <a href="${named}">${named}</a></p>`;
}

export function startPage(visit: Visit, shown: { mail: boolean; mailbox: boolean }): Html {
  const mail = html`<form method="post" action="/sign-in/mail">
    <label for="address">${visit.say('address')}</label>
    <input id="address" name="address" type="email" autocomplete="email" inputmode="email" maxlength="254" required />
    <button class="main">${visit.say('sendMail')}</button>
  </form>`;
  return html`${passkeyFailed(visit)}${passkeyPart(visit)}
    <p class="or">${visit.say('or')}</p>
    ${shown.mail ? mail : html`<p>${visit.say('noMail')}</p>`} ${mailboxLink(visit, shown.mailbox)}`;
}

export function askedPage(visit: Visit, shown: { mailbox: boolean }): Html {
  return html`<p>${visit.say('askedText')}</p>
    <form method="post" action="/sign-in/code">
      <label for="code">${visit.say('code')}</label>
      <input
        class="code"
        id="code"
        name="code"
        inputmode="numeric"
        autocomplete="one-time-code"
        maxlength="12"
        required
        autofocus
      />
      <button class="main">${visit.say('useCode')}</button>
    </form>
    <p class="quiet">${visit.say('askedBrowser')} <a href="/sign-in">${visit.say('askAgain')}</a></p>
    ${mailboxLink(visit, shown.mailbox)}`;
}

export function linkPage(visit: Visit, here: boolean, token: string): Html {
  if (!here)
    return html`<p class="notice">${visit.say('linkElsewhere')}</p>
      <p><a href="/sign-in">${visit.say('askAgain')}</a></p>`;
  return html`<p>${visit.say('linkText')}</p>
    <form method="post" action="/sign-in/link">
      <input type="hidden" name="t" value="${token.slice(0, 100)}" />
      <button class="main">${visit.say('linkButton')}</button>
    </form>`;
}

export function secondPage(visit: Visit): Html {
  return html`<p>${visit.say('secondText')}</p>
    <form method="post" action="/sign-in/second">
      <label for="code">${visit.say('code')}</label>
      <input class="code" id="code" name="code" autocomplete="one-time-code" maxlength="24" required autofocus />
      <button class="main">${visit.say('continue')}</button>
    </form>
    <p class="quiet">${visit.say('secondLost')}</p>`;
}

export function mailboxPage(visit: Visit, mails: readonly Mail[]): Html {
  if (mails.length === 0) return html`<p>${visit.say('mailboxEmpty')}</p>`;
  return html`${mails.map(
    (mail) =>
      html`<h2>${mail.subject} · ${mail.to}</h2>
        ${letter(mail.text)}`,
  )}`;
}

/** A mail's text with its links; only links of ours stand in our own mails. */
function letter(text: string): Html {
  const parts = text.split(/(https?:\/\/\S+)/);
  return html`<pre>
${parts.map((part, index) => (index % 2 ? html`<a href="${part}">${part}</a>` : html`${part}`))}</pre>`;
}
