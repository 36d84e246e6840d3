import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';

/** The quick exit does not wait, and the way back does not lead here again. */
export const LEAVE_SCRIPT = `
for (const form of document.querySelectorAll('form[data-leave]')) {
  form.addEventListener('submit', (event) => {
    event.preventDefault();
    fetch(form.action, { method: 'POST', redirect: 'manual', keepalive: true }).catch(() => {});
    location.replace(form.dataset.leave);
  });
}
`;

/** Buttons of passkeys appear where the browser knows them, and lead where the server says. */
const OURS = `
(() => {
  const { browserSupportsWebAuthn, startAuthentication, startRegistration } = SimpleWebAuthnBrowser;
  if (!browserSupportsWebAuthn() || !window.isSecureContext) return;
  const post = async (path, body) => {
    const answer = await fetch(path, { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) });
    const json = await answer.json();
    if (json.to) location.assign(json.to);
    if (!answer.ok) throw new Error(String(answer.status));
    return json;
  };
  for (const button of document.querySelectorAll('button[data-passkey]')) {
    button.hidden = false;
    button.addEventListener('click', async () => {
      const failed = document.querySelector('[data-passkey-failed]');
      const purpose = button.dataset.passkey;
      button.disabled = true;
      failed.hidden = true;
      try {
        const optionsJSON = await post('/sign-in/passkeys/options', { purpose });
        if (optionsJSON.to) return;
        const answer = purpose === 'add' ? await startRegistration({ optionsJSON }) : await startAuthentication({ optionsJSON });
        await post('/sign-in/passkeys/answer', { purpose, answer, name: document.querySelector('#passkey-name')?.value });
      } catch {
        failed.hidden = false;
        failed.focus();
      } finally {
        button.disabled = false;
      }
    });
  }
})();
`;

let script: string | undefined;

/** The script of the pages of sign-in: the library that speaks to the browser, and ours. */
export function passkeyScript(): string {
  if (script === undefined) {
    const main = createRequire(import.meta.url).resolve('@simplewebauthn/browser');
    const root = main.slice(0, main.lastIndexOf(join('@simplewebauthn', 'browser')));
    const bundle = join(root, '@simplewebauthn', 'browser', 'dist', 'bundle', 'index.umd.min.js');
    script = `${readFileSync(bundle, 'utf8')}\n${LEAVE_SCRIPT}${OURS}`;
  }
  return script;
}
