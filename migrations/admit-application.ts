import pg from 'pg';
import type { QueryRunner } from 'typeorm';

/**
 * Lets the application read and write every table that there is now, in `schemas`; said anew after each migration, so that
 * no later table is forgotten. What is append-only it can only add to, and which migrations were run only read. The role
 * that it takes on for those who see everything, named after it with `_all`, may the same, and reads every row. Nothing is done where it works as the
 * owner itself.
 * @param url with which the application signs in.
 */
export async function admitApplication(db: QueryRunner, url: string, schemas: readonly string[]): Promise<void> {
  const role = decodeURIComponent(new URL(url).username);
  const [one] = (await db.query('SELECT current_user AS owner')) as { owner: string }[];
  if (one?.owner === role) return;
  const known = (await db.query('SELECT rolname AS name FROM pg_roles WHERE rolname = $1', [`${role}_all`])) as {
    name: string;
  }[];
  const [all] = known.map(({ name }) => pg.escapeIdentifier(name));
  const both = [pg.escapeIdentifier(role), ...(all ? [all] : [])].join(', ');
  for (const schema of schemas) {
    await db.query(`GRANT USAGE ON SCHEMA ${schema} TO ${both}`);
    await db.query(`GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA ${schema} TO ${both}`);
    await db.query(`GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA ${schema} TO ${both}`);
  }
  await db.query(`REVOKE INSERT, UPDATE, DELETE ON migrations FROM ${both}`);
  const appended = (await db.query(
    `SELECT DISTINCT t.tgrelid::regclass::text AS name FROM pg_trigger t JOIN pg_proc p ON p.oid = t.tgfoid
      WHERE p.proname = 'refuse_rewriting'`,
  )) as { name: string }[];
  for (const { name } of appended) await db.query(`REVOKE UPDATE, DELETE ON ${name} FROM ${both}`);
  if (all) await showEverything(db, all);
}

/** Each table with policies gets one that lets the role read every row. What it writes is judged as before. */
async function showEverything(db: QueryRunner, role: string): Promise<void> {
  const tables = (await db.query(
    `SELECT c.oid::regclass::text AS name, p.oid IS NOT NULL AS has FROM pg_class c
       LEFT JOIN pg_policy p ON p.polrelid = c.oid AND p.polname = 'everything' WHERE c.relrowsecurity`,
  )) as { name: string; has: boolean }[];
  for (const { name, has } of tables) {
    await db.query(
      has
        ? `ALTER POLICY everything ON ${name} TO ${role}`
        : `CREATE POLICY everything ON ${name} FOR SELECT TO ${role} USING (true)`,
    );
  }
}
