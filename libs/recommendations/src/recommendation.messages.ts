import { declareMessages } from '#platform';

declareMessages({
  HELD_BY_STATEMENT: {
    en: 'It stands in a version that is open for sign-on or endorsed. Amend {statements} first.',
    km: 'វាស្ថិតនៅក្នុងសេចក្តីថ្លែងការណ៍រួមដែលកំពុងបើកឱ្យចុះហត្ថលេខា ឬត្រូវបានគាំទ្ររួច។ សូមកែ {statements} ជាមុន។',
    checked: false,
  },
  RECOMMENDATION_CLOSED: {
    en: 'This recommendation is closed; its successor carries it on.',
    km: 'អនុសាសន៍នេះត្រូវបានបិទហើយ។',
    checked: false,
  },
  PROPOSED_ALREADY: {
    en: 'It is proposed already; the secretariat answers.',
    km: 'វាត្រូវបានស្នើរួចហើយ។ លេខាធិការដ្ឋាននឹងឆ្លើយ។',
    checked: false,
  },
  NOT_PROPOSED: {
    en: 'There is no open proposal to answer.',
    km: 'គ្មានសំណើដែលរង់ចាំចម្លើយទេ។',
    checked: false,
  },
  SUCCESSOR_NEEDED: {
    en: 'Say which recommendation takes its place.',
    km: 'សូមបញ្ជាក់អនុសាសន៍ដែលជំនួសវា។',
    checked: false,
  },
  SUCCESSOR_IS_ITSELF: {
    en: 'A recommendation cannot take its own place.',
    km: 'អនុសាសន៍មិនអាចជំនួសខ្លួនវាបានទេ។',
    checked: false,
  },
});
