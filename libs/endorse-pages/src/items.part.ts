import { html } from '#sign-in';
import type { Html } from '#sign-in';
import { LONGEST_TEXT } from './endorse.form.js';
import type { Chosen, Filled } from './endorse.form.js';
import { APPEARANCES } from './endorse.shapes.js';
import type { Appearance, Item, Statement } from './endorse.shapes.js';
import { otherWords, words } from './words.js';
import type { Reader } from './words.js';

const CHECKED = html`checked`;

/** Each recommendation in the page's language, with what the organisation says to it: to choose, or as it was said. */
export function itemsPart(reader: Reader, statement: Statement, filled: Filled | undefined): Html {
  const said = new Map(statement.myEndorsement?.reservations.map(({ itemKey, text }) => [itemKey, text]));
  const one = (item: Item) =>
    filled ? choice(reader, item, filled) : html`${wording(reader, item)}${reservation(reader, said.get(item.key))}`;
  return html`<ol class="items">
    ${statement.items.map((item) => html`<li>${one(item)}</li>`)}
  </ol>`;
}

const reservation = ({ say }: Reader, text: string | undefined): Html | false =>
  text !== undefined &&
  html`<p class="text"><span class="sign half"></span>${say('withReservation')}${say('colon')} ${text}</p>`;

function wording(reader: Reader, item: Item): Html {
  return html`<p class="words text"><span class="number">${item.position}.</span> ${words(reader, item.wording)}</p>
    ${otherWords(reader, item.wording)}`;
}

function choice(reader: Reader, item: Item, filled: Filled): Html {
  const { say } = reader;
  const { reserved, text } = filled.items.get(item.key) ?? NOTHING;
  const name = `item-${item.key}`;
  const id = `reservation-${item.key}`;
  return html`${wording(reader, item)}
    <fieldset id="${name}">
      <legend class="unseen">${say('item')} ${item.position}</legend>
      <label class="choice"
        ><input type="radio" name="${name}" value="with" ${!reserved && CHECKED} /><span
          ><span class="sign full"></span>${say('withUs')}</span
        ></label
      >
      <label class="choice"
        ><input type="radio" class="reserved" name="${name}" value="reserved" ${reserved && CHECKED} /><span
          ><span class="sign half"></span>${say('withReservation')}</span
        ></label
      >
      <div class="${!reserved && text ? 'reservation kept' : 'reservation'}">
        <label for="${id}">${say('reservation')}</label>
        <textarea id="${id}" name="${id}" maxlength="${LONGEST_TEXT}">${text}</textarea>
      </div>
    </fieldset>`;
}

const NOTHING: Chosen = { reserved: false, text: '' };

/** How the organisation's name appears: four choices, each with what it means. */
export function appearancePart({ say }: Reader, chosen: Appearance, part = false): Html {
  const one = (appearance: Appearance) =>
    html`<label class="choice"
      ><input type="radio" name="appearance" value="${appearance}" ${appearance === chosen && CHECKED} /><span
        >${say(appearance)}<small>${say(`${appearance}means`)}</small></span
      ></label
    >`;
  return html`<fieldset>
    <legend class="${part ? 'part' : ''}">${say('appearance')}</legend>
    ${APPEARANCES.map(one)}
  </fieldset>`;
}
