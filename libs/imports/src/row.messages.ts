import { declareMessages } from '#platform';

/** Sentences about rows, and about what of a past is kept in words. No Khmer speaker has read the Khmer yet. */
export const rowMessages = declareMessages({
  // Rows.
  IMPORT_TEXT_MISSING: {
    en: 'The row has no text of a recommendation, in Khmer or English. Right would be: {right}.',
    km: 'ជួរនេះគ្មានអត្ថបទអនុសាសន៍ទេ ទាំងភាសាខ្មែរ និងអង់គ្លេស។ ឧទាហរណ៍ត្រឹមត្រូវ៖ {right}។',
    checked: false,
  },
  IMPORT_NAME_UNKNOWN: {
    en: '“{value}” is not in the register yet. Add it there first, or write a name or code that is known, such as: {right}.',
    km: '«{value}» មិនទាន់មានក្នុងបញ្ជីទេ។ សូមបញ្ចូលវាជាមុន ឬសរសេរឈ្មោះ ឬកូដដែលមាន ដូចជា៖ {right}។',
    checked: false,
  },
  IMPORT_DATE_NEEDED: {
    en: 'Say when: a year is enough. Right would be: {right}.',
    km: 'សូមបញ្ជាក់ពេលវេលា៖ ឆ្នាំក៏គ្រប់គ្រាន់។ ឧទាហរណ៍ត្រឹមត្រូវ៖ {right}។',
    checked: false,
  },
  IMPORT_PLACE_IN_TEXT_NEEDED: {
    en: 'Nothing counts as integrated without its place in the text. Say the chapter, article or page, such as: {right}.',
    km: 'គ្មានអ្វីរាប់ថាបានដាក់បញ្ចូលទេ បើមិនបញ្ជាក់កន្លែងក្នុងអត្ថបទ។ សូមបញ្ជាក់ជំពូក មាត្រា ឬទំព័រ ដូចជា៖ {right}។',
    checked: false,
  },
  IMPORT_DATE_AHEAD: {
    en: '“{value}” has not come yet, and cannot be what happened. Right would be: {right}.',
    km: '«{value}» មិនទាន់មកដល់ទេ ដូច្នេះមិនអាចជាអ្វីដែលបានកើតឡើង។ ឧទាហរណ៍ត្រឹមត្រូវ៖ {right}។',
    checked: false,
  },
  IMPORT_ANSWER_BEFORE_SUBMISSION: {
    en: 'Answered before it was submitted: “{value}”. Right would be: {right}.',
    km: 'ការឆ្លើយតបមុនការដាក់ជូន៖ «{value}»។ ឧទាហរណ៍ត្រឹមត្រូវ៖ {right}។',
    checked: false,
  },
  // What of a past is kept in words, and why.
  IMPORT_PAST_ADDRESSEE_NEEDED: {
    en: 'It is not said to whom it was submitted, so that is kept in words. It becomes a submission when somebody records it.',
    km: 'មិនបានបញ្ជាក់ថាបានដាក់ជូនអ្នកណាទេ ដូច្នេះរក្សាទុកជាពាក្យ។',
    checked: false,
  },
  IMPORT_PAST_WHOSE_ANSWER: {
    en: 'It was submitted to several, and it is not said who of them answered, so the answer is kept in words.',
    km: 'បានដាក់ជូនអ្នកទទួលច្រើន ហើយមិនបានបញ្ជាក់ថាអ្នកណាឆ្លើយតបទេ ដូច្នេះការឆ្លើយតបរក្សាទុកជាពាក្យ។',
    checked: false,
  },
  IMPORT_PAST_READING_NEEDED: {
    en: 'It is not said how the answer is to be read, so the answer is kept in words.',
    km: 'មិនបានបញ្ជាក់ប្រភេទនៃការឆ្លើយតបទេ ដូច្នេះការឆ្លើយតបរក្សាទុកជាពាក្យ។',
    checked: false,
  },
  IMPORT_PAST_EDITION_NEEDED: {
    en: 'Of what it is integrated in there is not exactly one adopted edition here, so that is kept in words. Register the edition, and record it there.',
    km: 'ឯកសារដែលបានដាក់បញ្ចូល មិនមានកំណែអនុម័តតែមួយគត់នៅទីនេះទេ ដូច្នេះរក្សាទុកជាពាក្យ។',
    checked: false,
  },
  IMPORT_PAST_DEGREE_NEEDED: {
    en: 'It is not said how far it was taken up, so what it is integrated in is kept in words.',
    km: 'មិនបានបញ្ជាក់ថាបានដាក់បញ្ចូលកម្រិតណាទេ ដូច្នេះការដាក់បញ្ចូលរក្សាទុកជាពាក្យ។',
    checked: false,
  },
  IMPORT_PAST_NOT_CHANGED: {
    en: 'It came in before. What a list says of its past no longer changes it: record it as a step.',
    km: 'វាបានបញ្ចូលរួចហើយ។ អតីតកាលដែលបញ្ជីសរសេរមិនប្ដូរវាទៀតទេ៖ សូមកត់ត្រាជាជំហាន។',
    checked: false,
  },
  IMPORT_PAST_STATEMENT: {
    en: 'Imported list “{source}” of {day}',
    km: 'បញ្ជីនាំចូល «{source}» ថ្ងៃទី {day}',
    checked: false,
  },
  IMPORT_PAST_REASON: {
    en: 'As the list “{source}” says, imported on {day}.',
    km: 'តាមបញ្ជី «{source}» ដែលនាំចូលថ្ងៃទី {day}។',
    checked: false,
  },
  IMPORT_ROW_TWICE: {
    en: 'Row {first} is the same recommendation ({key}). Only one of them can come in.',
    km: 'ជួរទី {first} គឺជាអនុសាសន៍ដដែល ({key})។ អាចបញ្ចូលបានតែមួយប៉ុណ្ណោះ។',
    checked: false,
  },
});
