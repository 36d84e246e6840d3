import { saysItems } from './acts.service.js';
import type { Filled } from './endorse.form.js';
import type { Statement } from './endorse.shapes.js';
import type { Say, TextKey } from './endorse.texts.js';

/** Something in the form that cannot be meant: it is said before anything is sent, with a way to the field. */
export interface Slip {
  key: TextKey;
  itemKey?: string;
  anchor: string;
}

/** A reservation without words, words without a reservation, a question or complaint without words. */
export function slipsIn(filled: Filled): Slip[] {
  const { act, items } = filled;
  if (act === 'ask' && !filled.question) return [{ key: 'questionEmpty', anchor: 'question' }];
  if (act === 'complain' && !filled.reason) return [{ key: 'reasonEmpty', anchor: 'reason' }];
  if (!saysItems(act)) return [];
  return [...items].flatMap(([itemKey, { reserved, text }]): Slip[] => {
    if (reserved === (text !== '')) return [];
    return [{ key: reserved ? 'reservationEmpty' : 'reservationUnclear', itemKey, anchor: `item-${itemKey}` }];
  });
}

/** The same as sentences, with the places that the items have in the text. */
export const slipErrors = (
  say: Say,
  slips: readonly Slip[],
  { items }: Statement,
): { text: string; anchor: string }[] =>
  slips.map(({ key, itemKey, anchor }) => {
    const place = items.find((item) => item.key === itemKey)?.position;
    return { text: `${say(key)}${place === undefined ? '' : ` ${place}`}`, anchor };
  });
