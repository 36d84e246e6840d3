import { html } from '#sign-in';
import type { Html } from '#sign-in';
import { day, moment, time, weekday } from './days.js';
import { addressOf, seatIn } from './endorse.page.js';
import type { Desk } from './endorse.page.js';
import type { Endorsement, Submission } from './endorse.shapes.js';
import { sayValue } from './endorse.texts.js';
import { named, nameIn, words } from './words.js';

/** The place of an entry in the chain of all histories, by which anybody who verifies them finds it. */
export interface Sealed {
  position: string;
  entryHash: string;
  hash: string;
}

/** What was decided, to be kept; what comes next; where the name went; what became of it. */
export function decisionPage(desk: Desk, submissions: readonly Submission[], seal: Sealed | undefined): Html {
  const { say, statement } = desk;
  const mine = statement.myEndorsement as Endorsement;
  return html`<p class="done" role="status"><strong>${sayValue(say, 'st', mine.status)}</strong></p>
    ${receipt(desk, mine, seal)}
    <h2>${say('next')}</h2>
    ${next(desk)}
    <ul class="rows">
      <li class="row"><a href="${addressOf(desk)}#change">${say('change')}</a></li>
      <li class="row"><a href="/endorse${seatIn(desk)}">${say('backToList')}</a></li>
    </ul>
    <h2>${say('sentHeading')}</h2>
    ${sent(desk, mine, submissions)}
    <h2>${say('becameHeading')}</h2>
    ${became(desk, submissions)}`;
}

/** Acts that say what an organisation decides; of the last one the receipt speaks. */
const DECISIONS = ['ENDORSE', 'CONFIRM', 'RECONFIRM', 'DECLINE', 'ABSTAIN', 'WITHDRAW', 'REFUSE_ENTRY', 'COMPLAIN'];

/** The entry of which the receipt speaks: the last decision of the organisation itself, or whatever came last. */
export const decisive = (mine: Endorsement) =>
  (mine.history.edges.find(({ node }) => DECISIONS.includes(node.event)) ?? mine.history.edges[0])?.node;

function receipt(desk: Desk, mine: Endorsement, seal: Sealed | undefined): Html {
  const { say, language, statement, organisation } = desk;
  const entry = decisive(mine);
  const version = statement.versions.find(({ number }) => number === mine.versionNumber);
  const reserved = mine.reservations.map(({ itemKey, text }) => {
    const position = statement.items.find(({ key }) => key === itemKey)?.position;
    return html`<br />${say('item')} ${position}${say('colon')} <span class="text">${text}</span>`;
  });
  const row = (term: string, value: Html | string) =>
    html`<dt>${term}</dt>
      <dd>${value}</dd>`;
  return html`<div class="box">
    <h2>${say('receipt')}</h2>
    <dl class="receipt">
      ${organisation && row(say('rOrganisation'), named(language, organisation.name))}
      ${row(
        say('rStatement'),
        html`${statement.number}, ${say('versionWord')} ${mine.versionNumber}${say('colon')}
        ${words(desk, statement.title)}`,
      )}
      ${row(say('rDecision'), html`${sayValue(say, 'st', mine.status)}${reserved.length > 0 && html` · ${say('rReservations')}:${reserved}`}`)}
      ${SHOWS_NAME.includes(mine.status) && row(say('rAppearance'), say(mine.appearance))}
      ${entry && row(say('rMoment'), html`${moment(language, entry.recordedAt)} <small>(${say('phnomPenh')})</small>`)}
      ${version?.hash && row(say('rTextHash'), html`<code>${version.hash}</code>`)}
      ${entry && row(say('rEntry'), html`<code>${mine.id} · ${entry.version} · ${entry.event}</code>`)}
      ${row(
        say('rSeal'),
        seal
          ? html`${say('rPlace')} ${seal.position}<br />${say('rEntryHash')} <code>${seal.entryHash}</code><br />
              ${say('rChainHash')} <code>${seal.hash}</code>`
          : say('rNotSealed'),
      )}
    </dl>
    <p class="quiet">${say('rVerify')}</p>
  </div>`;
}

const SHOWS_NAME = ['GIVEN', 'TO_RECONFIRM', 'LATE'];

