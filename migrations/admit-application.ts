import pg from 'pg';
import type { QueryRunner } from 'typeorm';

/**
 * Lets the application read and write every table that there is now, in `schemas`; said anew after each migration, so that
 * no later table is forgotten. What is append-only it can only add to, and which migrations were run only read. Nothing
 * is done where it works as the owner itself.
 * @param url with which the application signs in.
 */
export async function admitApplication(db: QueryRunner, url: string, schemas: readonly string[]): Promise<void> {
  const role = decodeURIComponent(new URL(url).username);
  const [one] = (await db.query('SELECT current_user AS owner')) as { owner: string }[];
  if (one?.owner === role) return;
  const its = pg.escapeIdentifier(role);
  for (const schema of schemas) {
    await db.query(`GRANT USAGE ON SCHEMA ${schema} TO ${its}`);
    await db.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${its}`);
    await db.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${its}`);
  }
  await db.query(`REVOKE INSERT, UPDATE, DELETE ON migrations FROM ${its}`);
  const appended = (await db.query(
    `SELECT DISTINCT t.tgrelid::regclass::text AS name FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
      WHERE p.proname = 'refuse_rewriting'`,
  )) as { name: string }[];
  for (const { name } of appended) await db.query(`REVOKE UPDATE, DELETE ON ${name} FROM ${its}`);
}
