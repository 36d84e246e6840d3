/** What the pages say. Khmer that no Khmer speaker has read yet, as in the catalogues. */
const TEXTS = {
  title: ['ចូល', 'Sign in'],
  tagline: ['តាមដានអនុសាសន៍នីមួយៗ ពីសេចក្តីព្រាងរហូតដល់ច្បាប់។', 'Carries each recommendation from draft to law.'],
  passkeyButton: ['ចូលដោយសោចូល (passkey)', 'Sign in with a passkey'],
  passkeyHint: [
    'ម្រាមដៃ មុខ ឬលេខ PIN របស់ឧបករណ៍អ្នក។ វាដំណើរការតែនៅទីនេះ មិនដំណើរការនៅទំព័រក្លែងក្លាយទេ។',
    'The finger, face or PIN of your device. It answers to this address only, never to a page that imitates it.',
  ],
  passkeyNotHere: [
    'សោចូលត្រូវការអាសយដ្ឋានដែលមានឈ្មោះ។ លើម៉ាស៊ីននេះ សូមបើក៖',
    'A passkey needs an address with a name. On this machine, open:',
  ],
  noScript: ['សោចូលត្រូវការ JavaScript។ អ៊ីមែលមិនត្រូវការទេ។', 'A passkey needs JavaScript. E-mail does not.'],
  or: ['ឬ', 'or'],
  address: ['អាសយដ្ឋានអ៊ីមែល', 'E-mail address'],
  sendMail: ['ផ្ញើលេខកូដមកខ្ញុំ', 'Send me a code'],
  noMail: ['ការចូលតាមអ៊ីមែលមិនទាន់បានរៀបចំនៅទីនេះទេ។', 'Sign-in by e-mail is not set up here.'],
  notSetUp: [
    'ការចូលមិនទាន់បានរៀបចំនៅទីនេះទេ។ អ្នករៀបចំប្រព័ន្ធត្រូវកំណត់អាសយដ្ឋាន (PUBLIC_URL)។',
    'Sign-in is not set up here. Whoever runs this has to say its address (PUBLIC_URL).',
  ],
  askedTitle: ['សូមមើលអ៊ីមែលរបស់អ្នក', 'Look at your e-mail'],
  askedText: [
    'បើមានគណនីសម្រាប់អាសយដ្ឋាននោះ លេខកូដប្រាំបីខ្ទង់កំពុងធ្វើដំណើរ។ វាប្រើបានម្ដង ក្នុងរយៈពេល ១០ នាទី។',
    'If somebody signs in with this address, a code of eight digits is on its way. It works once, for ten minutes.',
  ],
  askedBrowser: [
    'សូមវាយលេខកូដនៅទីនេះ។ តំណក្នុងអ៊ីមែលដំណើរការតែក្នុងកម្មវិធីរុករកនេះ។',
    'Type the code in here. The link in the mail works in this browser only.',
  ],
  code: ['លេខកូដ', 'Code'],
  useCode: ['ចូលដោយលេខកូដនេះ', 'Sign in with this code'],
  askAgain: ['ស្នើលេខកូដថ្មី', 'Ask for another code'],
  linkTitle: ['តើចូលឬ?', 'Sign in here?'],
  linkText: ['សូមចុចប៊ូតុង ដើម្បីចូលលើឧបករណ៍នេះ។', 'Press the button to sign in on this device.'],
  linkButton: ['ចូលលើឧបករណ៍នេះ', 'Sign in on this device'],
  linkElsewhere: [
    'តំណនេះដំណើរការតែក្នុងកម្មវិធីរុករកដែលបានស្នើ។ សូមវាយលេខកូដពីអ៊ីមែលក្នុងទំព័រដែលអ្នកបានស្នើ ឬស្នើម្ដងទៀតនៅទីនេះ។',
    'This link works only in the browser that asked for it. Type the code of the mail into the page where you asked, or ask again here.',
  ],
  secondTitle: ['ជំហានទីពីរ', 'One more step'],
  secondText: [
    'លេខកូដប្រាំមួយខ្ទង់ពីកម្មវិធីរបស់អ្នក ឬលេខកូដបម្រុងមួយដែលអ្នកបានកត់ទុក។',
    'The six digits of your code app, or one of the recovery codes that you wrote down.',
  ],
  secondLost: [
    'បាត់ទាំងពីរ? សូមប្រាប់អ្នកសម្របសម្រួល៖ ពីរនាក់អាចជួយអ្នកបាន ហើយមានប្រសិទ្ធភាពក្រោយមួយថ្ងៃ។',
    'Lost both? Tell a coordinator: two of them together can help, and it takes a day.',
  ],
  continue: ['បន្ត', 'Continue'],
  wrong: [
    'លេខកូដ ឬតំណនេះមិនអាចប្រើបានទេ៖ វាខុស ហួសពេល ឬបានប្រើរួចហើយ។ មិនមានអ្វីផ្លាស់ប្ដូរទេ។',
    'This code or link does not count: it is wrong, too old, or was used already. Nothing has changed.',
  ],
  tooMany: [
    'ព្យាយាមច្រើនដងពេក។ សូមរង់ចាំបន្តិច រួចព្យាយាមម្ដងទៀត។ គណនីមិនត្រូវបានបិទទេ។',
    'Too many attempts. Wait a while and try again; the account is not closed.',
  ],
  foreign: [
    'សំណើនេះមិនបានមកពីទំព័ររបស់យើងទេ។ មិនមានអ្វីផ្លាស់ប្ដូរទេ។',
    'This did not come from a page of ours. Nothing has changed.',
  ],
  passkeyFailed: [
    'សោចូលមិនបានដំណើរការទេ។ សូមព្យាយាមម្ដងទៀត ឬប្រើអ៊ីមែល។',
    'The passkey did not work. Try again, or use e-mail.',
  ],
  accountTitle: ['ការចូលរបស់អ្នក', 'Your sign-in'],
  signedInAs: ['អ្នកបានចូលជា', 'You are signed in as'],
  noSeat: [
    'អ្នកគ្មានអាសនៈដែលមានសុពលភាពឥឡូវនេះទេ ដូច្នេះអ្នកមិនអាចមើល ឬធ្វើអ្វីនៅទីនេះបានឡើយ។ អ្នកគ្រប់គ្រងនៃអង្គការរបស់អ្នក ឬលេខាធិការដ្ឋាន អាចផ្ដល់អាសនៈឱ្យអ្នកបាន។',
    'You have no seat that is valid now, so you can see and do nothing here. An administrator of your organisation, or the secretariat, can give you one.',
  ],
  secondFactorNeeded: [
    'តួនាទីរបស់អ្នកត្រូវការសោចូល (passkey) ឬកម្មវិធីលេខកូដ។ សូមបន្ថែមមួយខាងក្រោម ក្នុងរយៈពេល ១០ នាទីក្រោយពេលចូល។',
    'Your seat needs a passkey or a code app. Add one below, within ten minutes of signing in; until then other pages may stay closed to you.',
  ],
  signOut: ['ចាកចេញពីឧបករណ៍នេះ', 'Sign out on this device'],
  signedOut: ['អ្នកបានចាកចេញ។', 'You are signed out.'],
  devices: ['ឧបករណ៍ដែលអ្នកបានចូល', 'Devices on which you are signed in'],
  thisDevice: ['ឧបករណ៍នេះ', 'this one'],
  since: ['ចូលតាំងពី', 'since'],
  lastUsed: ['ប្រើចុងក្រោយ', 'last used'],
  end: ['បិទឧបករណ៍នេះ', 'End it'],
  endOthers: ['បិទឧបករណ៍ផ្សេងទាំងអស់', 'End all others'],
  passkeys: ['សោចូល (passkeys)', 'Passkeys'],
  noPasskeys: [
    'អ្នកមិនទាន់មានសោចូលទេ។ វាជាវិធីដែលមានសុវត្ថិភាពបំផុត។',
    'You have no passkey yet. It is the safest way to sign in.',
  ],
  passkeyName: ['ឈ្មោះសម្រាប់ឧបករណ៍នេះ', 'A name for this device'],
  addPasskey: ['បន្ថែមសោចូល', 'Add a passkey'],
  rename: ['ប្ដូរឈ្មោះ', 'Rename'],
  remove: ['ដកចេញ', 'Remove'],
  app: ['កម្មវិធីលេខកូដ', 'Code app'],
  appOn: ['បានភ្ជាប់។ លេខកូដបម្រុងនៅសល់៖', 'Connected. Recovery codes left:'],
  appOff: [
    'កម្មវិធីដែលបង្កើតលេខកូដ ធ្វើឱ្យការចូលតាមអ៊ីមែលមានសុវត្ថិភាពជាង។',
    'An app that makes codes makes sign-in by e-mail safer.',
  ],
  appBegin: ['ភ្ជាប់កម្មវិធីលេខកូដ', 'Connect a code app'],
  appSetup: [
    'សូមបញ្ចូលពាក្យសម្ងាត់នេះក្នុងកម្មវិធី រួចវាយលេខកូដដែលវាបង្ហាញ។',
    'Put this secret into the app, then type the code that it shows.',
  ],
  appOpen: ['បើកក្នុងកម្មវិធី', 'Open in the app'],
  appConfirm: ['ភ្ជាប់', 'Connect'],
  newCodes: ['បង្កើតលេខកូដបម្រុងថ្មី', 'Make new recovery codes'],
  codesTitle: ['លេខកូដបម្រុងរបស់អ្នក', 'Your recovery codes'],
  codesText: [
    'សូមកត់ទុកលើក្រដាស។ លេខកូដនីមួយៗប្រើបានម្ដង។ វានឹងមិនបង្ហាញម្ដងទៀតទេ។',
    'Write them down on paper. Each works once. They are not shown again.',
  ],
  codesDone: ['ខ្ញុំបានកត់ទុកហើយ', 'I have written them down'],
  proveTitle: ['សូមបញ្ជាក់ថាជាអ្នក', 'Show that it is you'],
  proveText: [
    'ដើម្បីធ្វើរឿងនេះ សូមប្រើសោចូល ឬលេខកូដម្ដងទៀត។ វាមានសុពលភាព ១០ នាទី។',
    'For this, use your passkey or a code once more. It counts for ten minutes.',
  ],
  proveNothing: [
    'អ្នកមិនទាន់មានសោចូល ឬកម្មវិធីលេខកូដទេ។ សូមចូលម្ដងទៀត រួចបន្ថែមមួយក្នុងរយៈពេល ១០ នាទី។',
    'You have neither a passkey nor a code app yet. Sign in again and add one within ten minutes.',
  ],
  provePasskey: ['បញ្ជាក់ដោយសោចូល', 'Use my passkey'],
  recovery: [
    'មានការស្ដារគណនីរបស់អ្នកកំពុងដំណើរការ។ បើមិនមែនអ្នកបានស្នើទេ សូមបញ្ឈប់វា។',
    'A recovery of your account is under way. If you did not ask for it, stop it.',
  ],
  recoveryDue: ['មានប្រសិទ្ធភាពនៅ', 'It takes effect on'],
  stopRecovery: ['បញ្ឈប់ការស្ដារ', 'Stop the recovery'],
  toWork: ['ទៅការងាររបស់ខ្ញុំ', 'To my work'],
  mailboxTitle: ['ប្រអប់សំបុត្រលើម៉ាស៊ីននេះ', 'Mailbox of this machine'],
  mailboxEmpty: ['សំបុត្រនឹងបង្ហាញនៅទីនេះ ព្រោះមិនមានម៉ាស៊ីនមេអ៊ីមែល។', 'Mail will be here, because there is no mail server.'],
  invitationTitle: ['ការអញ្ជើញ', 'An invitation'],
  invitationText: [
    'អ្នកត្រូវបានអញ្ជើញឱ្យធ្វើការក្នុង Anusas។ សូមចុចប៊ូតុង ដើម្បីទទួល។',
    'You are invited to work in Anusas. Press the button to accept.',
  ],
  invitationButton: ['ទទួលការអញ្ជើញ', 'Accept the invitation'],
  invitationDone: [
    'អ្នកបានទទួលការអញ្ជើញហើយ។ សូមចូលដោយអាសយដ្ឋានអ៊ីមែលដែលសំបុត្រនេះបានផ្ញើទៅ។',
    'You have accepted. Sign in with the e-mail address to which the invitation was sent.',
  ],
  invitationOver: [
    'ការអញ្ជើញនេះលែងមានសុពលភាពហើយ។ សូមសួរអ្នកដែលបានអញ្ជើញអ្នក។',
    'This invitation no longer holds. Ask whoever has invited you.',
  ],
  leave: ['ចាកចេញភ្លាម', 'Leave quickly'],
  back: ['ត្រឡប់', 'Back'],
} as const;

export type TextKey = keyof typeof TEXTS;
export type PageLanguage = 'km' | 'en';

/** A text of the pages in one language. */
export const text = (key: TextKey, language: PageLanguage): string => TEXTS[key][language === 'km' ? 0 : 1];
