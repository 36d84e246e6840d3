import { declareMessages } from '#platform';

/** Sentences about a file as a whole, and about the table in it. No Khmer speaker has read the Khmer yet. */
export const fileMessages = declareMessages({
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
});
