import { declareMessages } from '#platform';

declareMessages({
  NAME_NOT_TO_BE_SHOWN: {
    en: 'The organisation does not let its name be seen. Only it can change that.',
    km: 'អង្គការមិនអនុញ្ញាតឱ្យបង្ហាញឈ្មោះទេ។ មានតែអង្គការនោះទេដែលអាចប្ដូរបាន។',
    checked: false,
  },
  NAME_NOT_RELEASED: {
    en: 'This name was not released: there is nothing to take back.',
    km: 'ឈ្មោះនេះមិនទាន់បានផ្សាយទេ៖ គ្មានអ្វីត្រូវដកវិញទេ។',
    checked: false,
  },
  NO_NAME_TO_RELEASE: {
    en: 'No organisation that has endorsed this statement lets its name be seen.',
    km: 'គ្មានអង្គការណាដែលបានគាំទ្រសេចក្តីថ្លែងការណ៍នេះ អនុញ្ញាតឱ្យបង្ហាញឈ្មោះទេ។',
    checked: false,
  },
  STATEMENT_NOT_OPEN: {
    en: 'There is nothing to sign: the statement is not open, or it was taken back.',
    km: 'គ្មានអ្វីត្រូវចុះហត្ថលេខាទេ៖ សេចក្តីថ្លែងការណ៍រួមមិនទាន់បើក ឬត្រូវបានដកវិញ។',
    checked: false,
  },
  SIGN_ON_CLOSED: {
    en: 'The sign-on is closed. A decision can be changed only while it is open.',
    km: 'ការចុះហត្ថលេខាបានបិទហើយ។ ការសម្រេចអាចប្ដូរបានតែពេលវាកំពុងបើក។',
    checked: false,
  },
  SIGN_ON_STILL_OPEN: {
    en: 'The sign-on is still open: let the organisation decide by itself, or enter on its behalf what it says now.',
    km: 'ការចុះហត្ថលេខានៅបើកនៅឡើយ៖ សូមឱ្យអង្គការសម្រេចដោយខ្លួនឯង ឬបញ្ចូលជំនួសនូវអ្វីដែលអង្គការនិយាយឥឡូវ។',
    checked: false,
  },
  ANOTHER_VERSION: {
    en: 'The text has changed: version {current} is the one to decide on. Read it first.',
    km: 'អត្ថបទបានផ្លាស់ប្ដូរ៖ ត្រូវសម្រេចលើកំណែលេខ {current}។ សូមអានវាជាមុន។',
    checked: false,
  },
  EVIDENCE_NEEDED: {
    en: 'Attach what proves it: the note of the call, or the signed paper.',
    km: 'សូមភ្ជាប់ភស្តុតាង៖ កំណត់ត្រាទូរស័ព្ទ ឬក្រដាសដែលបានចុះហត្ថលេខា។',
    checked: false,
  },
  ONLY_THE_ORGANISATION_SHOWS_ITSELF: {
    en: 'Only the organisation itself can let its name be seen. Enter it as hidden.',
    km: 'មានតែអង្គការខ្លួនឯងទេដែលអាចឱ្យគេឃើញឈ្មោះរបស់ខ្លួន។ សូមបញ្ចូលដោយលាក់ឈ្មោះ។',
    checked: false,
  },
  ONLY_THE_ORGANISATION_DECIDES: {
    en: 'With that, the organisation would say something else than it says now. Only the organisation itself can do that.',
    km: 'បើធ្វើដូច្នេះ អង្គការនោះនឹងនិយាយខុសពីអ្វីដែលខ្លួនបាននិយាយ។ មានតែអង្គការខ្លួនឯងទេដែលអាចធ្វើបាន។',
    checked: false,
  },
  ITEM_NOT_IN_VERSION: {
    en: 'This version has no such item: {items}.',
    km: 'កំណែនេះគ្មានចំណុចនេះទេ៖ {items}។',
    checked: false,
  },
});
