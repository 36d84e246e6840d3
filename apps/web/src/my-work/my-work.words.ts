/** What the page of one's own work says. Khmer not yet read by a Khmer speaker, but the glossary's terms. */
export const words = {
  title: { en: 'My work', km: 'ការងាររបស់ខ្ញុំ' },
  lead: {
    en: '{count, plural, =0 {Nothing waits for you} =1 {One thing waits for you} other {# things wait for you}}',
    km: 'ការងារ {count} រង់ចាំអ្នក',
  },
  empty: {
    en: 'What only you can do will stand here, with its day. Until then: look through the recommendations, or draft one.',
    km: 'អ្វីដែលមានតែអ្នកអាចធ្វើនឹងនៅទីនេះ ជាមួយថ្ងៃកំណត់។ ក្នុងពេលនេះ សូមមើលអនុសាសន៍ ឬព្រាងមួយ។',
  },
  emptyMember: {
    en: 'When a statement asks for the decision of your organisation, it will stand here with its deadline.',
    km: 'ពេលសេចក្តីថ្លែងការណ៍សុំការសម្រេចពីអង្គការរបស់អ្នក វានឹងនៅទីនេះជាមួយថ្ងៃផុតកំណត់។',
  },
  toRecommendations: { en: 'To the recommendations', km: 'ទៅអនុសាសន៍' },
  toStatements: { en: 'To the statements', km: 'ទៅសេចក្តីថ្លែងការណ៍រួម' },
  allDecisions: { en: 'All decisions of our organisation', km: 'ការសម្រេចទាំងអស់របស់អង្គការយើង' },
  decide: { en: 'Decide whether your organisation endorses', km: 'សម្រេចថាអង្គការរបស់អ្នកគាំទ្រឬអត់' },
  reconfirm: { en: 'Confirm again: the text has changed', km: 'បញ្ជាក់ម្ដងទៀត៖ អត្ថបទបានប្ដូរ' },
  confirm: { en: 'Confirm what was entered for you', km: 'បញ្ជាក់អ្វីដែលគេបានបញ្ចូលជំនួសអ្នក' },
  close: { en: 'The quorum is reached: the sign-on can be closed', km: 'កូរ៉ុមគ្រប់ហើយ៖ អាចបិទការគាំទ្របាន' },
  open: { en: 'Ready to be opened for endorsement', km: 'អាចបើកឱ្យគាំទ្របាន' },
  submit: { en: 'Prepare the submissions', km: 'រៀបចំការដាក់ជូន' },
  deliver: { en: 'Hand over the letter and record it', km: 'ប្រគល់លិខិត ហើយកត់ត្រា' },
  receipt: { en: 'Ask for a receipt and record it', km: 'សុំភស្តុតាងទទួល ហើយកត់ត្រា' },
  followUp: { en: 'Ask after the answer: its day has passed', km: 'សួរអំពីចម្លើយ៖ ហួសថ្ងៃកំណត់ហើយ' },
  verify: { en: 'Compare the texts: an integration was claimed', km: 'ប្រៀបធៀបអត្ថបទ៖ មានការអះអាងអំពីការដាក់បញ្ចូល' },
  recheck: { en: 'Check the integration again', km: 'ពិនិត្យការដាក់បញ្ចូលម្ដងទៀត' },
  due: { en: 'due {day}', km: 'ត្រឹម {day}' },
  wasDue: { en: 'was due {day}', km: 'ហួសកំណត់ {day}' },
  standsStill: { en: 'the clock stands still', km: 'ការរាប់ថ្ងៃផ្អាក' },
  underWay: { en: 'Waiting for others ({count})', km: 'រង់ចាំអ្នកដទៃ ({count})' },
} as const;
