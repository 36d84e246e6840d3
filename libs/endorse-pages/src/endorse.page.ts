import { html } from '#sign-in';
import type { Html } from '#sign-in';
import { changesPart, lastRead } from './changes.part.js';
import { moment, time, weekday } from './days.js';
import { LONGEST_TEXT, freshForm } from './endorse.form.js';
import type { Filled } from './endorse.form.js';
import type { Endorsement, Reason, Statement, Text } from './endorse.shapes.js';
import { sayValue } from './endorse.texts.js';
import type { TextKey } from './endorse.texts.js';
import { appearancePart, itemsPart } from './items.part.js';
import { named, nameIn, otherWords, reasonIn, words } from './words.js';
import type { Reader } from './words.js';

/** Everything that the page of one statement is made of. */
export interface Desk extends Reader {
  statement: Statement;
  /** The organisation for which whoever looks decides; nothing for those who only read. */
  organisation: { id: string; name: Text } | null;
  /** May they decide for it? */
  decides: boolean;
  seat: string | undefined;
  others: { id: string; name: Text }[];
  open: boolean;
  /** Of the sign-on; nothing when it is closed. */
  workingDaysLeft: number | undefined;
}

/** What goes on top of the page after something was sent. */
export interface Said {
  /** What was chosen and typed. */
  filled?: Filled;
  /** Why it was not done. */
  errors?: { text: string; anchor?: string }[];
  notice?: TextKey;
  /** The version of the text that was read when it is no longer the one that stands. */
  readBefore?: number;
}

export const FORM = 'decide';

/** The seat that was chosen, as an address carries it on. */
export const seatIn = ({ seat }: { seat: string | undefined }): string => (seat ? `?seat=${seat}` : '');

/** The address of a statement's page, or of one below it. */
export const addressOf = (desk: Desk, below = ''): string => `/endorse/${desk.statement.number}${below}${seatIn(desk)}`;

export function endorsePage(desk: Desk, said: Said): Html {
  const { statement, say, decides } = desk;
  const mine = statement.myEndorsement;
  const filled = said.filled ?? freshForm(statement, desk.organisation?.id ?? '', desk.seat);
  const since = said.readBefore ?? lastRead(statement, mine);
  return html`${said.notice && html`<p class="done" role="status">${say(said.notice)}</p>`}${errorsPart(desk, said)}
  ${head(desk)}${standing(desk)}${changesPart(desk, statement, since, since !== undefined && standsOpen(mine))}
  ${statement.body.km || statement.body.en ? textPart(desk) : false}
  ${hasForm(desk) ? decisionForm(desk, filled) : itemsSection(desk, filled)}
  ${!decides && html`<p class="notice">${say('readOnly')}</p>`}
  ${decides && mine && changeParts(desk, mine, filled)}${questionsPart(desk)}`;
}

/** The recommendations of a text that was decided on: what is held against them can be changed where it stands. */
function itemsSection(desk: Desk, filled: Filled): Html {
  const { say, statement, decides } = desk;
  const mine = statement.myEndorsement;
  const heading = html`<h2>${say('theItems')}</h2>`;
  if (!decides || !mine || !allowed(mine, 'RESERVE')) return html`${heading}${itemsPart(desk, statement, undefined)}`;
  return html`<form id="${FORM}" method="post" action="/endorse/${statement.number}">
    ${hidden(filled)}${heading}${itemsPart(desk, statement, filled)}
    <div class="acts">${button(desk, mine, 'RESERVE', 'reserve', say('saveReservations'))}</div>
  </form>`;
}

const hasForm = (desk: Desk): boolean => desk.decides && mayDecide(desk);

/** Has the page a form with what is said to each recommendation? Then changing the language takes it along. */
export const keepsForm = (desk: Desk): boolean =>
  hasForm(desk) || (desk.decides && allowed(desk.statement.myEndorsement, 'RESERVE'));

const standsOpen = (mine: Endorsement | null): boolean => mine?.status === 'TO_RECONFIRM';

/** What stands in the way, first of all and all of it, with a way to each field. */
function errorsPart({ say }: Desk, { errors }: Said): Html | false {
  if (!errors || errors.length === 0) return false;
  const one = ({ text, anchor }: { text: string; anchor?: string }) =>
    html`<li>${anchor ? html`<a href="#${anchor}">${text}</a>` : html`${text}`}</li>`;
  return html`<div class="notice" role="alert" tabindex="-1" id="refused">
    <h2>${say('refusedHeading')}</h2>
    <ul>
      ${errors.map(one)}
    </ul>
  </div>`;
}

