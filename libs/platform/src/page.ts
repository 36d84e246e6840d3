import { createHmac, hash, timingSafeEqual } from 'node:crypto';
import { DomainError } from './errors.js';
import type { QueryOptions, Queryable } from './database.js';
import { declareMessages } from './messages.js';

export const pageMessages = declareMessages({
  PAGE_SIZE: {
    en: 'Ask for between 1 and 100 rows at a time.',
    km: 'សូមស្នើពី ១ ដល់ ១០០ ជួរក្នុងមួយលើក។',
    checked: false,
  },
  CURSOR_OF_ANOTHER_LIST: {
    en: 'This cursor belongs to another list or filter. Start again from the first page.',
    km: 'សញ្ញាសម្គាល់ទំព័រនេះជារបស់បញ្ជីផ្សេង។ សូមចាប់ផ្ដើមពីទំព័រទីមួយ។',
    checked: false,
  },
});

export interface PageRequest {
  first: number;
  after?: string | null;
}

/** A list to be paged: SQL pieces, the sort key (all columns in one direction) and what identifies list and filter. */
export interface Listing {
  columns: string;
  from: string;
  where: string[];
  parameters: unknown[];
  /** SQL expressions, the last one unique. Their values travel in the cursor as text. */
  key: { expression: string; type: 'timestamptz' | 'text' | 'uuid' | 'integer' | 'bigint' | 'date' }[];
  descending: boolean;
  /** What the cursor is bound to: the list's name and its filter. */
  identity: unknown;
  /** Its exact total where something knows it without counting; nothing where it has to be counted. */
  total?: () => Promise<number | null>;
  /** As for a query; planned once if left out. */
  prepared?: QueryOptions['prepared'];
}

export interface Page<Row> {
  rows: Row[];
  /** The cursor of the row at this place of the page; written only when it is asked for. */
  cursor(place: number): string;
  hasNextPage: boolean;
  /**
   * How many rows the whole list has. Unless asked to be exact it counts at most `COUNT_CAP`, and answers nothing beyond:
   * where no counter knows it, an exact total of a long list costs more than its page.
   */
  count(exact?: boolean): Promise<number | null>;
}

export const COUNT_CAP = 10_000;

/** Signs and reads cursors, so that one made for another list, filter or by hand is refused. */
export class Cursors {
  constructor(private readonly secret: string) {}

  /** What writes the cursors of one list; the list is looked at once, not for each row. */
  of(identity: unknown): (key: readonly unknown[]) => string {
    const list = createHmac('sha256', this.secret).update(JSON.stringify(identity)).digest('base64url');
    return (key) => {
      const body = Buffer.from(JSON.stringify(key)).toString('base64url');
      return `${body}.${tag(list, body)}`;
    };
  }

  read(cursor: string, identity: unknown): unknown[] {
    const [body = '', signature = ''] = cursor.split('.');
    const list = createHmac('sha256', this.secret).update(JSON.stringify(identity)).digest('base64url');
    const [given, right] = [Buffer.from(signature), Buffer.from(tag(list, body))];
    if (given.length !== right.length || !timingSafeEqual(given, right)) {
      throw new DomainError('refused', [{ code: 'CURSOR_OF_ANOTHER_LIST', path: ['after'] }]);
    }
    return JSON.parse(Buffer.from(body, 'base64url').toString()) as unknown[];
  }
}

/** 72 bits of a hash under a secret prefix: cut off, it cannot be extended. Fifty a page, so in one call each. */
function tag(list: string, body: string): string {
  return hash('sha256', `${list}.${body}`, 'base64url').slice(0, 12);
}

/** The SQL of one page: what is selected, in which order, from where on. */
function pieces(cursors: Cursors, listing: Listing, request: PageRequest, identity: unknown) {
  if (!Number.isInteger(request.first) || request.first < 1 || request.first > 100) {
    throw new DomainError('refused', [{ code: 'PAGE_SIZE', path: ['first'] }]);
  }
  const where = [...listing.where];
  const parameters = [...listing.parameters];
  const expressions = listing.key.map((part) => part.expression);
  if (request.after != null) {
    const key = cursors.read(request.after, identity);
    const placeholders = listing.key.map((part, index) => `$${parameters.push(key[index])}::${part.type}`);
    where.push(`(${expressions.join(', ')}) ${listing.descending ? '<' : '>'} (${placeholders.join(', ')})`);
  }
  const direction = listing.descending ? 'DESC' : 'ASC';
  const keys = expressions.map((expression, index) => `(${expression})::text AS _key${index}`).join(', ');
  return {
    parameters,
    columns: `${listing.columns}, ${keys}`,
    where: where.length > 0 ? where.join(' AND ') : 'true',
    order: expressions.map((expression) => `${expression} ${direction}`).join(', '),
  };
}

