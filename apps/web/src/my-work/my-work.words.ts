/** What the page of one's own work says. Khmer not yet read by a Khmer speaker, but the glossary's terms. */
export const words = {
  title: { en: 'My work', km: 'ការងាររបស់ខ្ញុំ' },
  lead: {
    en: '{count, plural, =0 {Nothing waits for you alone} =1 {One thing waits for you alone} other {# things wait for you alone}}',
    km: 'ការងារ {count} រង់ចាំតែអ្នក',
  },
  onlyYou: { en: 'Only you ({count})', km: 'មានតែអ្នក ({count})' },
  thisWeek: { en: 'This week, you or others ({count})', km: 'សប្ដាហ៍នេះ អ្នក ឬអ្នកដទៃ ({count})' },
  waiting: { en: 'Waiting for others ({count})', km: 'រង់ចាំអ្នកដទៃ ({count})' },
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
  due: { en: 'due {day}', km: 'ត្រឹម {day}' },
  wasDue: { en: 'was due {day}', km: 'ហួសកំណត់ {day}' },
  underWay: { en: 'Waiting for others ({count})', km: 'រង់ចាំអ្នកដទៃ ({count})' },
} as const;