function head(desk: Desk): Html {
  const { statement, say, language, decides, open, workingDaysLeft: left } = desk;
  const initiator = statement.initiator?.name;
  const { quorum, deadline } = statement;
  const days = left === 0 ? say('lastDay') : `${left} ${say(left === 1 ? 'workingDay' : 'workingDays')}`;
  const when =
    deadline &&
    html`<li class="${open ? 'time' : ''}">
      ${say(open ? 'closes' : 'closed')} ${weekday(language, deadline)}, ${time(language, deadline)}
      <small>(${say('phnomPenh')})</small>${open && left !== undefined && html` · ${days}`}
    </li>`;
  const so = quorum.met === null ? false : html` ${say(quorum.met ? 'quorumMet' : 'quorumNotMet')}`;
  return html`<ul class="facts">
      <li>${statement.number} · ${say('versionWord')} ${statement.versionNumber}</li>
      ${when}${initiator && html`<li>${say('startedBy')} ${named(language, initiator)}</li>`}
      ${
        quorum.rule &&
        html`<li>
          ${say('quorum')}${say('colon')} <span lang="${language}">${nameIn(language, quorum.rule.sentence)}</span>${so}
          ${quorum.count !== null && html`${say('soFar')} ${quorum.count}`}
        </li>`
      }
    </ul>
    ${decides && html`<p class="eye">${EYE}<span>${say('whoSees')}</span></p>`}${otherSeats(desk)}`;
}

const EYE = html`<svg width="20" height="20" viewBox="0 0 20 20" fill="none" stroke="currentColor" aria-hidden="true">
  <path d="M2 10c3-5 13-5 16 0-3 5-13 5-16 0z" />
  <circle cx="10" cy="10" r="2.5" />
</svg>`;

function otherSeats({ say, language, others, organisation }: Desk): Html | false {
  if (others.length === 0) return false;
  return html`<p class="quiet">
    ${organisation && html`${say('youActFor')} ${named(language, organisation.name)}${say('stop')}`}
    ${say('actForInstead')} ${others.map(({ id, name }) => html`<a href="?seat=${id}">${named(language, name)}</a> `)}
  </p>`;
}

/** What the organisation has said so far. */
function standing(desk: Desk): Html | false {
  const { say, language, statement, decides } = desk;
  const mine = statement.myEndorsement;
  if (!mine) return false;
  const status = html`<p class="done">
    ${say('decisionHeading')}${say('colon')} <strong>${sayValue(say, 'st', mine.status)}</strong>${say('stop')}
    <a href="${addressOf(desk, '/decision')}">${say('toDecision')}</a>
  </p>`;
  if (mine.status === 'AWAITING_CONFIRMATION')
    return html`<div class="notice">
      <h2>${say('onBehalfHeading')}</h2>
      <p>
        ${say('onBehalfText')}
        ${mine.confirmBy && html`${say('confirmUntil')} ${moment(language, mine.confirmBy)}${say('stop')}`}
      </p>
      ${decides && onBehalfForm(desk, mine)}
    </div>`;
  if (mine.status === 'TO_RECONFIRM')
    return html`<div class="notice">
      <p>${say('toReconfirmText')}</p>
      ${
        decides &&
        html`<form method="post" action="/endorse/${statement.number}">
          ${hidden(freshForm(statement, desk.organisation?.id ?? '', desk.seat))}
          <div class="acts">
            ${button(desk, mine, 'RECONFIRM', 'reconfirm', `${say('reconfirm')} ${own(desk)}`, true)}
          </div>
        </form>`
      }
    </div>`;
  return html`${status}${['UNCONFIRMED', 'REFUSED'].includes(mine.status) && decides && allowed(mine, 'COMPLAIN') && complainForm(desk)}`;
}

function onBehalfForm(desk: Desk, mine: Endorsement): Html {
  const { say, statement, organisation, seat } = desk;
  return html`<form method="post" action="/endorse/${statement.number}">
      ${hidden(freshForm(statement, organisation?.id ?? '', seat))}
      <div class="acts">
        ${button(desk, mine, 'CONFIRM', 'confirm', `${say('confirm')} ${own(desk)}`, true)}
        ${button(desk, mine, 'REFUSE_ENTRY', 'refuse', say('refuse'))}
      </div>
    </form>
    ${complainForm(desk)}`;
}

