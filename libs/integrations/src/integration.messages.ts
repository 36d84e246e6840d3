import { declareMessages } from '#platform';

declareMessages({
  VERIFIER_IS_CLAIMANT: {
    en: 'You claimed this yourself. Another person has to look at it.',
    km: 'អ្នកជាអ្នករកឃើញរឿងនេះដោយខ្លួនឯង។ ត្រូវមានអ្នកផ្សេងពិនិត្យ។',
    checked: false,
  },
  VERIFIER_SAME_ORGANISATION: {
    en: 'Your organisation claimed this. Somebody from another organisation has to look at it.',
    km: 'អង្គការរបស់អ្នកជាអ្នករកឃើញរឿងនេះ។ ត្រូវមានអ្នកពីអង្គការផ្សេងពិនិត្យ។',
    checked: false,
  },
  EDITION_GONE: {
    en: 'This text has been replaced or repealed. Say where it stands in the present one.',
    km: 'អត្ថបទនេះត្រូវបានជំនួស ឬត្រូវបានលុបចោលហើយ។ សូមបញ្ជាក់ទីតាំងក្នុងអត្ថបទបច្ចុប្បន្ន។',
    checked: false,
  },
  QUOTE_NEEDED: {
    en: 'Quote the words of the text, in Khmer or in English.',
    km: 'សូមដកស្រង់ពាក្យក្នុងអត្ថបទ ជាភាសាខ្មែរ ឬអង់គ្លេស។',
    checked: false,
  },
  PROVISION_ELSEWHERE: {
    en: 'This provision does not belong to that edition.',
    km: 'ចំណុចនេះមិនមែនជារបស់អត្ថបទនោះទេ។',
    checked: false,
  },
  ALREADY_CLAIMED: {
    en: 'This has been found there already: {number}.',
    km: 'រឿងនេះត្រូវបានរកឃើញនៅទីនោះរួចហើយ៖ {number}។',
    checked: false,
  },
  NO_CLAIM_TO_CORRECT: {
    en: 'Entry {entry} says no place in a text that could be put right. Leave the entry out instead, and send the right one.',
    km: 'កំណត់ត្រាលេខ {entry} គ្មានទីតាំងក្នុងអត្ថបទដែលត្រូវកែទេ។ សូមដកកំណត់ត្រានោះចេញ រួចផ្ញើកំណត់ត្រាត្រឹមត្រូវ។',
    checked: false,
  },
});
