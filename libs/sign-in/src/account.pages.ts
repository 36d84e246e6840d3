import type { Name } from '#organisations';
import type { Setup } from './authenticators.service.js';
import { html } from './html.js';
import type { Html } from './html.js';
import type { PageLanguage } from './page-texts.js';
import type { PasskeyRow } from './passkeys.service.js';
import type { RecoveryRow } from './recoveries.service.js';
import type { DeviceRow, LiveSession } from './sessions.service.js';
import { passkeyFailed } from './sign-in.pages.js';
import type { Visit } from './visits.service.js';

const IN_PHNOM_PENH = {
  timeZone: 'Asia/Phnom_Penh',
  day: 'numeric',
  month: 'long',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
} as const;
const MOMENTS: Record<PageLanguage, Intl.DateTimeFormat> = {
  km: new Intl.DateTimeFormat('km-KH', IN_PHNOM_PENH),
  en: new Intl.DateTimeFormat('en-GB', IN_PHNOM_PENH),
};
const moment = (visit: Visit, iso: string): string => MOMENTS[visit.language].format(new Date(iso));

/** Everything on a person's own page. */
interface Account {
  session: LiveSession;
  office: Name | null;
  /** Is there a seat that is valid now? */
  seated: boolean;
  devices: readonly DeviceRow[];
  passkeys: readonly PasskeyRow[];
  app: { app: boolean; recoveryCodesLeft: number };
  recovery: RecoveryRow | undefined;
  lacksSecondFactor: boolean;
}

export function accountPage(visit: Visit, account: Account): Html {
  const { office, recovery, seated } = account;
  const name = office && (visit.language === 'km' ? (office.km ?? office.en) : office.en);
  return html`${recovery && recoveryPart(visit, recovery)}${passkeyFailed(visit)}
    ${account.lacksSecondFactor && html`<p class="notice">${visit.say('secondFactorNeeded')}</p>`}
    ${name && html`<p>${visit.say('signedInAs')} <strong>${name}</strong></p>`}
    ${seated && !account.lacksSecondFactor && html`<p><a href="/">${visit.say('toWork')}</a></p>`}
    ${!seated && html`<p class="notice">${visit.say('noSeat')}</p>`}
    <form method="post" action="/sign-in/out"><button>${visit.say('signOut')}</button></form>
    ${devicesPart(visit, account)}${passkeysPart(visit, account.passkeys)}${appPart(visit, account.app)}`;
}

function recoveryPart(visit: Visit, recovery: RecoveryRow): Html {
  return html`<div class="notice">
    <p>
      ${visit.say('recovery')} ${recovery.dueAt && html`${visit.say('recoveryDue')} ${moment(visit, recovery.dueAt)}`}
    </p>
    <form method="post" action="/sign-in/recovery/stop"><button>${visit.say('stopRecovery')}</button></form>
  </div>`;
}

function devicesPart(visit: Visit, { devices, session }: Account): Html {
  const rows = devices.map((device) => {
    const here = device.id === session.id;
    const end = html`<form method="post" action="/sign-in/devices/end">
      <input type="hidden" name="id" value="${device.id}" /> <button class="small">${visit.say('end')}</button>
    </form>`;
    return html`<li>
      <span
        >${device.device} ${here && html`<strong>(${visit.say('thisDevice')})</strong>`}<br />
        <small
          >${visit.say('since')} ${moment(visit, device.signedInAt)}, ${visit.say('lastUsed')}
          ${moment(visit, device.usedAt)}</small
        ></span
      >
      ${!here && end}
    </li>`;
  });
  const others = html`<form method="post" action="/sign-in/devices/end-others">
    <p><button>${visit.say('endOthers')}</button></p>
  </form>`;
  return html`<h2>${visit.say('devices')}</h2>
    <ul class="list">
      ${rows}
    </ul>
    ${devices.length > 1 && others}`;
}

function passkeysPart(visit: Visit, passkeys: readonly PasskeyRow[]): Html {
  const rows = passkeys.map(
    (key) =>
      html`<li>
        <span>${key.name}<br /><small>${visit.say('since')} ${moment(visit, key.createdAt)}</small></span>
        <form method="post" action="/sign-in/passkeys/rename">
          <input type="hidden" name="id" value="${key.id}" />
          <input name="name" value="${key.name}" maxlength="60" aria-label="${visit.say('passkeyName')}" /><button
            class="small"
          >
            ${visit.say('rename')}
          </button>
        </form>
        <form method="post" action="/sign-in/passkeys/remove">
          <input type="hidden" name="id" value="${key.id}" /> <button class="small">${visit.say('remove')}</button>
        </form>
      </li>`,
  );
  return html`<h2>${visit.say('passkeys')}</h2>
    ${
      passkeys.length === 0
        ? html`<p>${visit.say('noPasskeys')}</p>`
        : html`<ul class="list">
            ${rows}
          </ul>`
    }
    <label for="passkey-name">${visit.say('passkeyName')}</label><input id="passkey-name" maxlength="60" />
    <p><button type="button" data-passkey="add" hidden>${visit.say('addPasskey')}</button></p>
    <noscript><p class="quiet">${visit.say('noScript')}</p></noscript>`;
}

function appPart(visit: Visit, { app, recoveryCodesLeft }: Account['app']): Html {
  const on = html`<p>${visit.say('appOn')} ${recoveryCodesLeft}</p>
    <form method="post" action="/sign-in/codes">
      <p><button>${visit.say('newCodes')}</button></p>
    </form>
    <form method="post" action="/sign-in/app/remove">
      <p><button>${visit.say('remove')}</button></p>
    </form>`;
  const off = html`<p>${visit.say('appOff')}</p>
    <form method="post" action="/sign-in/app/begin"><button>${visit.say('appBegin')}</button></form>`;
  return html`<h2>${visit.say('app')}</h2>
    ${app ? on : off}`;
}

export function setupPage(visit: Visit, setup: Setup): Html {
  return html`<p>${visit.say('appSetup')}</p>
    <p><code>${(setup.secret.match(/.{1,4}/g) ?? []).join(' ')}</code></p>
    <p><a href="${setup.uri}">${visit.say('appOpen')}</a></p>
    <form method="post" action="/sign-in/app/confirm">
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
      <button class="main">${visit.say('appConfirm')}</button>
    </form>`;
}

export function codesPage(visit: Visit, codes: readonly string[]): Html {
  return html`<p>${visit.say('codesText')}</p>
    <ol class="codes">
      ${codes.map((code) => html`<li>${code}</li>`)}
    </ol>
    <p><a href="/sign-in/account">${visit.say('codesDone')}</a></p>`;
}

export function provePage(visit: Visit, has: { passkey: boolean; app: boolean }): Html {
  if (!has.passkey && !has.app)
    return html`<p>${visit.say('proveNothing')}</p>
      <form method="post" action="/sign-in/out"><button>${visit.say('signOut')}</button></form>`;
  const passkey = html`<button type="button" class="main" data-passkey="prove" hidden>
      ${visit.say('provePasskey')}
    </button>
    <noscript><p class="quiet">${visit.say('noScript')}</p></noscript>`;
  const app = html`<form method="post" action="/sign-in/prove">
    <label for="code">${visit.say('secondText')}</label>
    <input class="code" id="code" name="code" autocomplete="one-time-code" maxlength="24" required />
    <button class="main">${visit.say('continue')}</button>
  </form>`;
  return html`${passkeyFailed(visit)}
    <p>${visit.say('proveText')}</p>
    ${has.passkey && passkey}${has.app && app}`;
}