const counting = (
  listing: Listing,
  condition: string,
  exact: boolean,
) => `SELECT count(*) FROM (SELECT 1 FROM ${listing.from}
  WHERE ${[condition, ...listing.where].join(' AND ')}${exact ? '' : ` LIMIT ${COUNT_CAP + 1}`}) AS counted`;

const capped = (count: number, exact: boolean) => (!exact && count > COUNT_CAP ? null : count);

/**
 * One page by keyset: no row is shown twice or lost while others are added (each old row appears exactly once).
 * @throws DomainError refused for a page size outside 1–100 or a foreign cursor.
 */
export async function readPage<Row>(
  db: Queryable,
  cursors: Cursors,
  listing: Listing,
  request: PageRequest,
): Promise<Page<Row>> {
  const { parameters, columns, where, order } = pieces(cursors, listing, request, listing.identity);
  const rows = await db.query<Row[]>(
    `SELECT ${columns} FROM ${listing.from} WHERE ${where} ORDER BY ${order} LIMIT ${request.first + 1}`,
    parameters,
    { prepared: listing.prepared ?? true },
  );
  return toPage(
    rows,
    () => cursors.of(listing.identity),
    listing,
    request,
    async (exact) => {
      const known = await listing.total?.();
      if (known != null) return capped(known, exact);
      const [counted] = await db.query<{ count: string }[]>(counting(listing, 'true', exact), listing.parameters);
      return capped(Number(counted?.count), exact);
    },
  );
}

/** A list that hangs on something else, such as the history of a case: the column that says of what, and its identity. */
export interface ListingBeside extends Omit<Listing, 'identity'> {
  /** SQL: the uuid of what the rows hang on. */
  of: string;
  identity: (id: string) => unknown;
}

/**
 * The same page of many such lists in one statement, so that a list of fifty with a page beside each row costs no more
 * than one of them. Their totals, too, are counted together.
 * @throws DomainError as `readPage`; a cursor is one list's, so with `after` there can be one list only.
 */
export async function readPagesBeside<Row>(
  db: Queryable,
  cursors: Cursors,
  listing: ListingBeside,
  ids: readonly string[],
  request: PageRequest,
): Promise<Map<string, Page<Row>>> {
  const asked = { ...listing, identity: undefined };
  const { parameters, columns, where, order } = pieces(cursors, asked, request, listing.identity(ids[0] as string));
  if (request.after != null && ids.length > 1) {
    throw new DomainError('refused', [{ code: 'CURSOR_OF_ANOTHER_LIST', path: ['after'] }]);
  }
  const beside = (values: unknown[]) => `unnest($${values.push(ids)}::uuid[]) AS beside(id)`;
  const found = await db.query<(Row & { _of: string })[]>(
    `SELECT page.*, beside.id AS _of FROM ${beside(parameters)} CROSS JOIN LATERAL (
       SELECT ${columns} FROM ${listing.from} WHERE ${listing.of} = beside.id AND ${where}
        ORDER BY ${order} LIMIT ${request.first + 1}) AS page`,
    parameters,
    { prepared: true },
  );
  const totals = once(async (exact: boolean) => {
    const values = [...listing.parameters];
    const rows = await db.query<{ id: string; count: string }[]>(
      `SELECT beside.id, (${counting(asked, `${listing.of} = beside.id`, exact)}) AS count FROM ${beside(values)}`,
      values,
    );
    return new Map(rows.map((row) => [row.id, Number(row.count)]));
  });
  const rows = new Map<string, Row[]>(ids.map((id) => [id, []]));
  for (const { _of, ...row } of found) rows.get(_of)?.push(row as Row);
  return new Map(
    ids.map((id) => [
      id,
      toPage(
        rows.get(id) ?? [],
        () => cursors.of(listing.identity(id)),
        asked,
        request,
        async (exact) => capped((await totals(exact)).get(id) ?? 0, exact),
      ),
    ]),
  );
}

function toPage<Row>(
  rows: Row[],
  writer: () => (key: readonly unknown[]) => string,
  { key }: Pick<Listing, 'key'>,
  request: PageRequest,
  count: (exact: boolean) => Promise<number | null>,
): Page<Row> {
  const shown = rows.slice(0, request.first);
  const keyOf = (row: Row) => key.map((_, index) => (row as Record<string, unknown>)[`_key${index}`]);
  let write: ((key: readonly unknown[]) => string) | undefined;
  return {
    rows: shown,
    cursor: (place) => (write ??= writer())(keyOf(shown[place] as Row)),
    hasNextPage: rows.length > request.first,
    count: (exact = false) => count(exact),
  };
}

function once<V>(work: (exact: boolean) => Promise<V>): (exact: boolean) => Promise<V> {
  const begun = new Map<boolean, Promise<V>>();
  return (exact) => {
    const known = begun.get(exact) ?? work(exact);
    begun.set(exact, known);
    return known;
  };
}
