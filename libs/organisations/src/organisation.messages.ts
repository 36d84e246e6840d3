import { declareMessages } from '#platform';

declareMessages({
  ORGANISATION_CODE_TAKEN: {
    en: 'There is already an organisation with the code {code}.',
    km: 'មានអង្គការប្រើកូដ {code} រួចហើយ។',
    checked: false,
  },
  ORGANISATION_NAMED_SO_ALREADY: {
    en: 'A name that begins on {day} is already there. A new name begins on a later day.',
    km: 'មានឈ្មោះដែលចាប់ផ្ដើមនៅថ្ងៃ {day} រួចហើយ។ ឈ្មោះថ្មីត្រូវចាប់ផ្ដើមនៅថ្ងៃក្រោយ។',
    checked: false,
  },
  ALREADY_A_MEMBER: {
    en: 'It is a member of that network already.',
    km: 'វាជាសមាជិករបស់បណ្ដាញនោះរួចហើយ។',
    checked: false,
  },
  NOT_A_MEMBER: {
    en: 'It is no member of that network.',
    km: 'វាមិនមែនជាសមាជិករបស់បណ្ដាញនោះទេ។',
    checked: false,
  },
});
