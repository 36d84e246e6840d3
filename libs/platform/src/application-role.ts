import pg from 'pg';

/** Not allowed to say so; somebody who is has made the role. */
const INSUFFICIENT_PRIVILEGE = '42501';

const roleOf = (url: string) => decodeURIComponent(new URL(url).username);

/**
 * The role that the application takes on where it reads for somebody who may see every row. Policies of rows that look at
 * who asks cost a statement time even where they let everything through; for this role they are one word.
 */
export const roleForAll = (application: string): string => `${application}_all`;

/**
 * Makes the role that the application works as, or gives it the password of its URL: it owns nothing, creates nothing and is
 * held by row-level security. And the role that it takes on to read for those who see everything, which nobody signs in as.
 * Where the owner may not make roles, somebody else has to have made the first; the second can be missing.
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
    await ensureRoleForAll(owner, roleOf(url));
  } finally {
    await owner.end();
  }
}

async function ensureRoleForAll(owner: pg.Client, application: string): Promise<void> {
  const role = roleForAll(application);
  const { rows } = await owner.query('SELECT FROM pg_roles WHERE rolname = $1', [role]);
  const [its, all] = [application, role].map((name) => pg.escapeIdentifier(name));
  const made = rows.length > 0 ? '' : `CREATE ROLE ${all} NOLOGIN NOSUPERUSER NOBYPASSRLS NOINHERIT;`;
  await owner.query(`${made} GRANT ${all} TO ${its}`).catch((error: { code?: string }) => {
    if (error.code !== INSUFFICIENT_PRIVILEGE) throw error;
  });
}
