import type { Viewer } from '#platform';
import { answerReads } from './answer.reads.js';
import { tokenReads } from './api-tokens.js';
import { AUDIENCES } from './audiences.js';
import type { Audience } from './audiences.js';
import { contentReads } from './content.reads.js';
import type { ReadsTable, RowRule, Words } from './reads.js';
import { registerReads } from './register.reads.js';
import { statementReads } from './statement.reads.js';
import { submissionReads } from './submission.reads.js';

/** Who may read which type and field of the schema: the whole table. A field that is not here fails the build. */
export const reads = {
  ...contentReads,
  ...statementReads,
  ...submissionReads,
  ...registerReads,
  ...answerReads,
};
type Reads = typeof reads;
export type ReadType = keyof Reads;

/** A field that not everybody who sees the thing may read, as `Type.field`. */
export type GuardedField = {
  [T in ReadType]: {
    [A in keyof Reads[T]['fields']]: A extends 'reader'
      ? never
      : Reads[T]['fields'][A] extends infer S extends string
        ? `${T}.${Words<S>}`
        : never;
  }[keyof Reads[T]['fields']];
}[ReadType];

/** Each field of the schema with who may read it, of those that see the thing; by `Type.field`. */
export const audienceOf = new Map<string, Audience>();
for (const [type, { fields }] of Object.entries(reads as ReadsTable)) {
  for (const [audience, names] of Object.entries(fields)) {
    for (const name of names.split(/\s+/)) audienceOf.set(`${type}.${name}`, audience as Audience);
  }
}

/** Who of those that see the thing may read this field; nothing when the policy has no entry for it. */
export function audience(type: string, field: string): Audience | undefined {
  return audienceOf.get(`${type}.${field}`);
}

/** May the viewer, who sees the thing, read this field of it? */
export function sees(viewer: Viewer, field: GuardedField): boolean {
  return AUDIENCES[audienceOf.get(field) as Audience].includes(viewer.role);
}

/** May the viewer be told every number, also one below five that gives names away? */
export function seesSmallCounts(viewer: Viewer): boolean {
  return AUDIENCES.secretariat.includes(viewer.role);
}

/** The secretariat reads the detail of a reason: whom exactly it concerns. Others read the plain sentence. */
export function seesDetail(viewer: Viewer): boolean {
  return AUDIENCES.secretariat.includes(viewer.role);
}

/** The rules by which a viewer sees things of a type. @throws when the type has no rules of its own. */
export function rulesFor(type: ReadType, viewer: Viewer): readonly RowRule[] {
  const { rows } = (reads as ReadsTable)[type] as ReadsTable[string];
  if (!Array.isArray(rows)) throw new Error(`${type} has no rules of its own`);
  if (viewer.apiToken && !tokenReads(type, viewer.apiToken.reads)) return [];
  return (rows as readonly RowRule[]).filter((rule) => rule.roles.includes(viewer.role));
}

/** Does the viewer see every thing of this type, whatever it says? */
export function seesEvery(type: ReadType, viewer: Viewer): boolean {
  return rulesFor(type, viewer).some((rule) => rule.where === undefined);
}

/** May the viewer see a thing of this type about which these facts hold? What the scopes say in SQL, said of one thing. */
export function seesRow(type: ReadType, viewer: Viewer, facts: ReadonlySet<string>): boolean {
  return rulesFor(type, viewer).some((rule) => (rule.where ?? []).every((fact) => facts.has(fact)));
}
