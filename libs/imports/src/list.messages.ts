import { declareMessages } from '#platform';

/** Sentences about numbered lists. No Khmer speaker has read the Khmer yet. */
export const listMessages = declareMessages({
  IMPORT_LIST_EMPTY: {
    en: 'No item with a number was found. Begin each recommendation with its number, such as “1. …” or “១. …”.',
    km: 'រកមិនឃើញចំណុចដែលមានលេខទេ។ សូមចាប់ផ្ដើមអនុសាសន៍នីមួយៗដោយលេខ ដូចជា «១. …» ឬ «1. …»។',
    checked: false,
  },
  IMPORT_LIST_IS_A_TABLE: {
    en: 'The document has no numbered list, and a table (“{text}”) whose columns are not named as they are known here, such as “No” and “Recommendation”. Name them so in its first row, or copy the table into a sheet and say there which column is which.',
    km: 'ឯកសារនេះគ្មានបញ្ជីមានលេខទេ មានតែតារាង («{text}») ដែលឈ្មោះជួរឈរមិនត្រូវបានស្គាល់ ដូចជា «No» និង «Recommendation»។ សូមដាក់ឈ្មោះនៅជួរដេកទីមួយ ឬចម្លងតារាងទៅសន្លឹក Excel រួចនាំចូល។',
    checked: false,
  },
  IMPORT_LIST_BEFORE: {
    en: 'Not brought in, because it stands before the first item (lines: {count}): “{text}”.',
    km: 'មុនចំណុចទីមួយ មាន {count} បន្ទាត់មិនត្រូវបាននាំចូល៖ «{text}»។',
    checked: false,
  },
  IMPORT_LIST_BETWEEN: {
    en: 'Not brought in, because it stands between the items (lines: {count}): “{text}”.',
    km: 'នៅចន្លោះចំណុច មាន {count} បន្ទាត់មិនត្រូវបាននាំចូល៖ «{text}»។',
    checked: false,
  },
  IMPORT_LIST_AFTER: {
    en: 'Not brought in, because it stands after the last item (lines: {count}): “{text}”.',
    km: 'ក្រោយចំណុចចុងក្រោយ មាន {count} បន្ទាត់មិនត្រូវបាននាំចូល៖ «{text}»។',
    checked: false,
  },
  IMPORT_LIST_NUMBERED_BY_WORD: {
    en: 'Word numbers the items by itself; they were counted here from 1 (items: {count}).',
    km: 'Word ដាក់លេខដោយស្វ័យប្រវត្តិលើ {count} ចំណុចនេះ។ លេខត្រូវបានរាប់ពី ១។',
    checked: false,
  },
  IMPORT_LIST_OF_BULLETS: {
    en: 'The list has no numbers: each bullet was taken for an item and counted.',
    km: 'បញ្ជីគ្មានលេខទេ៖ សញ្ញាចំណុចនីមួយៗត្រូវបានរាប់ជាចំណុចមួយ។',
    checked: false,
  },
  IMPORT_LIST_LANGUAGES_JOINED: {
    en: 'The list stands there in Khmer and in English; its items were joined by their numbers (items: {count}).',
    km: 'បញ្ជីមានជាភាសាខ្មែរ និងអង់គ្លេស។ {count} ចំណុចត្រូវបានផ្គូផ្គងតាមលេខ។',
    checked: false,
  },
  IMPORT_LIST_LANGUAGE_MISSING: {
    en: 'These items have no text in {language}, though others have: {items}.',
    km: 'ចំណុចទាំងនេះគ្មានអត្ថបទជាភាសា {language} ទេ៖ {items}។',
    checked: false,
  },
  IMPORT_LIST_STARTS_AGAIN: {
    en: 'The numbers start again, so that they are no longer unique, at the items in the places {items}.',
    km: 'លេខចាប់ផ្ដើមសារជាថ្មី ហើយលែងមានតែមួយ ត្រង់ចំណុចទី៖ {items}។',
    checked: false,
  },
  IMPORT_LIST_NUMBERS_MISSING: {
    en: 'These numbers are missing in the list: {numbers}.',
    km: 'បញ្ជីខ្វះលេខទាំងនេះ៖ {numbers}។',
    checked: false,
  },
  IMPORT_LIST_TABLES_LEFT_OUT: {
    en: 'Beside the list the document has tables, which were not read (tables: {count}): {names}.',
    km: 'ក្រៅពីបញ្ជី ឯកសារមានតារាង {count} ដែលមិនត្រូវបានអាន៖ {names}។',
    checked: false,
  },
  IMPORT_TABLE_TEXT_AROUND: {
    en: 'The table of the document was read; the text around it was not (lines: {count}): “{text}”.',
    km: 'តារាងក្នុងឯកសារត្រូវបានអាន តែអត្ថបទជុំវិញវាមិនត្រូវបានអានទេ ({count} បន្ទាត់)៖ «{text}»។',
    checked: false,
  },
  IMPORT_TABLE_OTHERS_LEFT_OUT: {
    en: 'The first table whose columns are known was read; the other tables were not (tables: {count}): {names}.',
    km: 'តារាងទីមួយដែលស្គាល់ជួរឈរត្រូវបានអាន តែតារាងផ្សេងទៀតមិនត្រូវបានអានទេ (តារាង {count})៖ {names}។',
    checked: false,
  },
  IMPORT_LIST_TWO_LEVELS: {
    en: 'The list has two levels. Its items (1.1, 1.2 …: {items}) were read as recommendations, each with its heading ({groups}) beside it.',
    km: 'បញ្ជីមានពីរកម្រិត៖ {items} ចំណុច (1.1, 1.2 …) ក្រោម {groups} ចំណងជើង។ ចំណុចទាំងនោះត្រូវបានអានជាអនុសាសន៍។',
    checked: false,
  },
  IMPORT_LIST_SUB_ITEMS_KEPT: {
    en: 'Some items have items of their own (1.1, 1.2 …); these stayed in the text of their item.',
    km: 'ចំណុចខ្លះមានចំណុចរង (1.1, 1.2 …)។ ចំណុចរងនៅក្នុងអត្ថបទនៃចំណុចរបស់វា។',
    checked: false,
  },
});
