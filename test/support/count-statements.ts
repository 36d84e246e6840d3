import type { Database } from '#platform';

/** The SQL statements that a piece of work sends through this database, in order; transaction control is left out. */
export async function statementsOf(db: Database, work: () => Promise<unknown>): Promise<string[]> {
  const seen: string[] = [];
  const before = db.source.logger;
  const nothing = () => undefined;
  db.source.logger = {
    logQuery: (sql: string) => {
      if (!/^(START TRANSACTION|COMMIT|ROLLBACK|SAVEPOINT|RELEASE)/.test(sql)) seen.push(sql);
    },
    logQueryError: nothing,
    logQuerySlow: nothing,
    logSchemaBuild: nothing,
    logMigration: nothing,
    log: nothing,
  };
  try {
    await work();
  } finally {
    db.source.logger = before;
  }
  return seen;
}