function complainForm(desk: Desk): Html {
  const { say, statement, organisation, seat } = desk;
  return html`<details>
    <summary>${say('complain')}</summary>
    <form method="post" action="/endorse/${statement.number}">
      ${hidden(freshForm(statement, organisation?.id ?? '', seat))}
      <label for="reason">${say('complainHint')}</label>
      <textarea id="reason" name="reason" maxlength="2000"></textarea>
      <div class="acts"><button name="act" value="complain">${say('complain')}</button></div>
    </form>
  </details>`;
}

const allowed = (mine: Endorsement | null, event: string): boolean =>
  mine?.availableEvents.some((each) => each.event === event && each.allowed) ?? false;

/** May the organisation decide here at all? What has left after a delivery cannot; what stands is changed below. */
function mayDecide({ statement, open }: Desk): boolean {
  const mine = statement.myEndorsement;
  if (!mine) return open || LATE_STATES.includes(statement.status);
  if (mine.status === 'GIVEN') return false;
  return ['ENDORSE', 'DECLINE', 'ABSTAIN'].some((event) => allowed(mine, event));
}

const LATE_STATES = ['ENDORSING', 'LAPSED', 'ENDORSED', 'SUBMITTED', 'CONCLUDED'];

/** What every form of the page brings along. */
export function hidden(filled: Filled): Html {
  const fields = {
    key: filled.key,
    organisation: filled.organisation,
    seat: filled.seat ?? '',
    version: String(filled.version),
    endorsement: filled.endorsement,
    expected: String(filled.expected),
  };
  return html`${Object.entries(fields).map(
    ([name, value]) => html`<input type="hidden" name="${name}" value="${value}" />`,
  )}`;
}

/** A button for what may be done now; what may not be stays visible, with its reasons. */
function button(
  { language, say }: Reader,
  mine: Endorsement | null,
  event: string,
  act: string,
  label: string,
  main = false,
): Html {
  const found = mine?.availableEvents.find((each) => each.event === event);
  if (!mine || found?.allowed) return html`<button ${main && MAIN} name="act" value="${act}">${label}</button>`;
  if (!found) return html``;
  return html`<p class="quiet">
    ${label}${say('colon')} ${found.reasons.map((reason) => html`${reasonIn(language, reason)} `)}
  </p>`;
}

const MAIN = html`class="main"`;
const own = ({ organisation, language }: Desk): string => (organisation ? nameIn(language, organisation.name) : '');

/** A recommendation that is gone from the text keeps what was typed about it in sight. */
function goneItems({ say, statement }: Desk, { items }: Filled): Html | false {
  const gone = [...items].filter(([key, { text }]) => text && !statement.items.some((item) => item.key === key));
  if (gone.length === 0) return false;
  return html`<div class="notice">
    ${gone.map(
      ([, { text }]) =>
        html`<p>${say('itemGone')}</p>
          <p class="text">${text}</p>`,
    )}
  </div>`;
}

function decisionForm(desk: Desk, filled: Filled): Html {
  const { say, statement, open } = desk;
  const mine = statement.myEndorsement;
  return html`<form id="${FORM}" method="post" action="/endorse/${statement.number}">
    ${hidden(filled)} ${mine?.status === 'TO_RECONFIRM' && html`<h2>${say('orDecideAnew')}</h2>`}
    <h2>${say('theItems')}</h2>
    ${itemsPart(desk, statement, filled)}${goneItems(desk, filled)} ${appearancePart(desk, filled.appearance, true)}
    ${!open && html`<p class="notice">${say('lateNote')}</p>`}
    <div class="acts">
      ${button(desk, mine, 'ENDORSE', 'endorse', `${say('endorseAs')} ${own(desk)}`, true)}
      ${(open || mine) && button(desk, mine, 'DECLINE', 'decline', say('decline'))}
      ${(open || mine) && button(desk, mine, 'ABSTAIN', 'abstain', say('abstain'))}
    </div>
    <details ${filled.question && OPEN}>
      <summary>${say('askFirst')}</summary>
      <label for="question">${say('question')}</label>
      <p class="quiet">${say('questionRead')}</p>
      <textarea id="question" name="question" maxlength="${LONGEST_TEXT}">${filled.question}</textarea>
      <div class="acts"><button name="act" value="ask">${say('sendQuestion')}</button></div>
    </details>
  </form>`;
}

