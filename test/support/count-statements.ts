import pg from 'pg';

/** Runs `work` and gives the SQL statements that were sent meanwhile, by anybody in this process. */
export async function statementsOf<T>(work: () => Promise<T>): Promise<{ result: T; statements: string[] }> {
  const statements: string[] = [];
  const original = pg.Client.prototype.query;
  pg.Client.prototype.query = function (this: pg.Client, ...given: Parameters<typeof original>) {
    const [query] = given as [string | { text: string }];
    const text = typeof query === 'string' ? query : query.text;
    if (!/^(BEGIN|START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)/i.test(text)) statements.push(text);
    return original.apply(this, given);
  } as typeof original;
  try {
    return { result: await work(), statements };
  } finally {
    pg.Client.prototype.query = original;
  }
}
