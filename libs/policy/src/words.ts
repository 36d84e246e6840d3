import type { Right, Role } from '#platform';
import type { Relation } from './who.js';

/** A word in both languages. */
export interface Said {
  en: string;
  km: string;
}
const said = (en: string, km: string): Said => ({ en, km });

/** No Khmer speaker has read the Khmer words below yet; whoever shows them says so. */
export const KHMER_CHECKED = false;

export const roleWords: Record<Role, Said> = {
  policyOfficer: said('policy officer', 'មន្ត្រីគោលនយោបាយ'),
  coordinator: said('coordinator', 'អ្នកសម្របសម្រួល'),
  chair: said('chair', 'ប្រធាន'),
  memberRepresentative: said('member representative', 'តំណាងអង្គការសមាជិក'),
  budgetGroupMember: said('budget working group member', 'សមាជិកក្រុមការងារថវិកា'),
  observer: said('observer', 'អ្នកសង្កេតការណ៍'),
  administrator: said('administrator', 'អ្នកគ្រប់គ្រងប្រព័ន្ធ'),
  public: said('not signed in', 'មិនបានចូលប្រើ'),
};

export const rightWords: Record<Right, Said> = {
  draft: said('right to draft', 'សិទ្ធិព្រាង'),
  endorse: said('right to endorse', 'សិទ្ធិគាំទ្រ'),
  record: said('right to record', 'សិទ្ធិកត់ត្រា'),
  verify: said('right to verify', 'សិទ្ធិផ្ទៀងផ្ទាត់'),
  administer: said('right to administer', 'សិទ្ធិគ្រប់គ្រង'),
};

export const relationWords: Record<Relation, Said> = {
  anyone: said('any', 'ណាមួយ'),
  ownOrganisation: said('of the own organisation', 'របស់អង្គការខ្លួន'),
  otherOrganisation: said('of another organisation', 'របស់អង្គការផ្សេង'),
  inField: said('in the group’s field', 'ក្នុងវិស័យរបស់ក្រុម'),
  responsible: said('as the one responsible', 'ជាអ្នកទទួលខុសត្រូវ'),
};

/** The facts about a thing that decide who may see it. */
export const factWords: Record<string, Said> = {
  ownOrganisation: said('of the own organisation', 'របស់អង្គការខ្លួន'),
  opened: said('once opened for sign-on', 'បន្ទាប់ពីបើកឱ្យគាំទ្រ'),
  handedOver: said('once handed over', 'បន្ទាប់ពីដាក់ជូន'),
  inField: said('in the group’s field', 'ក្នុងវិស័យរបស់ក្រុម'),
  released: said('once released to the public', 'បន្ទាប់ពីផ្សាយជាសាធារណៈ'),
  frozen: said('once frozen', 'បន្ទាប់ពីបិទអត្ថបទ'),
  signedByOwn: said('if the own organisation signed', 'បើអង្គការខ្លួនបានគាំទ្រ'),
  ofSubmissionInSight: said('of a submission that one sees', 'នៃការដាក់ជូនដែលខ្លួនមើលឃើញ'),
  shared: said('if its organisation shows it', 'បើអង្គការនោះបង្ហាញ'),
  ofSubjectInSight: said('about what one sees', 'អំពីអ្វីដែលខ្លួនមើលឃើញ'),
  ofRecommendationInSight: said('of a recommendation that one sees', 'នៃអនុសាសន៍ដែលខ្លួនមើលឃើញ'),
  verifiedOnce: said('once verified', 'បន្ទាប់ពីផ្ទៀងផ្ទាត់'),
  publicBody: said('institutions and the secretariat', 'ស្ថាប័ន និងលេខាធិការដ្ឋាន'),
  ownSeat: said('where one has a seat', 'ដែលខ្លួនមានអាសនៈ'),
  keepsSeats: said('if one keeps its seats', 'បើខ្លួនគ្រប់គ្រងអាសនៈ'),
  self: said('one’s own', 'របស់ខ្លួនឯង'),
  forMembers: said('if it is for members', 'បើសម្រាប់សមាជិក'),
  forEverybody: said('if it is for everybody', 'បើសម្រាប់គ្រប់គ្នា'),
  mandate: said('if it is a mandate', 'បើជាលិខិតប្រគល់សិទ្ធិ'),
  uploadedBySelf: said('if one handed it in oneself', 'បើខ្លួនបានផ្ញើមក'),
  begunBySelf: said('if one began it oneself', 'បើខ្លួនបានចាប់ផ្ដើម'),
};

