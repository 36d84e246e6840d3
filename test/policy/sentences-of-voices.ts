import { org, orgId } from '../support/cast.js';
import type { Sentence } from './sentences.js';

const SECRETARIAT = ['officer', 'coordinator', 'chair'] as const;
const MEMBERS = ['member', 'otherMember'] as const;

const says = (text: string, holds: Sentence['holds']): Sentence => ({ says: text, holds });

/** What members ask and say, what community groups say, what is entered on behalf, and groups; written by hand. */
export const sentencesOfVoices: Sentence[] = [
  says('What was asked of the secretariat alone is for it and for who asked.', (ask) =>
    ask.seenBy('askedPrivately', ...SECRETARIAT, 'member'),
  ),
  says('What was asked without a name is for the members who see the statement, and not whose it is.', async (ask) => {
    const of = async (as: 'member' | 'otherMember' | 'officer') =>
      (await ask.reads(as, 'askedUnnamed', 'organisation { id }'))?.organisation;
    const seen = await ask.seenBy('askedUnnamed', ...SECRETARIAT, ...MEMBERS);
    return (
      seen && (await of('otherMember')) === null && (await of('member')) !== null && (await of('officer')) !== null
    );
  }),
  says('Of a remark others read what stands, and not how it was said before.', async (ask) => {
    const entries = async (as: 'member' | 'otherMember' | 'chair') =>
      (await ask.reads(as, 'askedUnnamed', 'entries { text }'))?.entries.length;
    return (await entries('member')) === 3 && (await entries('chair')) === 3 && (await entries('otherMember')) === 0;
  }),
  says('A remark on a draft goes no further than the draft, whoever is to read it.', (ask) =>
    ask.seenBy('askedOnDraft', ...SECRETARIAT, 'member'),
  ),
  says('A remark is no released material, also where what it is about is released.', (ask) =>
    ask.seenBy('askedOnReleased', ...SECRETARIAT, ...MEMBERS, 'monitor'),
  ),
  says('What is followed up, and what was said on the telephone, is for the secretariat.', (ask) =>
    ask.seenBy('followUpOfDraft', ...SECRETARIAT),
  ),
  says('A group reads the follow-up tasks of submissions in its field, and no others.', async (ask) => {
    const ofLetter = await ask.seenBy('followUpOfLetter', ...SECRETARIAT, 'monitor');
    return ofLetter && (await ask.seenBy('followUpOutOfField', ...SECRETARIAT));
  }),
  says('The secretariat does not show a remark to more people.', async (ask) => {
    const shown = { id: ask.id('askedPrivately'), expectedVersion: 99, audience: 'NAMED' };
    return (await ask.refused('officer', 'showRemark', shown)).includes('NOT_YOUR_ACT');
  }),
  says('A question is answered by the secretariat, not by a member.', async (ask) => {
    const answer = { id: ask.id('askedPrivately'), expectedVersion: 99, text: '', language: 'EN' };
    const by = async (as: 'member' | 'officer') => ask.refused(as, 'answerQuestion', answer);
    return (await by('member')).includes('NOT_YOUR_ACT') && !(await by('officer')).includes('NOT_YOUR_ACT');
  }),
  says('What a community group said in confidence is for the secretariat and who heard it.', (ask) =>
    ask.seenBy('concernConfidential', ...SECRETARIAT, 'member'),
  ),
  says('What it said openly is for those inside who see what it became part of.', (ask) =>
    ask.seenBy('concernShared', ...SECRETARIAT, ...MEMBERS, 'monitor'),
  ),
  says('What became part of a draft only goes no further than the draft.', (ask) =>
    ask.seenBy('concernOfDraft', ...SECRETARIAT, 'member'),
  ),
  says('An origin stays one through a merge, and as confidential as it was.', async (ask) => {
    const open = await ask.seenBy('concernOfMerged', ...SECRETARIAT, ...MEMBERS, 'monitor');
    return open && (await ask.seenBy('confidentialOfMerged', ...SECRETARIAT, 'member'));
  }),
  says('A complaint about what was entered on behalf is answered by a coordinator, not by who enters.', async (ask) => {
    const coordinator = await ask.may('coordinator', 'mine', 'ANSWER_COMPLAINT');
    return coordinator && !(await ask.may('officer', 'mine', 'ANSWER_COMPLAINT'));
  }),
  says('Who enters on behalf does not say how long an organisation has to confirm.', async (ask) => {
    const rule = { expectedRevision: 1, days: 0 };
    const by = async (as: 'officer' | 'coordinator') => ask.refused(as, 'setConfirmationRule', rule);
    return (await by('officer')).includes('NOT_YOUR_ACT') && !(await by('coordinator')).includes('NOT_YOUR_ACT');
  }),
  says('What a group watches is said by a coordinator, not by the administrator.', async (ask) => {
    const field = {
      groupId: orgId(org.networkA),
      expectedRevision: 0,
      topics: [],
      addresseeIds: [],
      instrumentIds: [],
    };
    const by = async (as: 'administrator' | 'coordinator') => ask.refused(as, 'setGroupField', field);
    return (await by('administrator')).includes('NOT_YOUR_ACT') && !(await by('coordinator')).includes('NOT_YOUR_ACT');
  }),
];
