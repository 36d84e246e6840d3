import pg from 'pg';

/** Not allowed to say so; somebody who is has made the role. */
const INSUFFICIENT_PRIVILEGE = '42501';

const roleOf = (url: string) => decodeURIComponent(new URL(url).username);

/**
 * Makes the role that the application works as, or gives it the password of its URL: it owns nothing, creates nothing and is
 * held by row-level security. Where the owner may not make roles, somebody else has to have made it.
 * @param ownerUrl of the role that owns the tables.
 * @param url of the application.
 * @throws what PostgreSQL says when the owner cannot be reached.
 */
export async function ensureApplicationRole(ownerUrl: string, url: string): Promise<void> {
  if (roleOf(ownerUrl) === roleOf(url)) return;
  const owner = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  await owner.connect();
  try {
    const { rows } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [roleOf(url)]);
    const role = pg.escapeIdentifier(roleOf(url));
    const password = pg.escapeLiteral(decodeURIComponent(new URL(url).password));
    const may = 'LOGIN NOSUPERUSER NOBYPASSRLS NOCREATEDB NOCREATEROLE NOINHERIT';
    await owner
      .query(`${rows.length > 0 ? 'ALTER' : 'CREATE'} ROLE ${role} ${may} PASSWORD ${password}`)
      .catch((error: { code?: string }) => {
        if (error.code !== INSUFFICIENT_PRIVILEGE || rows.length === 0) throw error;
      });
  } finally {
    await owner.end();
  }
}
