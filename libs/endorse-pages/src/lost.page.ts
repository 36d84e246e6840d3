import { html } from '#sign-in';
import type { Html } from '#sign-in';
import { FORM, hidden } from './endorse.page.js';
import { LONGEST_TEXT } from './endorse.form.js';
import type { Filled } from './endorse.form.js';
import type { Say, TextKey } from './endorse.texts.js';

/** The words of the button that somebody had pressed, so that it can be pressed again. */
const PRESSED: Record<string, TextKey> = {
  endorse: 'endorse',
  decline: 'decline',
  abstain: 'abstain',
  ask: 'sendQuestion',
  confirm: 'confirmPlain',
  refuse: 'refuse',
  complain: 'complain',
  reconfirm: 'confirmPlain',
  reserve: 'saveReservations',
  appear: 'saveAppearance',
  withdraw: 'withdraw',
};

/**
 * The session ended while somebody typed. Nobody is known any more, so nothing of ours is shown; what they typed stays in
 * the page that answers, and nowhere else, until it is sent again after signing in.
 */
export function lostPage(say: Say, path: string, filled: Filled): Html {
  return html`<p class="notice" role="alert">${say('lostText')}</p>
    <p>
      <a class="main" href="/sign-in?to=${encodeURIComponent('/endorse/signed-in')}" target="_blank" rel="noopener"
        >${say('lostSignIn')}</a
      >
    </p>
    ${keptPage(say, path, filled)}`;
}

/** Everything that was typed, in a form that sends it again as the same attempt. */
export function keptPage(say: Say, path: string, filled: Filled): Html {
  const act = filled.act === 'language' ? filled.pressed : filled.act;
  const pressed = PRESSED[act];
  return html`<form id="${FORM}" method="post" action="${path}">
    ${hidden(filled)}${typed(say, filled)}
    <input type="hidden" name="pressed" value="${act}" />
    ${pressed && html`<p>${say('youHadPressed')} <strong>${say(pressed)}</strong></p>`}
    <div class="acts one">
      ${pressed && html`<button name="act" value="${act}">${say('lostSend')}</button>`}
      <button name="act" value="language">${say('lostShow')}</button>
    </div>
  </form>`;
}

/** Somebody else is signed in by now: nothing is sent in another name, and what was typed can be taken along. */
export function otherPage(say: Say, path: string, filled: Filled): Html {
  return html`<p class="notice" role="alert">${say('otherText')}</p>
    ${typed(say, filled)}
    <p><a href="${path}">${say('openAnew')}</a></p>`;
}

function typed(say: Say, filled: Filled): Html {
  let count = 0;
  const items = [...filled.items].map(([key, { reserved, text }]) => {
    const choice = html`<input type="hidden" name="item-${key}" value="${reserved ? 'reserved' : 'with'}" />`;
    if (!text) return choice;
    count += 1;
    return html`${choice}<label for="reservation-${key}">${say('reservation')} (${count})</label>
      <textarea id="reservation-${key}" name="reservation-${key}" maxlength="${LONGEST_TEXT}">${text}</textarea>`;
  });
  const area = (name: 'question' | 'reason', label: TextKey) =>
    filled[name] &&
    html`<label for="${name}">${say(label)}</label>
      <textarea id="${name}" name="${name}" maxlength="${LONGEST_TEXT}">${filled[name]}</textarea>`;
  return html`<h2>${say('lostTyped')}</h2>
    <input type="hidden" name="appearance" value="${filled.appearance}" />
    ${filled.tellAddressees && html`<input type="hidden" name="tell" value="yes" />`}
    ${items}${area('question', 'question')}${area('reason', 'complainHint')}`;
}
