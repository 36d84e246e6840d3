import { html } from '#sign-in';
import type { Html } from '#sign-in';
import type { Change, Endorsement, Statement } from './endorse.shapes.js';
import { sayValue } from './endorse.texts.js';
import type { Reader } from './words.js';

/** Acts by which an organisation says something about a text, and so has read it. */
const DECIDES = ['ENDORSE', 'CONFIRM', 'RECONFIRM', 'DECLINE', 'ABSTAIN'];

/** The version that the organisation last decided on itself; nothing while it has not. */
export function lastRead(statement: Statement, mine: Endorsement | null): number | undefined {
  const decided = mine?.history.edges.find(({ node }) => DECIDES.includes(node.event))?.node;
  if (!decided) return undefined;
  return statement.versions
    .filter(({ frozenAt }) => frozenAt !== null && frozenAt <= decided.recordedAt)
    .reduce<number | undefined>((newest, { number }) => Math.max(newest ?? 0, number), undefined);
}

/** Everything in which the text that stands now differs from an older version, amendment by amendment; nothing if it does not. */
export function changesPart(
  reader: Reader,
  statement: Statement,
  since: number | undefined,
  open = false,
): Html | false {
  if (since === undefined) return false;
  const later = statement.versions.filter(({ number }) => number > since && number <= statement.versionNumber);
  if (later.length === 0) return false;
  const { say, language } = reader;
  const each = later.map((version) => {
    // Of a text in two languages the page's own is shown, and the other one where only that has changed.
    const all = version.changesFromPrevious ?? [];
    const own = language.toUpperCase();
    const shown = all.filter(
      (change) =>
        change.language === null ||
        change.language === own ||
        !all.some((other) => other.what === change.what && other.itemKey === change.itemKey && other.language === own),
    );
    const kind = version.amendment === null ? null : version.amendment === 'MATERIAL' ? 'material' : 'editorial';
    return html`<h3>${say('versionWord')} ${version.number}${kind && html`: ${say(kind)}`}</h3>
      ${version.reason && html`<p>${say('because')} ${version.reason}</p>`}
      ${shown.length === 0 ? html`<p>${say('nothingChanged')}</p>` : shown.map((change) => oneChange(reader, statement, change))}`;
  });
  return html`<details class="changes" ${open && OPEN}>
    <summary>${say('changedSince')} ${since}</summary>
    ${each}
  </details>`;
}

const OPEN = html`open`;

function oneChange({ say, language }: Reader, statement: Statement, change: Change): Html {
  const place = statement.items.find(({ key }) => key === change.itemKey)?.position;
  const lang =
    change.language?.toLowerCase() ?? (/[\u1780-\u17ff]/.test(change.after ?? change.before ?? '') ? 'km' : 'en');
  const text = (value: string | null) => value ?? say('nothing');
  return html`<div class="change">
    <p>
      <strong>${sayValue(say, 'change', change.what)}${place !== undefined && html` ${place}`}</strong>
      ${change.language !== null && change.language.toLowerCase() !== language && html`<small>(${say('inOther')})</small>`}
    </p>
    <p><small>${say('before')}</small><br /><del class="text" lang="${lang}">${text(change.before)}</del></p>
    <p><small>${say('now')}</small><br /><ins class="text" lang="${lang}">${text(change.after)}</ins></p>
  </div>`;
}
