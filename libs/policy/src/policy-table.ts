import type { Role } from '#platform';
import { acts } from './acts.js';
import { AUDIENCES, EVERYBODY, SECRETARIAT } from './audiences.js';
import type { Audience } from './audiences.js';
import { reads } from './policy.js';
import type { ReadsTable, RowRule, TypeReads } from './reads.js';
import type { Who } from './who.js';
import {
  KHMER_CHECKED,
  factWords,
  relationWords,
  rightWords,
  roleWords,
  tableWords as words,
  thingWords,
} from './words.js';

export type TableLanguage = 'en' | 'km';

/** In which states each event is known, by what is acted on; the machines say it. */
export type EventStates = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

export interface PolicyTable {
  headers: string[];
  rows: string[][];
  /** What a reader has to know about the words; nothing once they are checked. */
  note: string | null;
}

const isRules = (rows: Exclude<TypeReads['rows'], 'everybody'>): rows is readonly RowRule[] => Array.isArray(rows);

/** `beginAgain` or `BEGIN_AGAIN` → `begin again`. */
const plain = (name: string) =>
  /^[A-Z_]+$/.test(name)
    ? name.toLowerCase().replaceAll('_', ' ')
    : name.replace(/([a-z])([A-Z])/g, '$1 $2').toLowerCase();

/**
 * The whole policy as a table that a coordinator can read: who may do what, who sees which things, who reads which of
 * their fields; one column a role. Made from the very rules that are obeyed.
 */
export function policyTable(language: TableLanguage, states: EventStates = {}): PolicyTable {
  const say = (said: { en: string; km: string }) => said[language];
  const thing = (name: string) => {
    const known = thingWords[name.charAt(0).toLowerCase() + name.slice(1)];
    return known ? say(known) : plain(name);
  };
  const perRole = (cell: (role: Role) => string) => EVERYBODY.map(cell);
  const either = (each: readonly string[]) => (each.length > 0 ? each.join(say(words.or)) : say(words.no));

  const actCell = (rules: readonly Who[]) => (role: Role) =>
    either(
      rules
        .filter((rule) => rule.role === role)
        .map(({ right, relation }) =>
          [right && say(rightWords[right]), relation && say(relationWords[relation])].filter(Boolean).join(', '),
        )
        .map((condition) => condition || say(words.yes)),
    );
  const actRows = Object.entries(acts as Record<string, Record<string, readonly Who[]>>).flatMap(([on, events]) =>
    Object.entries(events).map(([event, rules]) => [
      say(words.does),
      thing(on),
      `${plain(event)} (${event})`,
      (states[on]?.[event] ?? []).join(', '),
      ...perRole(actCell(rules)),
    ]),
  );

  const rowCell = (rules: readonly RowRule[]) => (role: Role) => {
    const ofRole = rules.filter((rule) => rule.roles.includes(role));
    if (ofRole.some((rule) => !rule.where)) return say(words.everyThing);
    const conditions = ofRole.map((rule) =>
      (rule.where ?? []).map((fact) => say(factWords[fact] ?? { en: fact, km: fact })).join(', '),
    );
    return either(conditions);
  };
  const table = Object.entries(reads as ReadsTable);
  const seenRows = table.flatMap(([type, { rows }]) => {
    const cells =
      rows === 'everybody'
        ? perRole(() => say(words.everyThing))
        : isRules(rows)
          ? perRole(rowCell(rows))
          : perRole(() => say(words.with) + rows.with.map(thing).join(', '));
    return [[say(words.sees), thing(type), `(${type})`, '', ...cells]];
  });

  const fieldCell = (audience: Audience) => (role: Role) => {
    if (!AUDIENCES[audience].includes(role)) return say(words.no);
    return audience === 'counted' && !SECRETARIAT.includes(role) ? say(words.fromFive) : say(words.yes);
  };
  const fieldRows = table.flatMap(([type, { fields }]) =>
    Object.entries(fields).flatMap(([audience, names]) => {
      const each = names.split(/\s+/);
      const shown =
        audience === 'reader'
          ? [`${say(words.rest)} (${each.join(', ')})`]
          : each.map((name) => `${plain(name)} (${name})`);
      return shown.map((name) => [
        say(words.reads),
        thing(type),
        name,
        '',
        ...perRole(fieldCell(audience as Audience)),
      ]);
    }),
  );

  return {
    headers: [words.part, words.thing, words.what, words.states]
      .map(say)
      .concat(EVERYBODY.map((role) => say(roleWords[role]))),
    rows: [...actRows, ...seenRows, ...fieldRows],
    note: language === 'km' && !KHMER_CHECKED ? `${words.unchecked.km} (${words.unchecked.en})` : null,
  };
}

/** A table as Markdown. */
export function inMarkdown({ headers, rows, note }: PolicyTable): string {
  const line = (cells: readonly string[]) => `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`;
  return [...(note ? [note, ''] : []), line(headers), line(headers.map(() => '---')), ...rows.map(line)].join('\n');
}
