import { declareMessages } from '#platform';

/** Sentences about single cells. No Khmer speaker has read the Khmer yet. */
export const cellMessages = declareMessages({
  IMPORT_CELL_EMPTY: {
    en: 'The cell is empty. Right would be: {right}.',
    km: 'ក្រឡាទទេ។ ឧទាហរណ៍ត្រឹមត្រូវ៖ {right}។',
    checked: false,
  },
  IMPORT_DATE_NOT_READ: {
    en: '“{value}” is not read as a date. Right would be: {right}.',
    km: '«{value}» មិនអាចអានជាកាលបរិច្ឆេទបានទេ។ ឧទាហរណ៍ត្រឹមត្រូវ៖ {right}។',
    checked: false,
  },
  IMPORT_DATE_SHORT_YEAR: {
    en: '“{value}” has a year of two digits. Write all four: {right}.',
    km: '«{value}» មានឆ្នាំតែពីរខ្ទង់។ សូមសរសេរបួនខ្ទង់៖ {right}។',
    checked: false,
  },
  IMPORT_DATE_YEAR: {
    en: 'The year {year} in “{value}” cannot be right. Right would be: {right}.',
    km: 'ឆ្នាំ {year} ក្នុង «{value}» មិនត្រឹមត្រូវទេ។ ឧទាហរណ៍ត្រឹមត្រូវ៖ {right}។',
    checked: false,
  },
  IMPORT_DATE_BUDDHIST_ERA: {
    en: '“{value}” is a date of the Buddhist Era, which is not computed back. Write the Gregorian one: {right}.',
    km: '«{value}» គិតតាមពុទ្ធសករាជ។ សូមសរសេរតាមគ្រិស្តសករាជ៖ {right}។',
    checked: false,
  },
  IMPORT_DATE_NOT_IN_CALENDAR: {
    en: '“{value}” is no day of the calendar. Right would be: {right}.',
    km: '«{value}» គ្មានក្នុងប្រតិទិនទេ។ ឧទាហរណ៍ត្រឹមត្រូវ៖ {right}។',
    checked: false,
  },
  IMPORT_DATE_BACKWARDS: {
    en: '“{value}” ends before it begins. Write both years, such as Nov 2021 - Jan 2022. Right would be: {right}.',
    km: '«{value}» បញ្ចប់មុនពេលចាប់ផ្ដើម។ សូមសរសេរឆ្នាំទាំងពីរ ដូចជា Nov 2021 - Jan 2022។ ឧទាហរណ៍ត្រឹមត្រូវ៖ {right}។',
    checked: false,
  },
  IMPORT_DATE_DAY_FIRST: {
    en: '“{value}” was read with the day first, as {read}.',
    km: '«{value}» ត្រូវបានអានដោយថ្ងៃនៅមុខ គឺ {read}។',
    checked: false,
  },
  IMPORT_DATE_MONTH_FIRST: {
    en: '“{value}” can only have the month first and was read as {read}.',
    km: '«{value}» ត្រូវបានអានដោយខែនៅមុខ គឺ {read}។',
    checked: false,
  },
  IMPORT_DATE_FROM_NUMBER: {
    en: '“{value}” is a date that lost its format in the sheet; it was read as {read}.',
    km: '«{value}» ជាកាលបរិច្ឆេទដែលបាត់ទម្រង់ ហើយត្រូវបានអានជា {read}។',
    checked: false,
  },
  IMPORT_INTEGER_NOT_READ: {
    en: '“{value}” is not read as a whole number. Right would be: {right}.',
    km: '«{value}» មិនអាចអានជាចំនួនគត់បានទេ។ ឧទាហរណ៍ត្រឹមត្រូវ៖ {right}។',
    checked: false,
  },
  IMPORT_INTEGER_OUT_OF_BOUNDS: {
    en: '“{value}” does not lie between {min} and {max}. Right would be: {right}.',
    km: '«{value}» មិននៅចន្លោះ {min} និង {max} ទេ។ ឧទាហរណ៍ត្រឹមត្រូវ៖ {right}។',
    checked: false,
  },
  IMPORT_ANSWER_NOT_READ: {
    en: '“{value}” is not read as a kind of answer. Right would be one of: {right}.',
    km: '«{value}» មិនអាចអានជាប្រភេទការឆ្លើយតបបានទេ។ សូមប្រើមួយក្នុងចំណោម៖ {right}។',
    checked: false,
  },
  IMPORT_DEGREE_NOT_READ: {
    en: '“{value}” does not say how far the recommendation was taken up. Right would be one of: {right}.',
    km: '«{value}» មិនប្រាប់ថាអនុសាសន៍ត្រូវបានដាក់បញ្ចូលកម្រិតណាទេ។ សូមប្រើមួយក្នុងចំណោម៖ {right}។',
    checked: false,
  },
});
