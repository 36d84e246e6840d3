import { declareMessages } from '#platform';

declareMessages({
  FOLLOW_UP_OVER: {
    en: 'It was done or stopped already. Open another one if there is more to do.',
    km: 'ការងារនេះបានបញ្ចប់ ឬបញ្ឈប់ហើយ។ បើនៅមានអ្វីត្រូវធ្វើ សូមបើកថ្មីមួយទៀត។',
    checked: false,
  },
  CANNOT_FOLLOW_UP: {
    en: 'Nobody with a valid seat who can follow this up: choose somebody who sees what it is about.',
    km: 'អាសនៈនេះមិនអាចតាមដានរឿងនេះបានទេ៖ សូមជ្រើសរើសអ្នកដែលអាចមើលឃើញរឿងនេះ។',
    checked: false,
  },
  DAY_IN_THE_PAST: {
    en: '{day} has passed: choose a later day.',
    km: 'ថ្ងៃទី {day} បានកន្លងផុតហើយ៖ សូមជ្រើសរើសថ្ងៃក្រោយ។',
    checked: false,
  },
  NOTE_TOO_LONG: {
    en: '{length} characters are too many: at most {most}.',
    km: 'អក្សរ {length} វែងពេក៖ យ៉ាងច្រើន {most}។',
    checked: false,
  },
});
