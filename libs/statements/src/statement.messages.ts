import { declareMessages } from '#platform';

declareMessages({
  NO_ITEM: {
    en: 'It carries no recommendation yet. Add at least one.',
    km: 'មិនទាន់មានអនុសាសន៍ទេ។ សូមបន្ថែមយ៉ាងតិចមួយ។',
    checked: false,
  },
  ITEM_WITHOUT_ADDRESSEE: {
    en: 'Nobody is asked by item {items}. Give each recommendation an addressee.',
    km: 'អនុសាសន៍លេខ {items} មិនទាន់មានអ្នកទទួលទេ។ សូមបញ្ជាក់អ្នកទទួល។',
    checked: false,
  },
  ITEM_WITHOUT_TARGET: {
    en: 'Item {items} is not aimed at any plan, law or programme. Give each recommendation a target.',
    km: 'អនុសាសន៍លេខ {items} មិនទាន់បញ្ជាក់ផែនការ ច្បាប់ ឬកម្មវិធីទេ។ សូមបញ្ជាក់។',
    checked: false,
  },
  ITEM_CLOSED: {
    en: 'Item {items} carries a recommendation that was closed. Take its successor, or leave it out.',
    km: 'អនុសាសន៍លេខ {items} ត្រូវបានបិទហើយ។ សូមដកចេញ ឬយកអនុសាសន៍ដែលជំនួសវា។',
    checked: false,
  },
  TEXT_INCOMPLETE: {
    en: 'The authentic text is not complete: {fields}.',
    km: 'អត្ថបទដើមមិនទាន់ពេញលេញ៖ {fields}។',
    checked: false,
  },
  OTHER_LANGUAGE_NOT_READY: {
    en: 'The text in the other language is missing or behind. Bring it up to date, or mark it “to follow”.',
    km: 'អត្ថបទជាភាសាមួយទៀតខ្វះ ឬមិនទាន់ទាន់សម័យ។ សូមបំពេញ ឬសម្គាល់ថា «នឹងផ្ញើតាមក្រោយ»។',
    checked: false,
  },
  QUORUM_RULE_NEEDED: {
    en: 'Choose a quorum rule: how many organisations must endorse it.',
    km: 'សូមជ្រើសរើសលក្ខខណ្ឌ៖ ត្រូវមានអង្គការប៉ុន្មានគាំទ្រ។',
    checked: false,
  },
  EMBARGO_NEEDS_AN_END: {
    en: 'An embargo ends at one moment or with one event: say one of the two, and neither without an embargo.',
    km: 'ការរក្សាទុកមិនទាន់ផ្សាយ ត្រូវមានពេលបញ្ចប់មួយ ឬព្រឹត្តិការណ៍មួយ៖ សូមជ្រើសយកមួយក្នុងចំណោមពីរ។ បើមិនរក្សាទុក សូមកុំបំពេញទាំងពីរ។',
    checked: false,
  },
  EMBARGO_IN_THE_PAST: {
    en: 'This moment is over. Choose a later one, or release the text at once.',
    km: 'ពេលនេះបានកន្លងផុតហើយ។ សូមជ្រើសពេលក្រោយ ឬផ្សាយអត្ថបទភ្លាម។',
    checked: false,
  },
  EMBARGO_IS_OVER: {
    en: 'This has happened already. Choose something else, or release the text at once.',
    km: 'ព្រឹត្តិការណ៍នេះបានកើតឡើងហើយ។ សូមជ្រើសផ្សេង ឬផ្សាយអត្ថបទភ្លាម។',
    checked: false,
  },
  EMBARGO_NEVER_ENDS: {
    en: 'The statement was withdrawn: this will not happen any more. Choose a moment, or release the text at once.',
    km: 'សេចក្តីថ្លែងការណ៍ត្រូវបានដកវិញហើយ៖ ព្រឹត្តិការណ៍នេះនឹងមិនកើតឡើងទៀតទេ។ សូមជ្រើសពេលមួយ ឬផ្សាយអត្ថបទភ្លាម។',
    checked: false,
  },
  PREVIEW_OUTDATED: {
    en: 'What would be seen has changed since you looked at it. Look at the preview again.',
    km: 'អ្វីដែលនឹងត្រូវមើលឃើញបានផ្លាស់ប្ដូរតាំងពីអ្នកបានមើល។ សូមមើលការបង្ហាញជាមុនម្ដងទៀត។',
    checked: false,
  },
  DEADLINE_NEEDED: {
    en: 'Say on which day the sign-on ends.',
    km: 'សូមបញ្ជាក់ថ្ងៃផុតកំណត់នៃការចុះឈ្មោះគាំទ្រ។',
    checked: false,
  },
  DEADLINE_PAST: {
    en: 'The deadline must lie ahead.',
    km: 'ថ្ងៃផុតកំណត់ត្រូវនៅខាងមុខ។',
    checked: false,
  },
  DEADLINE_NOT_LATER: {
    en: 'An extension must end later than the window does now.',
    km: 'ការពន្យារពេលត្រូវយូរជាងថ្ងៃផុតកំណត់បច្ចុប្បន្ន។',
    checked: false,
  },
  WINDOW_OVER: {
    en: 'The sign-on has ended. Close it, and open it again.',
    km: 'ការចុះឈ្មោះគាំទ្របានផុតកំណត់ហើយ។ សូមបិទ រួចបើកឡើងវិញ។',
    checked: false,
  },
  DEADLINE_ON_WEEKEND: {
    en: 'The deadline {day} is a weekend day.',
    km: 'ថ្ងៃផុតកំណត់ {day} ជាថ្ងៃចុងសប្ដាហ៍។',
    checked: false,
  },
  WINDOW_TOO_SHORT: {
    en: 'A change in substance needs time to be looked at again: the window must stay open until {earliest} at least.',
    km: 'ការកែខ្លឹមសារត្រូវការពេលពិនិត្យឡើងវិញ៖ ត្រូវបើកយ៉ាងតិចរហូតដល់ {earliest}។',
    checked: false,
  },
  EDITORIAL_ADDS_ITEMS: {
    en: 'An editorial amendment cannot add an ask: nobody has endorsed it. Declare it as material.',
    km: 'ការកែពាក្យពេចន៍មិនអាចបន្ថែមអនុសាសន៍ថ្មីបានទេ៖ មិនទាន់មានអ្នកគាំទ្រ។ សូមប្រកាសជាការកែខ្លឹមសារ។',
    checked: false,
  },
  AMEND_INSTEAD: {
    en: 'It is endorsed. Change its text by an amendment, so that those who signed see what changed.',
    km: 'វាត្រូវបានគាំទ្រហើយ។ សូមធ្វើការកែប្រែជាផ្លូវការ ដើម្បីឱ្យអ្នកចុះហត្ថលេខាដឹងពីការផ្លាស់ប្ដូរ។',
    checked: false,
  },
  AUTHENTIC_LANGUAGE_STAYS: {
    en: 'Organisations have seen this text in its authentic language; that language stays.',
    km: 'អង្គការបានឃើញអត្ថបទដើមជាភាសានេះហើយ។ មិនអាចប្ដូរភាសាដើមបានទេ។',
    checked: false,
  },
  QUORUM_NOT_REACHED: {
    en: 'The quorum is not reached yet.',
    km: 'មិនទាន់គ្រប់ចំនួនអ្នកគាំទ្រនៅឡើយទេ។',
    checked: false,
  },
  QUORUM_LACKS: {
    en: 'The quorum is not reached yet: {given} of {needed} organisations. Also wanting: {lacks}.',
    km: 'មិនទាន់គ្រប់ចំនួនអ្នកគាំទ្រ៖ {given} ក្នុងចំណោម {needed} អង្គការ។ នៅខ្វះទៀត៖ {lacks}។',
    checked: false,
  },
  QUORUM_UNKNOWN: {
    en: 'Whether the quorum was reached is not known: an old record entered it without a quorum rule.',
    km: 'មិនដឹងថាគ្រប់ចំនួនអ្នកគាំទ្រឬអត់៖ កំណត់ត្រាចាស់មិនមានលក្ខខណ្ឌទេ។',
    checked: false,
  },
  SUBMISSIONS_NOT_OVER: {
    en: '{count} of its submissions are not over yet.',
    km: 'ការដាក់ជូនចំនួន {count} មិនទាន់ចប់នៅឡើយទេ។',
    checked: false,
  },
  RECOMMENDATION_TWICE: {
    en: 'Each recommendation can stand in a statement once: {items}.',
    km: 'អនុសាសន៍នីមួយៗអាចមានតែម្ដង៖ {items}។',
    checked: false,
  },
});
