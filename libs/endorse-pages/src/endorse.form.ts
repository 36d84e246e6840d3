import { createHash, randomUUID } from 'node:crypto';
import type { Visit } from '#sign-in';
import { APPEARANCES } from './endorse.shapes.js';
import type { Appearance, Endorsement, Statement } from './endorse.shapes.js';

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
/** Of one reservation or question; what the API takes at most. */
export const LONGEST_TEXT = 4_000;
const LONGEST_REASON = 2_000;

/** What stands on one item. */
export interface Chosen {
  reserved: boolean;
  text: string;
}

/** Everything that a person has chosen and typed into the page. It is nowhere but in the page itself. */
export interface Filled {
  /** Of the attempt: sent again after a lost connection, it happens once. */
  key: string;
  act: string;
  /** What had been pressed before the language was changed, where nobody is signed in any more. */
  pressed: string;
  /** For which organisation it was filled in, and through which seat. */
  organisation: string;
  seat: string | undefined;
  /** The version that was read. */
  version: number;
  /** The endorsement and its version, where there was one. */
  endorsement: string;
  expected: number;
  appearance: Appearance;
  items: Map<string, Chosen>;
  question: string;
  reason: string;
  tellAddressees: boolean;
}

/** What a page sent. */
export function readForm(visit: Visit): Filled {
  const key = visit.field('key');
  const appearance = visit.field('appearance') as Appearance;
  const text = (name: string, longest: number) => visit.field(name, longest).replaceAll('\r\n', '\n').trim();
  const keys = visit
    .fieldNames()
    .flatMap((name) => (name.startsWith('item-') && UUID.test(name.slice(5)) ? [name.slice(5)] : []));
  return {
    key: UUID.test(key) ? key : randomUUID(),
    act: visit.field('act'),
    pressed: visit.field('pressed'),
    organisation: visit.field('organisation'),
    seat: visit.field('seat') || undefined,
    version: Number.parseInt(visit.field('version'), 10) || 0,
    endorsement: visit.field('endorsement'),
    expected: Number.parseInt(visit.field('expected'), 10) || 0,
    appearance: APPEARANCES.includes(appearance) ? appearance : 'HIDDEN',
    items: new Map(
      keys.map((each) => [
        each,
        {
          reserved: visit.field(`item-${each}`) === 'reserved',
          text: text(`reservation-${each}`, LONGEST_TEXT),
        },
      ]),
    ),
    question: text('question', LONGEST_TEXT),
    reason: text('reason', LONGEST_REASON),
    tellAddressees: visit.field('tell') === 'yes',
  };
}

/** The form as a page shows it first: what the organisation has said so far, and nothing said for it. */
export function freshForm(statement: Statement, organisation: string, seat: string | undefined): Filled {
  const mine: Endorsement | null = statement.myEndorsement;
  const reserved = new Map(mine?.reservations.map(({ itemKey, text }) => [itemKey, text]));
  return {
    key: randomUUID(),
    act: '',
    pressed: '',
    organisation,
    seat,
    version: statement.versionNumber,
    endorsement: mine?.id ?? '',
    expected: mine?.version ?? 0,
    appearance: mine?.appearance ?? 'HIDDEN',
    items: new Map(
      statement.items.map(({ key }) => [key, { reserved: reserved.has(key), text: reserved.get(key) ?? '' }]),
    ),
    question: '',
    reason: '',
    tellAddressees: false,
  };
}

/** The same, as it stands on the page that comes next: another attempt, on the text and the decision that stand now. */
export function again(filled: Filled, statement: Statement): Filled {
  const mine = statement.myEndorsement;
  return {
    ...filled,
    key: randomUUID(),
    version: statement.versionNumber,
    endorsement: mine?.id ?? '',
    expected: mine?.version ?? 0,
  };
}

/** The key of one act of a page: somebody who goes back and chooses another button means another thing. */
export function keyOf({ key, act }: Pick<Filled, 'key' | 'act'>): string {
  const hex = createHash('sha256').update(`${key} ${act}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `4${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}

/** What is held against single items, as the API takes it. */
export const reservationsIn = ({ items }: Filled): { itemKey: string; text: string }[] =>
  [...items].flatMap(([itemKey, { reserved, text }]) => (reserved ? [{ itemKey, text }] : []));
