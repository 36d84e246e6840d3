import { declareMessages } from '#platform';

/** Every sentence of the reading half of an import. No Khmer speaker has read the Khmer yet. */
export const importMessages = declareMessages({
  // The file as a whole.
  IMPORT_FILE_TOO_LARGE: {
    en: 'The file has {size} MB; up to {limit} MB can be read. Take out pictures, or divide the list into several files.',
    km: 'ឯកសារមានទំហំ {size} MB។ អាចអានបានត្រឹម {limit} MB។ សូមដករូបភាពចេញ ឬបែងចែកបញ្ជីជាឯកសារច្រើន។',
    checked: false,
  },
  IMPORT_UNPACKED_TOO_LARGE: {
    en: 'Unpacked, the file is larger than any list can be, so it was not opened. Copy the list into a new file and try that.',
    km: 'ពេលពន្លា ឯកសារនេះធំពេក ដូច្នេះវាមិនត្រូវបានបើកទេ។ សូមចម្លងបញ្ជីទៅឯកសារថ្មី រួចសាកល្បងម្ដងទៀត។',
    checked: false,
  },
  IMPORT_FILE_DAMAGED: {
    en: 'The file is damaged and cannot be opened (at “{part}”). Open it in the program that made it, save it again, and try that.',
    km: 'ឯកសារខូច មិនអាចបើកបានទេ (ត្រង់ «{part}»)។ សូមបើកវាក្នុងកម្មវិធីដើម រក្សាទុកម្ដងទៀត រួចសាកល្បង។',
    checked: false,
  },
  IMPORT_FILE_PROTECTED: {
    en: 'The file is protected by a password, or in the format from before 2007 (.xls, .doc). Save it without a password as .xlsx or .docx.',
    km: 'ឯកសារមានពាក្យសម្ងាត់ ឬជាទម្រង់ចាស់មុនឆ្នាំ ២០០៧ (.xls, .doc)។ សូមរក្សាទុកជា .xlsx ឬ .docx ដោយគ្មានពាក្យសម្ងាត់។',
    checked: false,
  },
  IMPORT_KIND_NOT_READ: {
    en: 'This is a file of the kind {kind}. What can be read: .xlsx, .csv, .tsv, and for a numbered list .docx or text.',
    km: 'នេះជាឯកសារប្រភេទ {kind}។ អ្វីដែលអាចអានបាន៖ .xlsx, .csv, .tsv ហើយសម្រាប់បញ្ជីមានលេខ៖ .docx ឬអត្ថបទ។',
    checked: false,
  },
  IMPORT_WORD_IS_A_LIST: {
    en: 'This is a Word document, not a table. Import it as a numbered list.',
    km: 'នេះជាឯកសារ Word មិនមែនជាតារាងទេ។ សូមនាំចូលវាជាបញ្ជីមានលេខ។',
    checked: false,
  },
  IMPORT_SHEET_IS_A_TABLE: {
    en: 'This is a workbook, not a numbered list. Import it as a table.',
    km: 'នេះជាតារាង មិនមែនជាបញ្ជីមានលេខទេ។ សូមនាំចូលវាជាតារាង។',
    checked: false,
  },
  IMPORT_NOT_UTF8: {
    en: 'The file is not in UTF-8: the byte {byte} at place {offset}, in line {line}, is no letter. In Excel choose “Save as”, “CSV UTF-8”, or send the .xlsx itself.',
    km: 'ឯកសារមិនមែនជា UTF-8 ទេ៖ បៃ {byte} ត្រង់ {offset} បន្ទាត់ {line} មិនមែនជាអក្សរ។ ក្នុង Excel សូមរក្សាទុកជា “CSV UTF-8” ឬផ្ញើឯកសារ .xlsx។',
    checked: false,
  },
  IMPORT_UTF16_BROKEN: {
    en: 'The file begins as UTF-16 and goes on as something else. Save it as “CSV UTF-8” or as .xlsx.',
    km: 'ឯកសារចាប់ផ្ដើមជា UTF-16 តែបន្តជាអ្វីផ្សេង។ សូមរក្សាទុកជា “CSV UTF-8” ឬ .xlsx។',
    checked: false,
  },
  IMPORT_NOT_TEXT: {
    en: 'The file is no text: there is a zero byte at place {offset}, in line {line}. If it is UTF-16, save it as “CSV UTF-8”.',
    km: 'ឯកសារមិនមែនជាអត្ថបទទេ៖ មានបៃសូន្យត្រង់ {offset} បន្ទាត់ {line}។ បើជា UTF-16 សូមរក្សាទុកជា “CSV UTF-8”។',
    checked: false,
  },
  // Tables.
  IMPORT_NO_TABLE: {
    en: 'There is nothing in the file: no cell is filled.',
    km: 'ឯកសារទទេ៖ គ្មានក្រឡាណាមានអ្វីទេ។',
    checked: false,
  },
  IMPORT_TOO_MANY_ROWS: {
    en: 'There are more than {limit} rows. Divide the list into several files.',
    km: 'មានជួរដេកច្រើនជាង {limit}។ សូមបែងចែកបញ្ជីជាឯកសារច្រើន។',
    checked: false,
  },
  IMPORT_TOO_MANY_COLUMNS: {
    en: 'Row {row} has more than {limit} columns. Delete what stands to the right of the table.',
    km: 'ជួរដេក {row} មានជួរឈរច្រើនជាង {limit}។ សូមលុបអ្វីដែលនៅខាងស្ដាំតារាង។',
    checked: false,
  },
  IMPORT_QUOTE_NOT_CLOSED: {
    en: 'Row {row} opens a quotation mark (") that is never closed, so the rest of the file would become one cell. Close it, or double it (""), if it is part of the text.',
    km: 'ជួរដេក {row} មានសញ្ញា (") បើក តែគ្មានបិទ។ សូមបិទវា ឬសរសេរពីរដង ("") បើវាជាផ្នែកនៃអត្ថបទ។',
    checked: false,
  },
  IMPORT_SHEET_NOT_FOUND: {
    en: 'There is no sheet “{sheet}”. There are: {sheets}.',
    km: 'គ្មានសន្លឹក «{sheet}» ទេ។ សន្លឹកដែលមាន៖ {sheets}។',
    checked: false,
  },
  IMPORT_ROW_ABOVE_HEADER: {
    en: 'It stands above the table and was not brought in: “{text}”.',
    km: 'វានៅខាងលើតារាង ហើយមិនត្រូវបាននាំចូលទេ៖ «{text}»។',
    checked: false,
  },
  IMPORT_HEADER_GUESSED: {
    en: 'Row {row} was taken for the headers of the columns, though it does not look quite like it. If it is a recommendation, put a row with headers above it.',
    km: 'ជួរដេក {row} ត្រូវបានចាត់ទុកជាចំណងជើងជួរឈរ តែមិនប្រាកដទេ។ បើវាជាអនុសាសន៍ សូមបន្ថែមជួរដេកចំណងជើងខាងលើ។',
    checked: false,
  },
  IMPORT_HEADER_MISSING: {
    en: 'Column {column} is filled but has no header.',
    km: 'ជួរឈរ {column} មានទិន្នន័យ តែគ្មានចំណងជើង។',
    checked: false,
  },
  IMPORT_HEADER_TWICE: {
    en: 'Columns {first} and {second} have the same header “{header}”.',
    km: 'ជួរឈរ {first} និង {second} មានចំណងជើងដូចគ្នា «{header}»។',
    checked: false,
  },
  IMPORT_ROWS_LONGER_THAN_HEADER: {
    en: 'Rows {rows} go on to the right of the last header (column {last}). In a CSV that is often a separator inside a text without quotation marks.',
    km: 'ជួរដេក {rows} វែងហួសចំណងជើងចុងក្រោយ (ជួរឈរ {last})។ ក្នុង CSV វាច្រើនជាសញ្ញាបំបែកក្នុងអត្ថបទដែលគ្មាន ("")។',
    checked: false,
  },
  IMPORT_OTHER_SHEETS: {
    en: 'Only the sheet “{sheet}” was read. There are others: {others}.',
    km: 'បានអានតែសន្លឹក «{sheet}»។ មានសន្លឹកផ្សេងទៀត៖ {others}។',
    checked: false,
  },
  IMPORT_CELLS_WITH_ERRORS: {
    en: 'These cells hold an error (such as #REF!) and were read as empty: {cells}.',
    km: 'ក្រឡាទាំងនេះមានកំហុស (ដូចជា #REF!) ហើយត្រូវបានអានជាទទេ៖ {cells}។',
    checked: false,
  },
  IMPORT_FORMULAS_WITHOUT_VALUE: {
    en: 'These cells hold a formula without its value: {cells}. Open the file in Excel or LibreOffice, save it, and send it again.',
    km: 'ក្រឡាទាំងនេះមានរូបមន្ត តែគ្មានតម្លៃ៖ {cells}។ សូមបើកឯកសារក្នុង Excel ឬ LibreOffice រក្សាទុក រួចផ្ញើម្ដងទៀត។',
    checked: false,
  },
  IMPORT_HIDDEN_ROWS: {
    en: 'These rows are hidden in the sheet and were read all the same: {rows}.',
    km: 'ជួរដេកទាំងនេះត្រូវបានលាក់ក្នុងសន្លឹក តែក៏ត្រូវបានអានដែរ៖ {rows}។',
    checked: false,
  },
  IMPORT_MERGED_CELLS: {
    en: 'These cells are merged over several rows, and only the first row of each has the text: {ranges}. Where it is meant for all of them, write it in each.',
    km: 'ក្រឡាទាំងនេះបញ្ចូលគ្នាលើជួរដេកច្រើន ហើយមានតែជួរដេកដំបូងមានអត្ថបទ៖ {ranges}។ បើវាសម្រាប់ទាំងអស់ សូមសរសេរក្នុងជួរដេកនីមួយៗ។',
    checked: false,
  },
  IMPORT_DATES_WITHOUT_DAY: {
    en: 'These cells show a month or a year without a day, and were read so: {cells}.',
    km: 'ក្រឡាទាំងនេះបង្ហាញខែ ឬឆ្នាំ ដោយគ្មានថ្ងៃ ហើយត្រូវបានអានដូច្នោះ៖ {cells}។',
    checked: false,
  },
  IMPORT_OLD_FONT: {
    en: 'There is text in the font “{font}”, from before Unicode ({cells}): what looks like Khmer in it is other letters underneath, and cannot be read. Convert it to Khmer Unicode with a font converter, and send the file again.',
    km: 'មានអត្ថបទជាពុម្ពអក្សរ «{font}» ដែលមិនមែនយូនីកូដ ({cells}) ដូច្នេះវាមិនអាចអានបានទេ។ សូមបម្លែងវាទៅខ្មែរយូនីកូដ រួចផ្ញើឯកសារម្ដងទៀត។',
    checked: false,
  },
  IMPORT_OLD_FONT_FILE: {
    en: 'The file looks like Khmer typed for a font from before Unicode, such as Limon or ABC (“{example}”), and cannot be read. Convert it to Khmer Unicode with a font converter, and send the file again.',
    km: 'ឯកសារនេះទំនងជាអក្សរខ្មែរមិនមែនយូនីកូដ ដូចជា Limon ឬ ABC («{example}») ដូច្នេះវាមិនអាចអានបានទេ។ សូមបម្លែងវាទៅខ្មែរយូនីកូដ រួចផ្ញើឯកសារម្ដងទៀត។',
    checked: false,
  },
  IMPORT_OLD_FONT_TEXT: {
    en: 'Column {column} looks like Khmer typed for a font from before Unicode, such as Limon or ABC (“{example}”), and cannot be read. Convert it to Khmer Unicode with a font converter, and send the file again.',
    km: 'ជួរឈរ {column} ទំនងជាអក្សរខ្មែរមិនមែនយូនីកូដ ដូចជា Limon ឬ ABC («{example}») ដូច្នេះវាមិនអាចអានបានទេ។ សូមបម្លែងវាទៅខ្មែរយូនីកូដ រួចផ្ញើឯកសារម្ដងទៀត។',
    checked: false,
  },
  IMPORT_ENCODING_GUESSED: {
    en: 'The file does not say what its letters are written in; it was read as {encoding}, which gives: {words}. If that is wrong, state the encoding, or save the file as “CSV UTF-8”.',
    km: 'ឯកសារមិនបញ្ជាក់របៀបសរសេរអក្សរទេ។ វាត្រូវបានអានជា {encoding} ដែលផ្តល់៖ {words}។ បើខុស សូមបញ្ជាក់ ឬរក្សាទុកជា “CSV UTF-8”។',
    checked: false,
  },
  IMPORT_ROW_BELOW_TABLE: {
    en: 'It stands below the table and was not brought in: “{text}”.',
    km: 'វានៅខាងក្រោមតារាង ហើយមិនត្រូវបាននាំចូលទេ៖ «{text}»។',
    checked: false,
  },
  IMPORT_CELL_TOO_LONG: {
    en: 'The cell {cell} holds more than {limit} characters: more than a text of a recommendation. Shorten it, or look whether a quotation mark (") is missing.',
    km: 'ក្រឡា {cell} មានច្រើនជាង {limit} តួអក្សរ។ សូមបំព្រួញវា ឬពិនិត្យមើលថាខ្វះសញ្ញា (") ឬទេ។',
    checked: false,
  },
  IMPORT_DOCUMENT_TOO_LONG: {
    en: 'The document is longer than any list: some hundred pages can be read. Copy the list into a new file and try that.',
    km: 'ឯកសារវែងពេក។ អាចអានបានត្រឹមប៉ុន្មានរយទំព័រ។ សូមចម្លងបញ្ជីទៅឯកសារថ្មី រួចសាកល្បងម្ដងទៀត។',
    checked: false,
  },
  IMPORT_TOO_SLOW: {
    en: 'The file takes longer to read than any list should, so it was given up. Copy the list into a new file and try that.',
    km: 'ការអានឯកសារនេះយូរពេក ដូច្នេះវាត្រូវបានបញ្ឈប់។ សូមចម្លងបញ្ជីទៅឯកសារថ្មី រួចសាកល្បងម្ដងទៀត។',
    checked: false,
  },
  // Numbered lists.
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
  // Cells.
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
  // Which column is what.
  IMPORT_COLUMN_BY_HEADER: {
    en: 'The header says so: “{header}”.',
    km: 'ចំណងជើងជួរឈរបញ្ជាក់ដូច្នេះ៖ «{header}»។',
    checked: false,
  },
  IMPORT_COLUMN_BY_PART_OF_HEADER: {
    en: 'The header “{header}” holds the word “{name}”.',
    km: 'ចំណងជើង «{header}» មានពាក្យ «{name}»។',
    checked: false,
  },
  IMPORT_COLUMN_NOT_DATES: {
    en: 'The header “{header}” says so, but most of its cells are no dates.',
    km: 'ចំណងជើង «{header}» បញ្ជាក់ដូច្នេះ តែក្រឡាភាគច្រើនមិនមែនជាកាលបរិច្ឆេទ។',
    checked: false,
  },
  IMPORT_COLUMN_BY_CONTENT: {
    en: 'What stands in column {column} looks like it.',
    km: 'ទិន្នន័យក្នុងជួរឈរ {column} ហាក់ដូចជាដូច្នេះ។',
    checked: false,
  },
  IMPORT_COLUMN_BY_FILE: { en: 'The mapping file says so.', km: 'ឯកសារកំណត់ជួរឈរបញ្ជាក់ដូច្នេះ។', checked: false },
  IMPORT_COLUMN_LEFT_OUT_BY_FILE: {
    en: 'The mapping file does not name it.',
    km: 'ឯកសារកំណត់ជួរឈរមិនបានរៀបរាប់វាទេ។',
    checked: false,
  },
  IMPORT_COLUMN_EMPTY: { en: 'The column is empty.', km: 'ជួរឈរទទេ។', checked: false },
  IMPORT_COLUMN_UNKNOWN: {
    en: 'What “{header}” stands for is not known here.',
    km: 'មិនស្គាល់អត្ថន័យនៃ «{header}» ទេ។',
    checked: false,
  },
  IMPORT_COLUMN_TAKEN: {
    en: 'It looks like {field}, but column {column} fits that better.',
    km: 'វាហាក់ដូចជា {field} តែជួរឈរ {column} សមជាង។',
    checked: false,
  },
  // The file beside a sheet that keeps it.
  IMPORT_MAPPING_NOT_YAML: {
    en: 'Line {line} of the mapping file cannot be read ({problem}). Write each column as: B: { header: Ministry, field: addressees }',
    km: 'បន្ទាត់ {line} នៃឯកសារកំណត់ជួរឈរមិនអាចអានបានទេ ({problem})។',
    checked: false,
  },
  IMPORT_MAPPING_EMPTY: {
    en: 'The mapping file names no column (line {line}). Put them under “columns:”.',
    km: 'ឯកសារកំណត់ជួរឈរគ្មានជួរឈរណាទេ (បន្ទាត់ {line})។ សូមសរសេរក្រោម “columns:”។',
    checked: false,
  },
  IMPORT_MAPPING_UNKNOWN_KEY: {
    en: 'Line {line} of the mapping file: “{key}” has no meaning there. What has: {keys}.',
    km: 'បន្ទាត់ {line} នៃឯកសារកំណត់ជួរឈរ៖ «{key}» គ្មានន័យទេ។ អ្វីដែលអាចប្រើបាន៖ {keys}។',
    checked: false,
  },
  IMPORT_MAPPING_OTHER_SHEET: {
    en: 'Line {line} of the mapping file: it is for the sheet “{sheet}”, but “{read}” was read.',
    km: 'បន្ទាត់ {line} នៃឯកសារកំណត់ជួរឈរ៖ វាសម្រាប់សន្លឹក «{sheet}» តែសន្លឹកដែលបានអានគឺ «{read}»។',
    checked: false,
  },
  IMPORT_MAPPING_NO_SUCH_COLUMN: {
    en: 'Line {line} of the mapping file: the sheet has no column “{column}”; its last is {last}.',
    km: 'បន្ទាត់ {line} នៃឯកសារកំណត់ជួរឈរ៖ សន្លឹកគ្មានជួរឈរ «{column}» ទេ។ ជួរឈរចុងក្រោយគឺ {last}។',
    checked: false,
  },
  IMPORT_MAPPING_COLUMN_WRONG: {
    en: 'Line {line} of the mapping file: column {column} needs a header and a field, such as: {column}: { header: Ministry, field: addressees }',
    km: 'បន្ទាត់ {line} នៃឯកសារកំណត់ជួរឈរ៖ ជួរឈរ {column} ត្រូវមាន header និង field។',
    checked: false,
  },
  IMPORT_MAPPING_UNKNOWN_FIELD: {
    en: 'Line {line} of the mapping file: there is no field “{field}”. There are: {fields}.',
    km: 'បន្ទាត់ {line} នៃឯកសារកំណត់ជួរឈរ៖ គ្មាន field «{field}» ទេ។ មាន៖ {fields}។',
    checked: false,
  },
  IMPORT_MAPPING_FIELD_TWICE: {
    en: 'Line {line} of the mapping file: {field} is already column {first}; column {column} cannot be it too.',
    km: 'បន្ទាត់ {line} នៃឯកសារកំណត់ជួរឈរ៖ {field} គឺជួរឈរ {first} រួចហើយ។ ជួរឈរ {column} មិនអាចដូចគ្នាទេ។',
    checked: false,
  },
  IMPORT_MAPPING_HEADER_CHANGED: {
    en: 'Line {line} of the mapping file: the header of column {column} was “{expected}” and is now “{found}”. The sheet has changed: look at the columns again.',
    km: 'បន្ទាត់ {line} នៃឯកសារកំណត់ជួរឈរ៖ ចំណងជើងជួរឈរ {column} ពីមុន «{expected}» ឥឡូវ «{found}»។ សន្លឹកបានផ្លាស់ប្ដូរ៖ សូមពិនិត្យជួរឈរម្ដងទៀត។',
    checked: false,
  },
});