/** What is acted on or read, where it has a word of its own; else the name in the schema stands. */
export const thingWords: Record<string, Said> = {
  recommendation: said('recommendation', 'អនុសាសន៍'),
  statement: said('joint statement', 'សេចក្តីថ្លែងការណ៍រួម'),
  statementVersion: said('version of a statement', 'កំណែសេចក្តីថ្លែងការណ៍រួម'),
  endorsement: said('endorsement', 'ការគាំទ្រ'),
  submission: said('submission', 'ការដាក់ជូន'),
  response: said('response', 'ការឆ្លើយតប'),
  receipt: said('receipt', 'ភស្តុតាងទទួល'),
  integration: said('integration', 'ការដាក់បញ្ចូល'),
  groupField: said('field of a group', 'វិស័យរបស់ក្រុម'),
  concern: said('concern or request of a community group', 'កង្វល់ ឬសំណើរបស់សហគមន៍'),
  concernEntry: said('wordings of a concern', 'កំណែកង្វល់'),
  proposal: said('proposal', 'សំណើ'),
  remark: said('comment or question', 'មតិយោបល់ ឬសំណួរ'),
  remarkEntry: said('wordings of a remark', 'កំណែមតិយោបល់'),
  confirmationRule: said('time to confirm', 'រយៈពេលបញ្ជាក់'),
  calendar: said('calendar of working days', 'ប្រតិទិនថ្ងៃធ្វើការ'),
  quorumRule: said('quorum rule', 'វិធានកូរ៉ុម'),
  statementQuorum: said('quorum', 'កូរ៉ុម'),
  instrument: said('policy instrument', 'ឧបករណ៍គោលនយោបាយ'),
  edition: said('edition of an instrument', 'កំណែឧបករណ៍គោលនយោបាយ'),
  organisation: said('organisation', 'អង្គការ'),
  document: said('document', 'ឯកសារ'),
  seat: said('seat', 'អាសនៈ'),
  workItem: said('what is pending', 'ការងារដែលនៅសល់'),
  delegation: said('delegation of a seat', 'ការផ្ទេរសិទ្ធិអាសនៈ'),
  invitation: said('invitation to a seat', 'ការអញ្ជើញឱ្យកាន់អាសនៈ'),
  seatChange: said('history of a seat', 'ប្រវត្តិនៃអាសនៈ'),
  refusedAttempt: said('attempt through a seat that ended', 'ការប៉ុនប៉ងតាមអាសនៈដែលផុតកំណត់'),
  signIn: said('sign-in', 'ការចូល'),
  message: said('message to a person', 'សារជូនដំណឹង'),
  inboxMessage: said('message to a person', 'សារជូនដំណឹង'),
  messageDelivery: said('message on its way', 'ការផ្ញើសារ'),
  followUp: said('follow-up task', 'ការងារតាមដាន'),
  followUpEntry: said('history of a follow-up task', 'ប្រវត្តិការងារតាមដាន'),
  device: said('device', 'ឧបករណ៍'),
  apiToken: said('token of a program', 'សោសម្រាប់កម្មវិធី'),
  recovery: said('recovery of an account', 'ការស្ដារគណនី'),
  historyEntry: said('history', 'ប្រវត្តិ'),
  importRun: said('list that comes in', 'បញ្ជីនាំចូល'),
  processMigration: said('version of a process', 'កំណែដំណើរការ'),
};

/** The table's own words. */
export const tableWords = {
  part: said('Part', 'ផ្នែក'),
  thing: said('What', 'អ្វី'),
  what: said('Act or field', 'សកម្មភាព ឬចំណុច'),
  states: said('In which states', 'ក្នុងស្ថានភាពណា'),
  does: said('may do', 'អាចធ្វើ'),
  sees: said('may see', 'អាចមើលឃើញ'),
  reads: said('may read, of what they see', 'អាចអាន ក្នុងអ្វីដែលមើលឃើញ'),
  yes: said('yes', 'បាទ/ចាស'),
  no: said('–', '–'),
  or: said(' or ', ' ឬ '),
  all: said('all of it', 'ទាំងអស់'),
  everyThing: said('every one', 'គ្រប់ទាំងអស់'),
  fromFive: said('from five upwards', 'ចាប់ពី ៥ ឡើង'),
  with: said('seen with: ', 'មើលឃើញជាមួយ៖ '),
  rest: said('everything else', 'អ្វីៗផ្សេងទៀត'),
  unchecked: said(
    'The Khmer words of this table have not been read by a Khmer speaker yet.',
    'ពាក្យខ្មែរក្នុងតារាងនេះ មិនទាន់មានអ្នកពិនិត្យនៅឡើយ។',
  ),
} satisfies Record<string, Said>;
