import { declareMessages } from '#platform';

declareMessages({
  CONCERN_TOO_LONG: {
    en: '{length} characters are too many: at most {most}.',
    km: 'អក្សរ {length} វែងពេក៖ យ៉ាងច្រើន {most}។',
    checked: false,
  },
  CONCERN_TAKEN_BACK: {
    en: 'It was taken back. Write it down again if it is to stand.',
    km: 'វាត្រូវបានដកវិញហើយ។ បើចង់ឱ្យមាន សូមកត់ត្រាម្ដងទៀត។',
    checked: false,
  },
  PART_OF_IT_ALREADY: {
    en: 'It is part of that recommendation already.',
    km: 'វាជាផ្នែកនៃអនុសាសន៍នោះរួចហើយ។',
    checked: false,
  },
});
