import { org, orgId } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import type { Asking } from './asking.js';
import { keeper, leaver } from './scene-of-seats.js';
import { viewers } from './scene.js';
import type { ViewerName } from './scene.js';
import type { Sentence } from './sentences.js';

const says = (text: string, holds: Sentence['holds']): Sentence => ({ says: text, holds });
const KEEPERS = ['coordinator', 'administrator'] as const;

/** What somebody reads at a path of the root; a list that is a page as its things. */
async function read(ask: Asking, as: ViewerName | CastMember, field: string, fields: string): Promise<any[]> {
  const who = typeof as === 'string' ? viewers[as] : as;
  const page = ['seats', 'invitations', 'refusedAttempts'].includes(field);
  const query = page ? `{ ${field}(first: 100) { edges { node { ${fields} } } } }` : `{ ${field} { ${fields} } }`;
  const { data, errors } = await ask.scene.world.house.ask(query, {}, who);
  if (errors) throw new Error(`${query}: ${JSON.stringify(errors)}`);
  return page ? data[field].edges.map((edge: { node: unknown }) => edge.node) : [data[field]].flat();
}

/** Exactly these find something there, of all viewers. */
async function foundBy(ask: Asking, field: string, fields: string, ...expected: string[]): Promise<boolean> {
  const found: string[] = [];
  for (const as of Object.keys(viewers)) if ((await read(ask, as, field, fields)).length > 0) found.push(as);
  return found.sort().join() === expected.sort().join();
}

/** Of exactly these viewers, their own account has something under this field. */
async function own(ask: Asking, field: string, ...expected: string[]): Promise<boolean> {
  const found: string[] = [];
  for (const as of Object.keys(viewers)) {
    const [myself] = await read(ask, as, 'viewer', `${field} { __typename }`);
    if (myself[field].length > 0) found.push(as);
  }
  return found.sort().join() === expected.sort().join();
}

/** Whose seat, what was lent, who was invited, what was tried; written by hand. */
export const sentencesOfSeats: Sentence[] = [
  says(
    'Who sits for an organisation is for itself and for those who keep all seats, not for the other members.',
    (ask) => ask.seenBy('seatOfMember', ...KEEPERS, 'member'),
  ),
  says('A seat that ended is still seen by those who keep it, and by no one else’s members.', (ask) =>
    ask.seenBy('seatOfLeaver', ...KEEPERS),
  ),
  says('An observer sees the own seat.', (ask) => ask.seenBy('seatOfObserver', ...KEEPERS, 'observer')),
  says('The seats of the secretariat are for the secretariat.', (ask) =>
    ask.seenBy('seatOfOfficer', ...KEEPERS, 'officer', 'chair'),
  ),
  says('In the list of seats a member finds those of the own organisation and no other.', async (ask) => {
    const seats = await read(ask, 'member', 'seats', 'organisation { id }');
    return seats.length > 0 && seats.every((seat) => seat.organisation.id === orgId(org.member(1)));
  }),
  says('What the holder of a seat left pending stands beside the seat; others cannot read it.', async (ask) => {
    const work = async (as: ViewerName) => (await ask.reads(as, 'seatOfLeaver', 'work { kind about }'))?.work;
    return (await work('coordinator'))?.length > 0 && (await work('otherMember')) === undefined;
  }),
  says('What somebody lent is known to whom it was lent, and stands beside the seat.', async (ask) => {
    const beside = await ask.reads('member', 'seatOfMember', 'delegations { reason }');
    return beside.delegations.length === 1 && (await own(ask, 'delegations', 'otherMember'));
  }),
  says('Who was invited is for those who keep the seats; not for those who only sit there, nor for officers.', (ask) =>
    foundBy(ask, 'invitations', 'id', ...KEEPERS),
  ),
  says('Who keeps the seats of one organisation sees whom it invited, and not whom another did.', async (ask) => {
    const invited = await read(ask, keeper, 'invitations', 'organisation { id }');
    return invited.length === 1 && invited[0].organisation.id === orgId(org.member(2));
  }),
  says('What was tried through a seat that ended is for those who keep the seats.', (ask) =>
    foundBy(ask, 'refusedAttempts', 'command', ...KEEPERS),
  ),
  says('Who keeps the seats of one organisation reads nothing of what was tried for another.', async (ask) => {
    return (await read(ask, keeper, 'refusedAttempts', 'command')).length === 0;
  }),
  says('Whose seat ended sees nothing that is for members.', async (ask) => {
    const [myself] = await read(ask, leaver, 'viewer', 'role seats { id }');
    const statements = await ask.scene.world.house.ask(
      `{ statements(first: 100) { edges { node { id } } } }`,
      {},
      leaver,
    );
    const open = statements.data.statements.edges.some(({ node }: any) => node.id === ask.id('endorsing'));
    return myself.role === 'PUBLIC' && myself.seats.length === 0 && !open;
  }),
  says(
    'Tokens, devices and passkeys are one’s own, and nobody else’s to read: no administrator’s either.',
    async (ask) => {
      const kinds = ['apiTokens', 'devices', 'passkeys'];
      for (const kind of kinds) if (!(await own(ask, kind, 'member'))) return false;
      return true;
    },
  ),
  says('Whose access is being given back is for coordinators.', (ask) =>
    foundBy(ask, 'recoveries', 'id', 'coordinator'),
  ),
  says('A list that comes in is read by who brought it, and by no one else of the secretariat.', (ask) =>
    ask.seenBy('run', 'officer'),
  ),
  says('An officer invites nobody to a seat, nor does a representative who does not keep them.', async (ask) => {
    const seat = { officeEn: 'Lead', role: 'MEMBER_REPRESENTATIVE', rights: [] };
    for (const as of ['officer', 'member', 'chair', 'observer'] as const) {
      const invited = { organisationId: orgId(org.member(1)), address: 'somebody@example.org' };
      const codes = await ask.refused(as, 'inviteToSeat', { ...invited, ...seat });
      if (!codes.some((code) => ['NOT_YOUR_ACT', 'RIGHT_MISSING'].includes(code))) return false;
    }
    return true;
  }),
];
