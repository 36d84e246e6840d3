import { createHash } from 'node:crypto';
import { toGlobalId } from '#platform';

/** The kinds of rows of the data set; a row's id follows from its kind and its number, here and in SQL alike. */
export type Kind =
  | 'recommendation'
  | 'statement'
  | 'version'
  | 'item'
  | 'submission'
  | 'response'
  | 'endorsement'
  | 'institution'
  | 'member'
  | 'secretariat'
  | 'rule'
  | 'person'
  | 'seat';

const PREFIXES: Partial<Record<Kind, string>> = {
  recommendation: 'rec',
  statement: 'stm',
  institution: 'org',
  member: 'org',
  endorsement: 'end',
};

/** The id of the `n`th row of a kind, counted from one; scattered like the random ids of the product. */
export function rowId(kind: Kind, n: number): string {
  const hex = createHash('md5').update(`${kind}:${n}`).digest('hex');
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');
}

/** The same id as clients see it. */
export function publicId(kind: Kind, n: number): string {
  return toGlobalId(PREFIXES[kind] as string, rowId(kind, n));
}

/** The same as an SQL function, `pg_temp.row_id(kind, n)`. */
export const ROW_ID = `CREATE FUNCTION pg_temp.row_id(kind text, n bigint) RETURNS uuid LANGUAGE sql IMMUTABLE
  AS $$ SELECT md5(kind || ':' || n)::uuid $$`;

export const OFFICER_TOKEN = 'bench-officer-token';
/** The token of the representative of a member, counted from one. */
export const memberToken = (n: number): string => `bench-member-token-${n}`;
