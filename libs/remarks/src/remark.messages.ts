import { declareMessages } from '#platform';

declareMessages({
  REMARK_TOO_LONG: {
    en: '{length} characters are too many: at most {most}. Attach a longer text to a letter.',
    km: 'អក្សរ {length} វែងពេក៖ យ៉ាងច្រើន {most}។',
    checked: false,
  },
  NOTHING_TO_REMARK_ON: {
    en: 'It was taken back or closed: nothing is asked or said about it any more.',
    km: 'វាត្រូវបានដកវិញ ឬបិទហើយ៖ មិនអាចសួរ ឬផ្ដល់មតិយោបល់ទៀតទេ។',
    checked: false,
  },
  REMARK_TAKEN_BACK: {
    en: 'It was taken back. Say it again if it is to stand.',
    km: 'វាត្រូវបានដកវិញហើយ។ បើចង់ឱ្យមាន សូមសរសេរម្ដងទៀត។',
    checked: false,
  },
  NOT_A_QUESTION: {
    en: 'This is a comment; only a question is answered.',
    km: 'នេះជាមតិយោបល់។ មានតែសំណួរទេដែលត្រូវឆ្លើយ។',
    checked: false,
  },
});
