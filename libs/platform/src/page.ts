import { createHmac, timingSafeEqual } from 'node:crypto';
import { DomainError } from './errors.js';
import type { Queryable } from './database.js';
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
}

export interface Page<Row> {
  rows: Row[];
  cursors: string[];
  hasNextPage: boolean;
  /** Counts at most `COUNT_CAP` rows, and answers nothing beyond: an exact total of a long list costs more than its page. */
  count(): Promise<number | null>;
}

export const COUNT_CAP = 10_000;

/** Signs and reads cursors, so that one made for another list, filter or by hand is refused. */
export class Cursors {
  constructor(private readonly secret: string) {}

  private sign(body: string, identity: unknown): Buffer {
    return createHmac('sha256', this.secret).update(body).update(JSON.stringify(identity)).digest().subarray(0, 9);
  }

  write(key: unknown[], identity: unknown): string {
    const body = Buffer.from(JSON.stringify(key)).toString('base64url');
    return `${body}.${this.sign(body, identity).toString('base64url')}`;
  }

  read(cursor: string, identity: unknown): unknown[] {
    const [body = '', signature = ''] = cursor.split('.');
    const given = Buffer.from(signature, 'base64url');
    const right = this.sign(body, identity);
    if (given.length !== right.length || !timingSafeEqual(given, right)) {
      throw new DomainError('refused', [{ code: 'CURSOR_OF_ANOTHER_LIST', path: ['after'] }]);
    }
    return JSON.parse(Buffer.from(body, 'base64url').toString()) as unknown[];
  }
}

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
  if (!Number.isInteger(request.first) || request.first < 1 || request.first > 100) {
    throw new DomainError('refused', [{ code: 'PAGE_SIZE', path: ['first'] }]);
  }
  const where = [...listing.where];
  const parameters = [...listing.parameters];
  const expressions = listing.key.map((part) => part.expression);
  if (request.after != null) {
    const key = cursors.read(request.after, listing.identity);
    const placeholders = listing.key.map((part, index) => {
      parameters.push(key[index]);
      return `$${parameters.length}::${part.type}`;
    });
    where.push(`(${expressions.join(', ')}) ${listing.descending ? '<' : '>'} (${placeholders.join(', ')})`);
  }
  const direction = listing.descending ? 'DESC' : 'ASC';
  const rows = await db.query<(Row & { _key: unknown[] })[]>(
    `SELECT ${listing.columns}, jsonb_build_array(${expressions.map((expression) => `(${expression})::text`).join(', ')}) AS _key
       FROM ${listing.from}
      WHERE ${where.length > 0 ? where.join(' AND ') : 'true'}
      ORDER BY ${expressions.map((expression) => `${expression} ${direction}`).join(', ')}
      LIMIT ${request.first + 1}`,
    parameters,
  );
  const shown = rows.slice(0, request.first);
  return {
    rows: shown,
    cursors: shown.map((row) => cursors.write(row._key, listing.identity)),
    hasNextPage: rows.length > request.first,
    count: async () => {
      const [counted] = await db.query<{ count: string }[]>(
        `SELECT count(*) FROM (SELECT 1 FROM ${listing.from}
          WHERE ${listing.where.length > 0 ? listing.where.join(' AND ') : 'true'} LIMIT ${COUNT_CAP + 1}) AS capped`,
        listing.parameters,
      );
      const count = Number(counted?.count);
      return count > COUNT_CAP ? null : count;
    },
  };
}
