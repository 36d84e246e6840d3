import { fromGlobalId } from '#platform';
import type { CastMember } from '../support/cast.js';
import type { House } from '../support/house.js';
import { Visitor } from '../support/visitor.js';

/** A draft of the viewer's own organisation. */
export const draft = (house: House, as: CastMember, title = 'Wells for every village') =>
  house.send(
    'draftRecommendation',
    { content: { authenticLanguage: 'EN', title: { en: title } } },
    as,
    'recommendation { id version }',
  );

/** The codes of what stood in the way. */
export const codes = ({ userErrors }: { userErrors: { code: string }[] }): string[] =>
  userErrors.map(({ code }) => code);

/** Waits until this many statements wait for a lock. */
export async function waiting(house: House, count: number): Promise<void> {
  for (let tries = 0; tries < 200; tries += 1) {
    const [row] = await house.db.query<{ count: number }[]>(
      `SELECT count(*)::integer AS count FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    );
    if (row?.count === count) return;
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
  throw new Error(`It never came to ${count} statements that wait for a lock`);
}

export interface SeenAttempt {
  command: string;
  about: string | null;
  codes: string[];
  seat: { id: string } | null;
  actor: { office: { en: string } } | null;
  organisation: { id: string } | null;
}

/** The newest attempts that somebody is shown. */
export async function attempts(house: House, as?: CastMember, first = 5): Promise<SeenAttempt[]> {
  const { data } = await house.ask(
    `{ refusedAttempts(first: ${first}) { edges { node { command about codes seat { id } actor { office { en } } organisation { id } } } } }`,
    {},
    as,
  );
  return data.refusedAttempts.edges.map(({ node }: { node: SeenAttempt }) => node);
}

/** How many recommendations an organisation has proposed. */
export async function proposedBy(house: House, organisationId: string): Promise<number> {
  const rows = await house.db.query<unknown[]>(`SELECT 1 FROM recommendations WHERE proposed_by_id = $1`, [
    organisationId,
  ]);
  return rows.length;
}

export const uuidOf = (globalId: string): string => fromGlobalId(globalId.slice(0, 3), globalId);

/** The token of the newest invitation that was sent to an address. */
export async function invitationTo(
  house: House,
  address: string,
): Promise<{ text: string; token: string } | undefined> {
  const { text } = await new Visitor(house).get('/sign-in/mailbox');
  const mail = text.split('<h2>').find((each) => each.includes(`· ${address}</h2>`) && each.includes('invitation?t='));
  const token = /invitation\?t=([\w-]{43})/.exec(mail ?? '')?.[1];
  return mail && token ? { text: mail, token } : undefined;
}

/** Lets a member's representative keep the seats of their organisation. */
export async function keeping(house: House, who: CastMember): Promise<CastMember> {
  const rights = [...who.rights, 'administer' as const];
  await house.db.query(`UPDATE seats SET rights = $2 WHERE id = $1`, [who.seatId, rights]);
  return { ...who, rights };
}