function next({ say, language, statement, open }: Desk): Html {
  if (open && statement.deadline)
    return html`<p>
        ${say('nextOpen')}
        <strong>${weekday(language, statement.deadline)}, ${time(language, statement.deadline)}</strong>${say('stop')}
        ${say('nextOpenChange')}
      </p>
      <p>${say('nextThen')}</p>`;
  return html`<p>${sayValue(say, 'next', statement.status === 'ENDORSING' ? 'Then' : statement.status)}</p>`;
}

/** When the name was released, and the letters that were handed over while it was. */
function sent({ say, language }: Desk, mine: Endorsement, submissions: readonly Submission[]): Html {
  const entries = mine.history.edges.map(({ node }) => node).reverse();
  const spans: { from: string; to: string | null }[] = [];
  for (const { event, recordedAt } of entries) {
    const last = spans.at(-1);
    if (event === 'RELEASE_NAME') spans.push({ from: recordedAt, to: null });
    // Every later act that takes a release back or makes it void ends it; what only changes words does not.
    else if (last && last.to === null && ENDS_NAMING.includes(event)) last.to = recordedAt;
  }
  if (spans.length === 0) return html`<p>${say('sentNowhere')}</p>`;
  const letters = submissions.filter(
    ({ deliveredAt }) =>
      deliveredAt !== null && spans.some(({ from, to }) => deliveredAt >= from && (to === null || deliveredAt <= to)),
  );
  return html`<ul class="rows">
    ${spans.map(
      ({ from, to }) =>
        html`<li class="row">
          ${mine.named ? sayValue(say, 'sent', mine.named) : say('sentADDRESSEE')}${say('colon')} ${day(language, from)}
          ${to && html`<br />${say('sentTakenBack')}${say('colon')} ${day(language, to)}`}
        </li>`,
    )}
    ${letters.map(
      ({ number, deliveredAt, addressee }) =>
        html`<li class="row">
          ${say('sentLetter')}${say('colon')} ${addressee && named(language, addressee.name)}, ${number},
          ${deliveredAt && day(language, deliveredAt)}
        </li>`,
    )}
  </ul>`;
}

const ENDS_NAMING = ['TAKE_BACK_NAME', 'WITHDRAW', 'DECLINE', 'ABSTAIN', 'ENDORSE'];

function became({ say, language }: Desk, submissions: readonly Submission[]): Html {
  if (submissions.length === 0) return html`<p>${say('becameNothing')}</p>`;
  return html`<ul class="rows">
    ${submissions.map((submission) => {
      const readings = submission.items.map(
        ({ order, position }) =>
          html`<li>${say('item')} ${order}${say('colon')} ${sayValue(say, 'rd', position.reading ?? 'NONE')}</li>`,
      );
      const answers = submission.responses.edges
        .map(({ node }) => node)
        .filter(({ counts, annuls }) => counts && !annuls);
      return html`<li class="row">
        <strong>${submission.addressee && named(language, submission.addressee.name)}</strong> · ${submission.number} ·
        ${sayValue(say, 'sb', submission.status)}
        ${submission.deliveredAt && html`<br />${say('handedOver')}${say('colon')} ${day(language, submission.deliveredAt)}`}
        ${submission.silence && html`<br />${say('silenceFound')} ${day(language, submission.silence.at)}`}
        ${
          submission.deliveredAt &&
          html`<ul>
            ${readings}
          </ul>`
        }
        ${answers.map(
          ({ answeredOn, verbatim, language: of }) =>
            html`<p>
              ${say('answeredOn')} ${day(language, `${answeredOn}T05:00:00.000Z`)}${say('colon')}
              ${verbatim ? html`<q class="text" lang="${(of ?? 'KM').toLowerCase()}">${verbatim}</q>` : say('noVerbatim')}
            </p>`,
        )}
      </li>`;
    })}
  </ul>`;
}

/** The heading of a statement's page: who is asked, and what. */
export const headingOf = (desk: Desk): Html =>
  desk.organisation && desk.decides
    ? html`<span class="asked">${nameIn(desk.language, desk.organisation.name)} ${desk.say('isAsked')}</span>
        ${words(desk, desk.statement.title)}`
    : words(desk, desk.statement.title);

/** The heading of what was decided. */
export const decidedHeadingOf = (desk: Desk): Html =>
  html`<span class="asked">${desk.say('decisionHeading')}</span> ${words(desk, desk.statement.title)}`;
