import { html } from '#sign-in';
import type { Html } from '#sign-in';
import { time, weekday } from './days.js';
import { seatIn } from './endorse.page.js';
import type { Listed, Text } from './endorse.shapes.js';
import { sayValue } from './endorse.texts.js';
import { named, words } from './words.js';
import type { Reader } from './words.js';

/** Decisions that still wait for the organisation itself. */
const WAITS = ['AWAITING_CONFIRMATION', 'TO_RECONFIRM'];

/** Who reads the list, and what stands around it. */
interface Around {
  organisation: Text | undefined;
  decides: boolean;
  older: string | undefined;
  seat: string | undefined;
  now: string;
  /** Where everything else is. */
  landing: string;
}

/** What waits for the organisation, the next to close first; what it has decided, the newest first. */
export function listPage(reader: Reader, all: readonly Listed[], around: Around): Html {
  const { say, language } = reader;
  const { organisation, decides, older, seat, landing } = around;
  const open = ({ status, deadline }: Listed) => status === 'ENDORSING' && deadline !== null && deadline > around.now;
  const waits = (each: Listed) =>
    each.myEndorsement ? WAITS.includes(each.myEndorsement.status) && open(each) : decides && open(each);
  const waiting = all.filter(waits).sort((a, b) => ((a.deadline ?? '') < (b.deadline ?? '') ? -1 : 1));
  const decided = all.filter((each) => each.myEndorsement && !waits(each));
  const rows = (listed: readonly Listed[], empty: 'nothingWaits' | 'nothingDecided', decision: boolean) =>
    listed.length === 0
      ? html`<p>${say(empty)}</p>`
      : html`<ul class="rows">
          ${listed.map((each) => row(reader, each, decision, seat))}
        </ul>`;
  return html`${organisation && html`<p class="quiet">${say('youActFor')} ${named(language, organisation)}</p>`}
    ${!decides && html`<p class="notice">${say('readOnly')}</p>`}
    <h2>${say('waiting')} (${waiting.length})</h2>
    ${rows(waiting, 'nothingWaits', false)}
    <h2>${say('decided')}</h2>
    ${rows(decided, 'nothingDecided', true)} ${older && html`<p><a href="${older}">${say('older')}</a></p>`}
    <p><a href="${landing}">${say(landing === '/' ? 'toWork' : 'account')}</a></p>`;
}

function row(reader: Reader, each: Listed, decision: boolean, seat: string | undefined): Html {
  const { say, language } = reader;
  const to = `/endorse/${each.number}${decision ? '/decision' : ''}${seatIn({ seat })}`;
  return html`<li class="row">
    <a href="${to}">${words(reader, each.title)}</a><br />
    <small
      >${each.number} · ${say('versionWord')}
      ${each.versionNumber}${
        each.deadline &&
        !decision &&
        html` · ${say('closes')} ${weekday(language, each.deadline)}, ${time(language, each.deadline)}`
      }</small
    >${each.myEndorsement && html`<br />${sayValue(say, 'st', each.myEndorsement.status)}`}
  </li>`;
}
