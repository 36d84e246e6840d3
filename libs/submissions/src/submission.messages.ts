import { declareMessages } from '#platform';

declareMessages({
  LETTERS_NEEDED: {
    en: 'Say to whom it goes: at least one letter is needed.',
    km: 'សូមបញ្ជាក់អ្នកទទួល៖ ត្រូវមានលិខិតយ៉ាងតិចមួយ។',
    checked: false,
  },
  NO_ITEM_ASKED: {
    en: 'No item of the statement is asked of this addressee. Name the items that the letter asks.',
    km: 'គ្មានចំណុចណាមួយដែលសុំទៅអ្នកទទួលនេះទេ។ សូមបញ្ជាក់ចំណុចដែលលិខិតនេះសុំ។',
    checked: false,
  },
  NOT_AN_ITEM: {
    en: '{count} of the items do not stand in the present version of the statement.',
    km: 'ចំណុច {count} មិនមាននៅក្នុងសេចក្តីថ្លែងការណ៍រួមច្បាប់បច្ចុប្បន្នទេ។',
    checked: false,
  },
  ALREADY_ASKED: {
    en: 'This addressee has already been asked {count} of these items in {submission}, which is not over.',
    km: 'ចំណុច {count} ក្នុងចំណោមនេះ ត្រូវបានសុំទៅអ្នកទទួលនេះរួចហើយក្នុង {submission} ដែលមិនទាន់ចប់។',
    checked: false,
  },
  STATEMENT_TAKEN_BACK: {
    en: 'The statement has been withdrawn; nothing of it is handed over any more.',
    km: 'សេចក្តីថ្លែងការណ៍រួមនេះត្រូវបានដកវិញហើយ។ មិនត្រូវដាក់ជូនទៀតទេ។',
    checked: false,
  },
  STATEMENT_NOT_ENDORSED: {
    en: 'The statement is not endorsed: it stands at “{state}”.',
    km: 'សេចក្តីថ្លែងការណ៍រួមនេះមិនទាន់ទទួលបានការគាំទ្រទេ៖ ស្ថានភាពបច្ចុប្បន្នគឺ «{state}»។',
    checked: false,
  },
  LETTER_OUTDATED: {
    en: 'The letter carries version {letter} of the statement; version {current} counts now. Prepare the letter again.',
    km: 'លិខិតនេះមានច្បាប់លេខ {letter} ប៉ុន្តែឥឡូវច្បាប់លេខ {current} ជាច្បាប់ត្រឹមត្រូវ។ សូមរៀបចំលិខិតឡើងវិញ។',
    checked: false,
  },
  LETTER_NOT_OUTDATED: {
    en: 'The letter carries the present version of the statement; it need not be prepared again.',
    km: 'លិខិតនេះមានច្បាប់បច្ចុប្បន្នរួចហើយ។ មិនចាំបាច់រៀបចំឡើងវិញទេ។',
    checked: false,
  },
  QUORUM_NOT_JUDGED: {
    en: 'The quorum has not been judged for this version since it was endorsed. Submit the statement first.',
    km: 'ចំនួនអ្នកគាំទ្រមិនទាន់ត្រូវបានពិនិត្យសម្រាប់ច្បាប់នេះទេ។ សូមដាក់ជូនសេចក្តីថ្លែងការណ៍រួមជាមុន។',
    checked: false,
  },
  ALREADY_RECEIVED: {
    en: 'They have stamped, acknowledged or answered it, so it was not turned away. Correct that entry first if it is wrong.',
    km: 'អ្នកទទួលបានបោះត្រា ទទួលស្គាល់ ឬឆ្លើយតបរួចហើយ។ បើកំណត់ត្រានោះខុស សូមកែវាជាមុន។',
    checked: false,
  },
  BEFORE_DELIVERY: {
    en: 'The date lies before the day on which it was handed over.',
    km: 'កាលបរិច្ឆេទនេះមុនថ្ងៃដែលបានដាក់ជូន។',
    checked: false,
  },
  BEFORE_SUSPENSION: {
    en: 'The date lies before the day on which the clock was stopped.',
    km: 'កាលបរិច្ឆេទនេះមុនថ្ងៃដែលការរាប់ពេលត្រូវបានផ្អាក។',
    checked: false,
  },
  PROOF_NEEDED: {
    en: 'A receipt needs their entry number, their stamp or a scan.',
    km: 'ត្រូវមានលេខចូល ត្រា ឬរូបស្កេនរបស់អ្នកទទួល។',
    checked: false,
  },
  READING_NEEDED: {
    en: 'Say which items it answers, and how the answer is read.',
    km: 'សូមបញ្ជាក់ចំណុចដែលវាឆ្លើយតប និងអត្ថន័យនៃការឆ្លើយតប។',
    checked: false,
  },
  ITEM_NOT_ASKED: {
    en: '{count} of the items were not asked in this submission.',
    km: 'ចំណុច {count} មិនត្រូវបានសុំក្នុងការដាក់ជូននេះទេ។',
    checked: false,
  },
  ITEM_TWICE: {
    en: 'An item stands twice in the list.',
    km: 'ចំណុចមួយមានពីរដងក្នុងបញ្ជី។',
    checked: false,
  },
  WORDS_NEEDED: {
    en: 'Give their own words, or the document that has them.',
    km: 'សូមដាក់ពាក្យដើមរបស់គេ ឬឯកសារដែលមានពាក្យនោះ។',
    checked: false,
  },
  SAME_ADDRESSEE: {
    en: 'It cannot be passed on to the addressee that it comes from.',
    km: 'មិនអាចបញ្ជូនទៅអ្នកទទួលដដែលបានទេ។',
    checked: false,
  },
  CLOCK_STANDS_STILL: {
    en: 'The clock stands still. Let it run again first.',
    km: 'ការរាប់ពេលកំពុងផ្អាក។ សូមបន្តការរាប់ពេលជាមុន។',
    checked: false,
  },
  CLOCK_RUNS: {
    en: 'The clock is running; nothing has stopped it.',
    km: 'ការរាប់ពេលកំពុងដំណើរការ។ គ្មានអ្វីផ្អាកវាទេ។',
    checked: false,
  },
  EXTENSION_NOT_LATER: {
    en: 'An extension ends after the day on which it is granted.',
    km: 'ការពន្យារពេលត្រូវចប់ក្រោយថ្ងៃដែលបានផ្ដល់។',
    checked: false,
  },
  LETTER_NEEDED: {
    en: 'What was handed over is withdrawn with a letter: add the letter and the proof that it was sent.',
    km: 'អ្វីដែលបានដាក់ជូនរួច ត្រូវដកវិញដោយលិខិត៖ សូមភ្ជាប់លិខិត និងឯកសារដែលបញ្ជាក់ថាបានផ្ញើ។',
    checked: false,
  },
  WRONG_REPLACEMENT: {
    en: 'What you give does not fit the entry, which is {event}.',
    km: 'អ្វីដែលអ្នកដាក់ មិនត្រូវនឹងកំណត់ត្រានេះ ({event}) ទេ។',
    checked: false,
  },
  FACT_STANDS: {
    en: 'This entry follows from what happened to another case. Correct it there.',
    km: 'កំណត់ត្រានេះកើតចេញពីអ្វីដែលបានកើតឡើងនៅកន្លែងផ្សេង។ សូមកែនៅទីនោះ។',
    checked: false,
  },
  SUCCESSOR_WAS_DELIVERED: {
    en: 'It was passed on to {submission}, which has been handed over. Its redirection cannot be taken out any more.',
    km: 'វាត្រូវបានបញ្ជូនបន្តទៅ {submission} ដែលបានដាក់ជូនរួចហើយ។ មិនអាចលុបការបញ្ជូនបន្តនេះបានទេ។',
    checked: false,
  },
});
