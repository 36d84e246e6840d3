import type { Wording } from './words.ts';

/** What can be done and what has happened, as a deed and as a fact. Khmer not yet read by a Khmer speaker. */
const events: Record<string, { deed: Wording; fact: Wording }> = {
  DRAFT: { deed: { en: 'Draft', km: 'ព្រាង' }, fact: { en: 'drafted', km: 'បានព្រាង' } },
  RECORD_PAST: {
    deed: { en: 'Enter the past', km: 'បញ្ចូលអតីតកាល' },
    fact: { en: 'entered from an older record', km: 'បានបញ្ចូលពីកំណត់ត្រាចាស់' },
  },
  EDIT: { deed: { en: 'Edit the text', km: 'កែអត្ថបទ' }, fact: { en: 'edited', km: 'បានកែ' } },
  PROPOSE: { deed: { en: 'Propose', km: 'ស្នើ' }, fact: { en: 'proposed', km: 'បានស្នើ' } },
  TAKE_UP: { deed: { en: 'Take up the proposal', km: 'យកសំណើមកធ្វើ' }, fact: { en: 'taken up', km: 'បានយកមកធ្វើ' } },
  DECLINE_PROPOSAL: {
    deed: { en: 'Decline the proposal', km: 'បដិសេធសំណើ' },
    fact: { en: 'proposal declined', km: 'សំណើត្រូវបានបដិសេធ' },
  },
  MERGE: { deed: { en: 'Merge into another', km: 'បញ្ចូលទៅក្នុងអនុសាសន៍ផ្សេង' }, fact: { en: 'merged', km: 'បានបញ្ចូលគ្នា' } },
  SPLIT: { deed: { en: 'Split', km: 'បំបែក' }, fact: { en: 'split', km: 'បានបំបែក' } },
  SUPERSEDE: { deed: { en: 'Replace by another', km: 'ជំនួសដោយអនុសាសន៍ផ្សេង' }, fact: { en: 'replaced', km: 'បានជំនួស' } },
  WITHDRAW: { deed: { en: 'Withdraw', km: 'ដកវិញ' }, fact: { en: 'withdrawn', km: 'បានដកវិញ' } },
  RETIRE: { deed: { en: 'Retire', km: 'ឈប់ប្រើ' }, fact: { en: 'retired', km: 'បានឈប់ប្រើ' } },
  CORRECT: {
    deed: { en: 'Correct an entry', km: 'កែតម្រូវការបញ្ចូល' },
    fact: { en: 'an entry was corrected', km: 'ការបញ្ចូលមួយត្រូវបានកែតម្រូវ' },
  },
  CARRYING_MOVED: {
    deed: { en: 'Carried further', km: 'បានឈានទៅមុខ' },
    fact: { en: 'carried further by a statement', km: 'បានឈានទៅមុខដោយសេចក្តីថ្លែងការណ៍' },
  },
  CARRYING_ENDED: {
    deed: { en: 'Carrying ended', km: 'ឈប់លើកឡើង' },
    fact: { en: 'no longer carried by a statement', km: 'លែងមានក្នុងសេចក្តីថ្លែងការណ៍' },
  },
  INTEGRATION_VERIFIED: {
    deed: { en: 'Integration verified', km: 'បានផ្ទៀងផ្ទាត់ការដាក់បញ្ចូល' },
    fact: { en: 'found in a text, and verified', km: 'បានរកឃើញក្នុងអត្ថបទ និងផ្ទៀងផ្ទាត់' },
  },
  INTEGRATION_REVERSED: {
    deed: { en: 'Integration reversed', km: 'បានត្រឡប់ការដាក់បញ្ចូល' },
    fact: { en: 'no longer found in the text', km: 'លែងមានក្នុងអត្ថបទ' },
  },
  OPEN: {
    deed: { en: 'Open for endorsement', km: 'បើកឱ្យគាំទ្រ' },
    fact: { en: 'opened for endorsement', km: 'បានបើកឱ្យគាំទ្រ' },
  },
  CLOSE: { deed: { en: 'Close the sign-on', km: 'បិទការគាំទ្រ' }, fact: { en: 'sign-on closed', km: 'បានបិទការគាំទ្រ' } },
  EXTEND: { deed: { en: 'Extend the deadline', km: 'ពន្យារពេល' }, fact: { en: 'deadline extended', km: 'បានពន្យារពេល' } },
  AMEND: { deed: { en: 'Amend the text', km: 'ធ្វើវិសោធនកម្មអត្ថបទ' }, fact: { en: 'amended', km: 'បានធ្វើវិសោធនកម្ម' } },
  REOPEN: { deed: { en: 'Reopen', km: 'បើកឡើងវិញ' }, fact: { en: 'reopened', km: 'បានបើកឡើងវិញ' } },
  SUBMIT: {
    deed: { en: 'Prepare submissions', km: 'រៀបចំការដាក់ជូន' },
    fact: { en: 'submissions prepared', km: 'បានរៀបចំការដាក់ជូន' },
  },
  SUBMISSION_DELIVERED: {
    deed: { en: 'Delivered', km: 'បានប្រគល់' },
    fact: { en: 'a submission was delivered', km: 'ការដាក់ជូនមួយត្រូវបានប្រគល់' },
  },
  CONCLUDE: { deed: { en: 'Conclude', km: 'បញ្ចប់' }, fact: { en: 'concluded', km: 'បានបញ្ចប់' } },
  RENEW: { deed: { en: 'Renew in a later cycle', km: 'បន្តក្នុងវដ្ដក្រោយ' }, fact: { en: 'renewed', km: 'បានបន្ត' } },
  RELEASE: { deed: { en: 'Release the text', km: 'ផ្សាយអត្ថបទ' }, fact: { en: 'text released', km: 'បានផ្សាយអត្ថបទ' } },
  EMBARGO_ENDED: { deed: { en: 'Embargo ended', km: 'ផុតពេលរក្សាទុក' }, fact: { en: 'embargo ended', km: 'ផុតពេលរក្សាទុក' } },
  ENDORSE: { deed: { en: 'Endorse', km: 'គាំទ្រ' }, fact: { en: 'endorsed', km: 'បានគាំទ្រ' } },
  RESERVE: {
    deed: { en: 'Change reservations', km: 'កែការកក់ទុក' },
    fact: { en: 'reservations changed', km: 'បានកែការកក់ទុក' },
  },
  DECLINE: { deed: { en: 'Decline', km: 'បដិសេធ' }, fact: { en: 'declined', km: 'បានបដិសេធ' } },
  ABSTAIN: { deed: { en: 'Abstain', km: 'អនុប្បវាទ' }, fact: { en: 'abstained', km: 'បានអនុប្បវាទ' } },
  CONFIRM: { deed: { en: 'Confirm', km: 'បញ្ជាក់' }, fact: { en: 'confirmed', km: 'បានបញ្ជាក់' } },
  RECONFIRM: {
    deed: { en: 'Confirm again', km: 'បញ្ជាក់ម្ដងទៀត' },
    fact: { en: 'confirmed again', km: 'បានបញ្ជាក់ម្ដងទៀត' },
  },
  PREPARE: { deed: { en: 'Prepare', km: 'រៀបចំ' }, fact: { en: 'letter prepared', km: 'បានរៀបចំលិខិត' } },
  PREPARE_AGAIN: {
    deed: { en: 'Prepare the letter again', km: 'រៀបចំលិខិតម្ដងទៀត' },
    fact: { en: 'letter prepared again', km: 'បានរៀបចំលិខិតម្ដងទៀត' },
  },
  DELIVER: { deed: { en: 'Record delivery', km: 'កត់ត្រាការប្រគល់' }, fact: { en: 'delivered', km: 'បានប្រគល់' } },
  REFUSED_AT_COUNTER: {
    deed: { en: 'Record refusal at the counter', km: 'កត់ត្រាការមិនទទួលនៅបញ្ជរ' },
    fact: { en: 'refused at the counter', km: 'មិនទទួលនៅបញ្ជរ' },
  },
  RECEIPT: {
    deed: { en: 'Record receipt', km: 'កត់ត្រាភស្តុតាងទទួល' },
    fact: { en: 'receipt recorded', km: 'បានកត់ត្រាភស្តុតាងទទួល' },
  },
  ACKNOWLEDGE: {
    deed: { en: 'Record acknowledgement', km: 'កត់ត្រាការទទួលដំណឹង' },
    fact: { en: 'acknowledged', km: 'បានទទួលដំណឹង' },
  },
  RESPOND: { deed: { en: 'Record an answer', km: 'កត់ត្រាការឆ្លើយតប' }, fact: { en: 'answered', km: 'បានឆ្លើយតប' } },
  RECORD_SILENCE: {
    deed: { en: 'Record silence', km: 'កត់ត្រាថាគ្មានការឆ្លើយតប' },
    fact: { en: 'silence recorded', km: 'បានកត់ត្រាថាគ្មានការឆ្លើយតប' },
  },
  REDIRECT: { deed: { en: 'Redirect', km: 'បញ្ជូនបន្ត' }, fact: { en: 'redirected', km: 'បានបញ្ជូនបន្ត' } },
  RESEND: { deed: { en: 'Send again', km: 'ផ្ញើម្ដងទៀត' }, fact: { en: 'sent again', km: 'បានផ្ញើម្ដងទៀត' } },
  SUSPEND: {
    deed: { en: 'Stop the clock', km: 'ផ្អាកការរាប់ថ្ងៃ' },
    fact: { en: 'clock stopped', km: 'បានផ្អាកការរាប់ថ្ងៃ' },
  },
  RESUME: {
    deed: { en: 'Let the clock run on', km: 'បន្តការរាប់ថ្ងៃ' },
    fact: { en: 'clock runs on', km: 'បានបន្តការរាប់ថ្ងៃ' },
  },
  GRANT_EXTENSION: {
    deed: { en: 'Grant an extension', km: 'ផ្ដល់ការពន្យារពេល' },
    fact: { en: 'extension granted', km: 'បានពន្យារពេល' },
  },
  CANCEL: { deed: { en: 'Cancel', km: 'លុបចោល' }, fact: { en: 'cancelled', km: 'បានលុបចោល' } },
  CLAIM: { deed: { en: 'Claim an integration', km: 'អះអាងការដាក់បញ្ចូល' }, fact: { en: 'claimed', km: 'បានអះអាង' } },
  VERIFY: { deed: { en: 'Verify', km: 'ផ្ទៀងផ្ទាត់' }, fact: { en: 'verified', km: 'បានផ្ទៀងផ្ទាត់' } },
  REJECT: { deed: { en: 'Reject', km: 'មិនទទួលយក' }, fact: { en: 'rejected', km: 'មិនទទួលយក' } },
  RECHECK: { deed: { en: 'Check again', km: 'ពិនិត្យម្ដងទៀត' }, fact: { en: 'to be checked again', km: 'ត្រូវពិនិត្យម្ដងទៀត' } },
  REVERSE: { deed: { en: 'Reverse', km: 'ត្រឡប់វិញ' }, fact: { en: 'reversed', km: 'បានត្រឡប់វិញ' } },
};

const plain = (event: string): Wording => {
  const words = event.toLowerCase().replaceAll('_', ' ');
  return { en: words[0]?.toUpperCase() + words.slice(1), km: words };
};

/** An event as something to do. */
export const deedOf = (event: string): Wording => events[event]?.deed ?? plain(event);

/** An event as something that has happened. */
export const factOf = (event: string): Wording => events[event]?.fact ?? plain(event);
