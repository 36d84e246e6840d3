import type { Role } from '#platform';
import { AUDIENCES, EVERYBODY } from './audiences.js';
import type { Audience } from './audiences.js';
import { reads } from './policy.js';
import type { ReadType } from './policy.js';
import type { ReadsTable, RowRule, TypeReads } from './reads.js';
import { roleWords, thingWords } from './words.js';
import type { Said } from './words.js';

/** What one role sees once something is released: of each type these fields. Named as people name them. */
export interface Opened {
  role: Role;
  name: Said;
  sees: { type: string; name: Said; fields: string[] }[];
}

const RELEASED = 'released';

/**
 * What is opened to whom when things of these types are released, with everything that hangs on them: read from the very
 * rules that decide it, so that what is shown before a release is what is seen after it.
 */
export function openedByRelease(...types: readonly ReadType[]): Opened[] {
  const table = reads as ReadsTable;
  return EVERYBODY.map((role) => {
    const open = new Set<string>(types.filter((type) => opens((table[type] as TypeReads).rows, role)));
    // What hangs on something is there when that is, and on something that hangs there, too.
    for (let before = -1; before !== open.size;) {
      before = open.size;
      for (const [type, { rows }] of Object.entries(table)) if (hangsOn(rows, open)) open.add(type);
    }
    const sees = [...open].sort().map((type) => {
      const name = thingWords[type.charAt(0).toLowerCase() + type.slice(1)] ?? { en: type, km: type };
      return { type, name, fields: fieldsFor(table[type] as TypeReads, role) };
    });
    return { role, name: roleWords[role], sees: sees.filter(({ fields }) => fields.length > 0) };
  }).filter(({ sees }) => sees.length > 0);
}

/** Who reads a list that stands beside a statement: everybody of the coalition who may see it, and others once its text is public. */
export function readersBeside(type: ReadType, released: boolean): { role: Role; name: Said }[] {
  const { rows } = (reads as ReadsTable)[type] as TypeReads;
  const may = (role: Role) =>
    rows === 'everybody' ||
    (isRules(rows) && rows.some((rule) => rule.roles.includes(role) && (released || !rule.where?.includes(RELEASED))));
  return EVERYBODY.filter(may).map((role) => ({ role, name: roleWords[role] }));
}

const isRules = (rows: TypeReads['rows']): rows is readonly RowRule[] => Array.isArray(rows);

/** Does a release open things to the role that it would not see whatever they are? */
function opens(rows: TypeReads['rows'], role: Role): boolean {
  if (!isRules(rows)) return false;
  const its = rows.filter((rule) => rule.roles.includes(role));
  return its.every((rule) => rule.where !== undefined) && its.some((rule) => rule.where?.includes(RELEASED));
}

function hangsOn(rows: TypeReads['rows'], open: ReadonlySet<string>): boolean {
  return rows !== 'everybody' && !isRules(rows) && rows.with.every((type) => open.has(type));
}

function fieldsFor({ fields }: TypeReads, role: Role): string[] {
  return Object.entries(fields)
    .filter(([audience]) => AUDIENCES[audience as Audience].includes(role))
    .flatMap(([, names]) => names.split(/\s+/));
}
