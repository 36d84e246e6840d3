import { declareMessages } from '#platform';

/** Sentences about which column is what, and about the file that keeps it beside a sheet. No Khmer speaker has read the Khmer yet. */
export const columnMessages = declareMessages({
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