const OPEN = html`open`;

/** What an organisation that has decided can do about it, each in one step. */
function changeParts(desk: Desk, mine: Endorsement, filled: Filled): Html | false {
  const { say, statement } = desk;
  const handed = ['SUBMITTED', 'CONCLUDED'].includes(statement.status);
  const part = (act: string, event: string, summary: string, inside: Html, save: string) =>
    offered(mine, event) &&
    html`<details class="act" ${filled.act === act && OPEN}>
      <summary>${summary}</summary>
      <form method="post" action="/endorse/${statement.number}">
        ${hidden(filled)}${inside}
        <div class="acts">${button(desk, mine, event, act, save)}</div>
      </form>
    </details>`;
  const tell = html`<p>${say('withdrawText')} ${handed && say('withdrawHanded')}</p>
    ${
      handed &&
      html`<label class="choice"
        ><input type="checkbox" name="tell" value="yes" /><span>${say('tellAddressees')}</span></label
      >`
    }`;
  const otherwise =
    mine.status === 'GIVEN' &&
    (allowed(mine, 'DECLINE') || allowed(mine, 'ABSTAIN')) &&
    html`<details>
      <summary>${say('otherDecision')}</summary>
      <form method="post" action="/endorse/${statement.number}">
        ${hidden(filled)}
        <div class="acts">
          ${button(desk, mine, 'DECLINE', 'decline', say('decline'))}
          ${button(desk, mine, 'ABSTAIN', 'abstain', say('abstain'))}
        </div>
      </form>
    </details>`;
  const parts = [
    part(
      'appear',
      'CHANGE_APPEARANCE',
      say('changeAppearance'),
      appearancePart(desk, filled.appearance),
      say('saveAppearance'),
    ),
    otherwise,
    part('withdraw', 'WITHDRAW', say('withdraw'), tell, `${say('withdraw')}${say('colon')} ${own(desk)}`),
  ].filter((each): each is Html => each !== false);
  if (parts.length === 0) return false;
  return html`<h2 id="change">${say('change')}</h2>
    ${parts}`;
}

/** Is this something that can be thought of where the decision stands, though it may be refused? */
const offered = (mine: Endorsement, event: string): boolean => {
  const states: Record<string, string[]> = {
    CHANGE_APPEARANCE: ['GIVEN', 'TO_RECONFIRM', 'LATE'],
    WITHDRAW: ['GIVEN', 'TO_RECONFIRM', 'LATE', 'AWAITING_CONFIRMATION'],
  };
  return states[event]?.includes(mine.status) ?? false;
};

function textPart(desk: Desk): Html {
  const { say, statement, language } = desk;
  const behind = (language === 'km' ? statement.khmerText : statement.englishText) === 'BEHIND';
  return html`<h2>${say('theText')}</h2>
    ${behind && html`<p class="notice">${say('behind')}</p>`}
    <p class="text">${words(desk, statement.body)}</p>
    ${otherWords(desk, statement.body)}`;
}

/** What the organisation asked, with the answers. */
function questionsPart({ say, statement, organisation }: Desk): Html | false {
  const asked = statement.remarks.edges
    .map(({ node }) => node)
    .filter(
      (remark) =>
        remark.kind === 'QUESTION' && remark.withdrawnAt === null && remark.organisation?.id === organisation?.id,
    );
  if (!organisation || asked.length === 0) return false;
  return html`<h2 id="questions">${say('ourQuestions')}</h2>
    <ul class="rows">
      ${asked.map(
        ({ text, language, answer }) =>
          html`<li class="row">
            <p class="text" lang="${language.toLowerCase()}">${text}</p>
            ${
              answer
                ? html`<p class="text">
                    ${say('answer')}${say('colon')} <span lang="${answer.language.toLowerCase()}">${answer.text}</span>
                  </p>`
                : html`<p class="quiet">${say('noAnswerYet')}</p>`
            }
          </li>`,
      )}
    </ul>`;
}

/** Reasons of the API as the page shows them. */
export const toErrors = ({ language }: Reader, reasons: readonly Reason[]): { text: string; anchor?: string }[] =>
  reasons.map((reason) => ({ text: reasonIn(language, reason) }));
