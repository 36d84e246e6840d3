import { declareMessages } from '#platform';

declareMessages({
  TOKEN_MAY_NOT: {
    en: 'This token only reads.',
    km: 'សោនេះអាចអានបានតែប៉ុណ្ណោះ។',
    checked: false,
  },
  ONLY_IN_PERSON: {
    en: 'This is done in person, not through the token of a program.',
    km: 'ការនេះត្រូវធ្វើដោយផ្ទាល់ មិនមែនតាមសោរបស់កម្មវិធីទេ។',
    checked: false,
  },
  TOKEN_TOO_LONG: {
    en: 'A token lasts a year at the most, and ends later than now.',
    km: 'សោមួយអាចប្រើបានយ៉ាងយូរមួយឆ្នាំ ហើយត្រូវផុតកំណត់ក្រោយពេលនេះ។',
    checked: false,
  },
  MORE_THAN_THE_SEAT: {
    en: 'Your seat does not give this right, so that a token cannot have it.',
    km: 'អាសនៈរបស់អ្នកគ្មានសិទ្ធិនេះទេ ដូច្នេះសោក៏មិនអាចមានសិទ្ធិនេះដែរ។',
    checked: false,
  },
  PROVE_IT_IS_YOU: {
    en: 'This needs to be asked for by you, just now: use your passkey, or the code of your app, and do it again within ten minutes.',
    km: 'សូមបញ្ជាក់ម្ដងទៀតថាជាអ្នក ដោយប្រើសោចូល (passkey) ឬលេខកូដពីកម្មវិធី រួចធ្វើឡើងវិញក្នុងរយៈពេល ១០ នាទី។',
    checked: false,
  },
  SECOND_FACTOR_NEEDED: {
    en: 'What you may do here needs a passkey or a code app. Set one up on the page of your sign-in; then everything is open.',
    km: 'អ្វីដែលអ្នកអាចធ្វើនៅទីនេះ ត្រូវការសោចូល (passkey) ឬកម្មវិធីលេខកូដ។ សូមបន្ថែមមួយក្នុងទំព័រការចូលរបស់អ្នក។',
    checked: false,
  },
  SEAT_ENDED: {
    en: 'Your seat has ended: you can no longer act through it. This attempt was recorded.',
    km: 'អាសនៈរបស់អ្នកបានផុតកំណត់ហើយ។ អ្នកមិនអាចធ្វើអ្វីតាមរយៈអាសនៈនេះទៀតទេ។ ការប៉ុនប៉ងនេះត្រូវបានកត់ត្រា។',
    checked: false,
  },
  SEAT_CHANGED: {
    en: 'What your seat lets you do was changed just now: load the page again. This attempt was recorded.',
    km: 'សិទ្ធិនៃអាសនៈរបស់អ្នកទើបតែត្រូវបានប្ដូរ។ សូមបើកទំព័រម្ដងទៀត។ ការប៉ុនប៉ងនេះត្រូវបានកត់ត្រា។',
    checked: false,
  },
  DELEGATION_ENDED: {
    en: 'You can no longer act for the holder of this seat. This attempt was recorded.',
    km: 'អ្នកមិនអាចធ្វើជំនួសអ្នកកាន់អាសនៈនេះទៀតទេ។ ការប៉ុនប៉ងនេះត្រូវបានកត់ត្រា។',
    checked: false,
  },
  NOT_BY_DELEGATION: {
    en: 'The holder of the seat does this in person.',
    km: 'មានតែអ្នកកាន់អាសនៈខ្លួនឯងទេ ដែលអាចធ្វើការនេះបាន។',
    checked: false,
  },
  SIGNED_OUT: {
    en: 'You were signed out on this device: sign in again. This attempt was recorded.',
    km: 'អ្នកត្រូវបានដកចេញពីឧបករណ៍នេះ។ សូមចូលម្ដងទៀត។ ការប៉ុនប៉ងនេះត្រូវបានកត់ត្រា។',
    checked: false,
  },
  NO_ADDRESS: {
    en: 'This is not an e-mail address that we can write to.',
    km: 'នេះមិនមែនជាអាសយដ្ឋានអ៊ីមែលដែលយើងអាចផ្ញើទៅបានទេ។',
    checked: false,
  },
  ADDRESS_TAKEN: {
    en: 'Somebody signs in with this address already.',
    km: 'មានអ្នកប្រើអាសយដ្ឋាននេះសម្រាប់ចូលរួចហើយ។',
    checked: false,
  },
});
