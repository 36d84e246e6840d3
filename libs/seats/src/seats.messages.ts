import { declareMessages } from '#platform';

declareMessages({
  ROLE_NOT_THERE: {
    en: 'Nobody of this organisation can have this role.',
    km: 'អ្នកនៃអង្គការនេះមិនអាចមានតួនាទីនេះបានទេ។',
    checked: false,
  },
  RIGHT_NOT_FOR_ROLE: {
    en: 'A seat with this role cannot be given the right “{right}”.',
    km: 'អាសនៈដែលមានតួនាទីនេះ មិនអាចទទួលសិទ្ធិ «{right}» បានទេ។',
    checked: false,
  },
  NOT_YOUR_OWN_SEAT: {
    en: 'Somebody else decides about your own seat.',
    km: 'អ្នកផ្សេងទើបអាចសម្រេចអំពីអាសនៈរបស់អ្នក។',
    checked: false,
  },
  SEAT_OVER: { en: 'This seat has ended already.', km: 'អាសនៈនេះបានផុតកំណត់រួចហើយ។', checked: false },
  ENDS_IN_THE_PAST: {
    en: 'A seat can end now or later, not earlier; and it ends after it begins.',
    km: 'អាសនៈអាចផុតកំណត់ឥឡូវនេះ ឬពេលក្រោយ មិនអាចមុននេះទេ។ វាត្រូវផុតក្រោយពេលចាប់ផ្ដើម។',
    checked: false,
  },
  LAST_ADMINISTRATOR: {
    en: 'This is the last administrator: nobody could give a seat any more. Invite another one first.',
    km: 'នេះជាអ្នកគ្រប់គ្រងប្រព័ន្ធចុងក្រោយ។ សូមអញ្ជើញម្នាក់ទៀតជាមុនសិន។',
    checked: false,
  },
  HEIR_IS_OUTSIDE: {
    en: 'A seat is handed over to somebody who works in the coalition now. Invite anybody else.',
    km: 'អាសនៈអាចប្រគល់ទៅអ្នកដែលកំពុងធ្វើការក្នុងសម្ព័ន្ធតែប៉ុណ្ណោះ។ សម្រាប់អ្នកផ្សេង សូមអញ្ជើញ។',
    checked: false,
  },
  SAME_HOLDER: {
    en: 'This person holds the seat already.',
    km: 'អ្នកនេះកាន់អាសនៈនេះរួចហើយ។',
    checked: false,
  },
  TOO_MANY_INVITATIONS: {
    en: 'The organisation has {most} open invitations. Withdraw some first.',
    km: 'អង្គការនេះមានការអញ្ជើញកំពុងរង់ចាំ {most}។ សូមដកខ្លះជាមុនសិន។',
    checked: false,
  },
  RIGHT_NOT_DELEGABLE: {
    en: 'The right “{right}” cannot be delegated, or your seat does not have it.',
    km: 'សិទ្ធិ «{right}» មិនអាចផ្ទេរបានទេ ឬអាសនៈរបស់អ្នកគ្មានសិទ្ធិនេះ។',
    checked: false,
  },
  DELEGATE_IS_OUTSIDE: {
    en: 'Only somebody who works in the coalition now, and not you, can act for you.',
    km: 'មានតែអ្នកដែលកំពុងធ្វើការក្នុងសម្ព័ន្ធ ហើយមិនមែនអ្នកខ្លួនឯងទេ ដែលអាចធ្វើជំនួសអ្នកបាន។',
    checked: false,
  },
  DELEGATION_TOO_LONG: {
    en: 'A delegation ends after it begins, in the future, and lasts at most {days} days.',
    km: 'ការផ្ទេរសិទ្ធិត្រូវផុតក្រោយពេលចាប់ផ្ដើម នៅពេលខាងមុខ ហើយមិនលើសពី {days} ថ្ងៃទេ។',
    checked: false,
  },
  NOT_A_SUCCESSOR: {
    en: 'This is no other seat of the same organisation that holds now.',
    km: 'នេះមិនមែនជាអាសនៈផ្សេងរបស់អង្គការដដែល ដែលមានសុពលភាពឥឡូវនេះទេ។',
    checked: false,
  },
  CANNOT_GO_ON: {
    en: 'This seat lacks the right “{right}”, without which nobody can go on with it.',
    km: 'អាសនៈនេះគ្មានសិទ្ធិ «{right}» ដែលត្រូវការដើម្បីបន្តការងារនោះទេ។',
    checked: false,
  },
  NOT_A_MANDATE: {
    en: 'This document is not a mandate.',
    km: 'ឯកសារនេះមិនមែនជាលិខិតប្រគល់សិទ្ធិទេ។',
    checked: false,
  },
});
