import { declareMessages } from '#platform';

declareMessages({
  DOCUMENT_TOO_LARGE: {
    en: 'The file is larger than {most} MB.',
    km: 'ឯកសារនេះធំជាង {most} មេកាបៃ។',
    checked: false,
  },
  DOCUMENT_EMPTY: {
    en: 'No file came along, or an empty one.',
    km: 'គ្មានឯកសារ ឬឯកសារទទេ។',
    checked: false,
  },
  DOCUMENT_TYPE_NOT_ALLOWED: {
    en: 'Files of this type are not kept. Send one of: {types}. An old or password-protected Office file must be saved anew as one of these.',
    km: 'មិនទទួលឯកសារប្រភេទនេះទេ។ សូមផ្ញើជា៖ {types}។ ឯកសារ Office ចាស់ ឬមានពាក្យសម្ងាត់ ត្រូវរក្សាទុកជាថ្មីក្នុងប្រភេទទាំងនេះ។',
    checked: false,
  },
  DOCUMENT_EXTENSION_WRONG: {
    en: 'The name ends in .{extension}, but the content is {right}. Check that it is the right file, and give it the right ending.',
    km: 'ឈ្មោះឯកសារបញ្ចប់ដោយ .{extension} តែខ្លឹមសារជា {right}។ សូមពិនិត្យ រួចដាក់ឈ្មោះឱ្យត្រឹមត្រូវ។',
    checked: false,
  },
  DOCUMENT_NOT_TEXT: {
    en: 'This text is not in Unicode (UTF-8 or UTF-16). Save it as UTF-8 and send it again.',
    km: 'អត្ថបទនេះមិនមែនជា Unicode (UTF-8 ឬ UTF-16) ទេ។ សូមរក្សាទុកជា UTF-8 រួចផ្ញើម្ដងទៀត។',
    checked: false,
  },
  DOCUMENT_DAMAGED: {
    en: 'The file is damaged or incomplete. Open it, save it anew and send it again.',
    km: 'ឯកសារនេះខូច ឬមិនពេញលេញ។ សូមបើក រក្សាទុកជាថ្មី រួចផ្ញើម្ដងទៀត។',
    checked: false,
  },
  DOCUMENT_UNPACKS_TOO_LARGE: {
    en: 'Unpacked, the file would be far too large.',
    km: 'ពេលពន្លា ឯកសារនេះធំពេក។',
    checked: false,
  },
  DOCUMENT_HAS_MACROS: {
    en: 'The file holds macros (a program). Save it without them and send it again.',
    km: 'ឯកសារនេះមានម៉ាក្រូ (កម្មវិធី)។ សូមរក្សាទុកដោយគ្មានវា រួចផ្ញើម្ដងទៀត។',
    checked: false,
  },
  DOCUMENT_TWO_IN_ONE: {
    en: 'The file holds a second file of another type. Save it anew and send it again.',
    km: 'ឯកសារនេះមានឯកសារប្រភេទផ្សេងលាក់នៅក្នុង។ សូមរក្សាទុកជាថ្មី រួចផ្ញើម្ដងទៀត។',
    checked: false,
  },
  DOCUMENT_ONE_AT_A_TIME: {
    en: 'Send one file at a time, in the field “file”.',
    km: 'សូមផ្ញើឯកសារម្ដងមួយ។',
    checked: false,
  },
  DOCUMENT_FORM_BROKEN: {
    en: 'The upload could not be read: it must be one whole form (multipart/form-data). Try again.',
    km: 'មិនអាចអានការបញ្ជូននេះបានទេ។ សូមព្យាយាមម្ដងទៀត។',
    checked: false,
  },
  FOREIGN_ORIGIN: {
    en: 'This request came from another site.',
    km: 'សំណើនេះមកពីគេហទំព័រផ្សេង។',
    checked: false,
  },
});
