import { instrumentId, instrument, org, orgId } from '../support/cast.js';
import type { Asking } from './asking.js';
import { sentencesOfSeats } from './sentences-of-seats.js';
import { sentencesOfVoices } from './sentences-of-voices.js';

/** A sentence of the coalition's agreement on who sees and does what, and the question to the API that it answers. */
export interface Sentence {
  says: string;
  holds: (ask: Asking) => Promise<boolean>;
}

const SECRETARIAT = ['officer', 'coordinator', 'chair'] as const;
const MEMBERS = ['member', 'otherMember'] as const;
const OUTSIDE = ['administrator', 'observer', 'public'] as const;
const EVERYBODY = [...SECRETARIAT, ...MEMBERS, 'monitor', ...OUTSIDE] as const;

const says = (text: string, holds: Sentence['holds']): Sentence => ({ says: text, holds });
const count = async (ask: Asking, as: string, name: string) =>
  (await ask.reads(as, name, 'endorsements(first: 20) { totalCount edges { node { id } } }'))?.endorsements.edges
    .length;
const drafting = { content: { authenticLanguage: 'EN', title: { en: 'An ask' } } };

/** Written by hand; none of them is made from the policy. */
export const sentences: Sentence[] = [
  // Drafts
  says('A draft of the secretariat is for the secretariat alone.', (ask) => ask.seenBy('recDraft', ...SECRETARIAT)),
  says('A draft of a member is for that member and the secretariat; no other member has it.', (ask) =>
    ask.seenBy('recMemberDraft', ...SECRETARIAT, 'member'),
  ),
  says('A statement that is being drafted is for the secretariat.', (ask) => ask.seenBy('drafting', ...SECRETARIAT)),
  says('The organisation that initiates a statement sees its draft.', (ask) =>
    ask.seenBy('memberDraft', ...SECRETARIAT, 'member'),
  ),
  says('What is open for sign-on is for every member, and not for monitors, donors or the public.', (ask) =>
    ask.seenBy('endorsing', ...SECRETARIAT, ...MEMBERS),
  ),
  says('A lapsed statement stays with those who could sign it.', (ask) =>
    ask.seenBy('lapsed', ...SECRETARIAT, ...MEMBERS),
  ),
  says('An endorsed statement that was not handed over is no matter of the monitors.', (ask) =>
    ask.seenBy('endorsed', ...SECRETARIAT, ...MEMBERS),
  ),
  says('A recommendation that was opened is for members, and for monitors where it lies in their field.', (ask) =>
    ask.seenBy('recOpened', ...SECRETARIAT, ...MEMBERS, 'monitor'),
  ),
  says('A recommendation outside of the field is none of the monitors’ business.', (ask) =>
    ask.seenBy('recOutOfField', ...SECRETARIAT, ...MEMBERS),
  ),
  says('What was handed over in the field is for the monitors.', (ask) =>
    ask.seenBy('submitted', ...SECRETARIAT, ...MEMBERS, 'monitor'),
  ),
  says('What was handed over outside of the field is not for them.', (ask) =>
    ask.seenBy('outOfField', ...SECRETARIAT, ...MEMBERS),
  ),
  // Release
  says('What was released is for everybody.', (ask) => ask.seenBy('released', ...EVERYBODY)),
  says('A released recommendation is for everybody.', (ask) => ask.seenBy('recReleased', ...EVERYBODY)),
  says('Nothing is released by being handed over.', async (ask) => !(await ask.sees('public', 'submitted'))),
  says('A donor sees released material only.', async (ask) => {
    const { statements } = await ask.data('observer', `{ statements(first: 50) { edges { node { id } } } }`);
    return statements.edges.length === 1 && statements.edges[0].node.id === ask.id('released');
  }),
  says('Release does not open the drafts behind it: outsiders see frozen versions only.', async (ask) => {
    const { versions } = await ask.reads('public', 'released', 'versions { frozenAt }');
    return versions.length > 0 && versions.every((each: { frozenAt: string | null }) => each.frozenAt !== null);
  }),
  // Endorsers
  says('The secretariat sees who endorsed.', async (ask) => (await count(ask, 'officer', 'endorsing')) === 4),
  says('The chair sees who endorsed.', async (ask) => (await count(ask, 'chair', 'endorsing')) === 4),
  says('A member sees its own endorsement only.', async (ask) => (await count(ask, 'member', 'endorsing')) === 1),
  says(
    'A member that has not decided sees no endorsement.',
    async (ask) => (await count(ask, 'otherMember', 'endorsing')) === 0,
  ),
  says('A monitor learns nothing of endorsers.', async (ask) => (await count(ask, 'monitor', 'submitted')) === 0),
  says('The public learns nothing of endorsers.', async (ask) => (await count(ask, 'public', 'released')) === 0),
  says(
    'The administrator learns nothing of endorsers.',
    async (ask) => (await count(ask, 'administrator', 'released')) === 0,
  ),
  says('An endorsement is found by its id by its own organisation and the secretariat.', (ask) =>
    ask.seenBy('mine', ...SECRETARIAT, 'member'),
  ),
  says('Nobody finds the endorsement of another.', (ask) => ask.seenBy('others', ...SECRETARIAT)),
  says('Who has declined is known to the secretariat and itself.', (ask) => ask.seenBy('declined', ...SECRETARIAT)),
  says(
    'A member reads no tally of the quorum.',
    async (ask) => (await ask.reads('member', 'endorsing', 'quorum { tally { given } }')).quorum.tally === null,
  ),
  says(
    'The secretariat reads it.',
    async (ask) => (await ask.reads('officer', 'endorsing', 'quorum { tally { given } }')).quorum.tally.given === 3,
  ),
  says(
    'That a quorum was reached is visible to a member.',
    async (ask) => (await ask.reads('otherMember', 'endorsing', 'quorum { met }')).quorum.met === true,
  ),
  says(
    'That a quorum was reached is visible to the public, where the statement is.',
    async (ask) => (await ask.reads('public', 'released', 'quorum { met }')).quorum.met === true,
  ),
  says(
    'Three endorsers are no number for a member.',
    async (ask) => (await ask.reads('member', 'endorsing', 'quorum { count }')).quorum.count === null,
  ),
  says(
    'Three endorsers are no number for the public.',
    async (ask) => (await ask.reads('public', 'recReleased', 'endorsementCount')).endorsementCount === null,
  ),
  says(
    'Three endorsers are a number for the secretariat.',
    async (ask) => (await ask.reads('coordinator', 'recReleased', 'endorsementCount')).endorsementCount === 3,
  ),
  says(
    'How many stand behind networks is for the secretariat.',
    async (ask) =>
      (await ask.reads('member', 'endorsing', 'throughNetworks')).throughNetworks === null &&
      (await ask.reads('officer', 'endorsing', 'throughNetworks')).throughNetworks !== null,
  ),
  // Letters
  says('A member sees the letters of a statement that it signed, also before they go out.', (ask) =>
    ask.seenBy('prepared', ...SECRETARIAT, 'member'),
  ),
  says('A letter in the field is for the monitors; other members do not have it.', (ask) =>
    ask.seenBy('delivered', ...SECRETARIAT, 'member', 'monitor'),
  ),
  says('A letter outside of the field is not for them.', (ask) => ask.seenBy('letterOutOfField', ...SECRETARIAT)),
  says('The letter of a released statement is for everybody outside, and for the member that signed.', (ask) =>
    ask.seenBy('releasedLetter', ...SECRETARIAT, 'member', 'monitor', ...OUTSIDE),
  ),
  says(
    'The public does not see our reference on a letter.',
    async (ask) => (await ask.reads('public', 'releasedLetter', 'ourReference')).ourReference === null,
  ),
  says(
    'A monitor sees our reference.',
    async (ask) => (await ask.reads('monitor', 'delivered', 'ourReference')).ourReference !== null,
  ),
  says(
    'A donor does not see who is responsible.',
    async (ask) =>
      (await ask.reads('observer', 'releasedLetter', 'responsible { office { en } }')).responsible === null,
  ),
  says('How a letter was worked on is not for the public.', async (ask) => {
    const found = await ask.reads(
      'public',
      'releasedLetter',
      'attempts { at } clockLedger { kind } receipts { id } history(first: 1) { totalCount }',
    );
    return found.attempts.length + found.clockLedger.length + found.receipts.length === 0 && found.history === null;
  }),
  says(
    'Nor for the administrator.',
    async (ask) =>
      (await ask.reads('administrator', 'releasedLetter', 'history(first: 1) { totalCount }')).history === null,
  ),
  says(
    'What a ministry answered to a released statement is for the public.',
    async (ask) =>
      (await ask.reads('public', 'releasedLetter', 'responses(first: 5) { edges { node { verbatim } } }')).responses
        .edges.length === 1,
  ),
  // Findings
  says('A claim that nobody has verified is not for the public.', (ask) =>
    ask.seenBy('claimOnReleased', ...SECRETARIAT, ...MEMBERS, 'monitor'),
  ),
  says('A verified finding on a released recommendation is for everybody.', (ask) =>
    ask.seenBy('verified', ...EVERYBODY),
  ),
  says('A claim on a draft is for those who see the draft.', (ask) => ask.seenBy('claimOnDraft', ...SECRETARIAT)),
  says(
    'Who verified is not for the public.',
    async (ask) => (await ask.reads('public', 'verified', 'verifiedBy { office { en } }')).verifiedBy === null,
  ),
  says(
    'Who verified is known to a member.',
    async (ask) => (await ask.reads('otherMember', 'verified', 'verifiedBy { office { en } }')).verifiedBy !== null,
  ),
  // Histories
  says('Why a text was amended is for colleagues.', async (ask) =>
    (await ask.reads('member', 'endorsing', 'versions { reason }')).versions.some(
      (each: { reason: string | null }) => each.reason,
    ),
  ),
  says('The public reads what happened, not why, by whom or on what evidence.', async (ask) => {
    const { history } = await ask.reads(
      'public',
      'released',
      'history(first: 20) { edges { node { event reason payload evidence actor { office { en } } organisation { id } } } }',
    );
    return (
      history.edges.length > 3 &&
      history.edges.every(
        ({ node }: { node: Record<string, unknown> }) =>
          node.reason === null &&
          node.payload === null &&
          node.actor === null &&
          node.organisation === null &&
          (node.evidence as []).length === 0,
      )
    );
  }),
  says('What was sent along with a step is for the secretariat.', async (ask) => {
    const payloads = async (as: string) =>
      (await ask.reads(as, 'endorsing', 'history(first: 5) { edges { node { payload } } }')).history.edges.map(
        ({ node }: { node: { payload: unknown } }) => node.payload,
      );
    return (
      (await payloads('member')).every((each: unknown) => each === null) &&
      (await payloads('officer')).every((each: unknown) => each !== null)
    );
  }),
  // Documents and registers
  says('What the secretariat keeps is its own.', (ask) => ask.seenBy('docSecretariat', ...SECRETARIAT)),
  says('An organisation’s document is its own and the secretariat’s.', (ask) =>
    ask.seenBy('docOwn', ...SECRETARIAT, 'member'),
  ),
  says('A document for members is for those who work on the content.', (ask) =>
    ask.seenBy('docMembers', ...SECRETARIAT, ...MEMBERS, 'monitor'),
  ),
  says('The administrator keeps the mandates.', (ask) => ask.seenBy('mandate', ...SECRETARIAT, 'administrator')),
  says('A public document is for everybody.', (ask) => ask.seenBy('docPublic', ...EVERYBODY)),
  says('Outside, no member organisation is listed.', async (ask) => {
    const { organisations } = await ask.data('public', `{ organisations(first: 100) { edges { node { kind } } } }`);
    return (
      organisations.edges.length > 0 &&
      organisations.edges.every(({ node }: { node: { kind: string } }) => node.kind !== 'MEMBER')
    );
  }),
  says('Inside, who belongs to a network is known; outside it is not.', async (ask) => {
    const inside = await ask.reads('otherMember', orgId(org.networkA), 'members { id }');
    return (
      inside.members.length === 4 && (await ask.reads('public', orgId(org.networkA), 'members { id }')) === undefined
    );
  }),
  says('Instruments and their texts are public.', (ask) => ask.seenBy('edition', ...EVERYBODY)),
  says('Quorum rules are for those inside.', async (ask) => {
    const of = async (as: string) =>
      (await ask.data(as, `{ quorumRules(first: 50) { edges { node { id } } } }`)).quorumRules.edges.length;
    return (await of('otherMember')) > 0 && (await of('public')) === 0 && (await of('observer')) === 0;
  }),
  says(
    'Who proposed a recommendation is not for outsiders.',
    async (ask) =>
      (await ask.reads('public', 'recReleased', 'proposedBy { code }')).proposedBy === null &&
      (await ask.reads('member', 'recReleased', 'proposedBy { code }')).proposedBy !== null,
  ),
  // Acts
  says(
    'A policy officer opens and amends; a coordinator and a chair do not.',
    async (ask) =>
      (await ask.may('officer', 'drafting', 'OPEN')) &&
      !(await ask.may('coordinator', 'drafting', 'OPEN')) &&
      !(await ask.may('chair', 'endorsing', 'AMEND')),
  ),
  says(
    'A member does not open a statement, not even its own.',
    async (ask) => !(await ask.may('member', 'memberDraft', 'OPEN')),
  ),
  says(
    'A member edits what it proposed, and not what others did.',
    async (ask) =>
      (await ask.may('member', 'recMemberDraft', 'EDIT')) && !(await ask.may('member', 'recOpened', 'EDIT')),
  ),
  says(
    'Only the organisation itself withdraws its endorsement, the secretariat does not.',
    async (ask) => (await ask.may('member', 'mine', 'WITHDRAW')) && !(await ask.may('officer', 'mine', 'WITHDRAW')),
  ),
  says(
    'Only the organisation itself widens how its name appears.',
    async (ask) =>
      (await ask.may('member', 'mine', 'CHANGE_APPEARANCE')) &&
      !(await ask.may('officer', 'mine', 'CHANGE_APPEARANCE')) &&
      !(await ask.may('coordinator', 'mine', 'CHANGE_APPEARANCE')),
  ),
  says('A monitor records a response in its field.', (ask) => ask.may('monitor', 'delivered', 'RESPOND')),
  says(
    'A monitor does not redirect, suspend or cancel.',
    async (ask) =>
      !(await ask.may('monitor', 'delivered', 'REDIRECT')) && !(await ask.may('monitor', 'delivered', 'SUSPEND')),
  ),
  says('A donor acts on nothing.', async (ask) => {
    const { availableEvents } = await ask.reads('observer', 'released', 'availableEvents { allowed }');
    return availableEvents.every(({ allowed }: { allowed: boolean }) => !allowed);
  }),
  says('The administrator has no say in content: it drafts nothing.', async (ask) =>
    (await ask.refused('administrator', 'draftRecommendation', drafting)).includes('NOT_YOUR_ACT'),
  ),
  says('A monitor drafts nothing.', async (ask) =>
    (await ask.refused('monitor', 'draftRecommendation', drafting)).includes('NOT_YOUR_ACT'),
  ),
  says('Who has not signed in drafts nothing.', async (ask) =>
    (await ask.refused('public', 'draftRecommendation', drafting)).includes('NOT_YOUR_ACT'),
  ),
  says(
    'A member verifies a claim; a monitor does not.',
    async (ask) =>
      (await ask.may('otherMember', 'claimOnReleased', 'VERIFY')) &&
      !(await ask.may('monitor', 'claimOnReleased', 'VERIFY')),
  ),
  says(
    'What was verified is reversed by a policy officer, not by a member.',
    async (ask) =>
      (await ask.may('officer', 'verified', 'REVERSE')) && !(await ask.may('member', 'verified', 'REVERSE')),
  ),
  says('Nobody but the coordinator sets the bar of a quorum.', async (ask) => {
    const rule = { code: 'a bar', expectedRevision: 0, atLeast: 2 };
    return (
      (await ask.refused('officer', 'setQuorumRule', rule)).includes('NOT_YOUR_ACT') &&
      (await ask.refused('administrator', 'setQuorumRule', rule)).includes('NOT_YOUR_ACT')
    );
  }),
  says('The administrator keeps who belongs to a network, a policy officer does not.', async (ask) => {
    const input = { networkId: orgId(org.networkB), memberId: orgId(org.member(9)), on: '2026-01-01' };
    return (
      (await ask.refused('officer', 'joinNetwork', input)).includes('NOT_YOUR_ACT') &&
      !(await ask.refused('administrator', 'joinNetwork', input)).includes('NOT_YOUR_ACT')
    );
  }),
  says('A member does not register an edition.', async (ask) =>
    (
      await ask.refused('member', 'registerEdition', { instrumentId: instrumentId(instrument.plan), label: 'x' })
    ).includes('NOT_YOUR_ACT'),
  ),
  says('What is not there and what is not for you look the same.', async (ask) => {
    const query = `query ($id: ID!) { node(id: $id) { id } }`;
    const absent = await ask.scene.world.house.ask(query, { id: 'rec_00000000000040008000000000000000' });
    const forbidden = await ask.scene.world.house.ask(query, { id: ask.id('recDraft') });
    return JSON.stringify(absent) === JSON.stringify(forbidden);
  }),
  ...sentencesOfVoices,
  ...sentencesOfSeats,
];
