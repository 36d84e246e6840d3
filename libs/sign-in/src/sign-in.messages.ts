import { declareMessages } from '#platform';

declareMessages({
  CODE_DOES_NOT_COUNT: {
    en: 'This code does not count: it is wrong, too old, or was used already.',
    km: 'លេខកូដនេះមិនអាចប្រើបានទេ៖ វាខុស ហួសពេល ឬបានប្រើរួចហើយ។',
    checked: false,
  },
  TOO_MANY_ATTEMPTS: {
    en: 'Too many attempts. Wait a while and try again; the account is not closed.',
    km: 'ព្យាយាមច្រើនដងពេក។ សូមរង់ចាំបន្តិច រួចព្យាយាមម្ដងទៀត។ គណនីមិនត្រូវបានបិទទេ។',
    checked: false,
  },
  CODE_APP_CONNECTED: {
    en: 'A code app is connected already. Remove it before you connect another.',
    km: 'មានកម្មវិធីលេខកូដភ្ជាប់រួចហើយ។ សូមដកវាចេញជាមុន ទើបភ្ជាប់កម្មវិធីថ្មី។',
    checked: false,
  },
  HAS_AN_ADDRESS: {
    en: 'There is an address already. Another one is a recovery: two coordinators and a day.',
    km: 'មានអាសយដ្ឋានរួចហើយ។ ការប្ដូរអាសយដ្ឋានជាការស្ដារគណនី៖ អ្នកសម្របសម្រួលពីរនាក់ និងរយៈពេលមួយថ្ងៃ។',
    checked: false,
  },
  NOT_YOUR_OWN_RECOVERY: {
    en: 'Nobody recovers their own account: ask two other coordinators.',
    km: 'គ្មានអ្នកណាស្ដារគណនីខ្លួនឯងបានទេ៖ សូមស្នើអ្នកសម្របសម្រួលពីរនាក់ផ្សេង។',
    checked: false,
  },
  RECOVERY_UNDER_WAY: {
    en: 'A recovery of this account is under way already.',
    km: 'ការស្ដារគណនីនេះកំពុងដំណើរការរួចហើយ។',
    checked: false,
  },
  SECOND_COORDINATOR_NEEDED: {
    en: 'This needs a second coordinator: neither the one who began it, nor the person it is about.',
    km: 'ត្រូវការអ្នកសម្របសម្រួលទីពីរ៖ មិនមែនអ្នកដែលបានចាប់ផ្ដើម និងមិនមែនម្ចាស់គណនីទេ។',
    checked: false,
  },
});
