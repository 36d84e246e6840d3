import { declareMessages } from '#platform';

declareMessages({
  CODE_TAKEN: {
    en: 'Another instrument already has the code “{code}”.',
    km: 'កូដ «{code}» ត្រូវបានប្រើរួចហើយ។',
    checked: false,
  },
  LABEL_TAKEN: {
    en: 'This instrument already has an edition called “{label}”.',
    km: 'ឈ្មោះ «{label}» ត្រូវបានប្រើរួចហើយសម្រាប់ឯកសារនេះ។',
    checked: false,
  },
  PARENT_IN_A_CIRCLE: {
    en: 'An instrument cannot be a part of itself or of one of its own parts.',
    km: 'ឯកសារមិនអាចជាផ្នែកនៃខ្លួនវា ឬនៃផ្នែករបស់វាបានទេ។',
    checked: false,
  },
  DATES_OUT_OF_ORDER: {
    en: '{later} cannot lie before {earlier}.',
    km: '{later} មិនអាចមុន {earlier} បានទេ។',
    checked: false,
  },
  PLACE_IN_TEXT_NEEDED: {
    en: 'Provision {index} needs a place in the text: a chapter, section, article or page.',
    km: 'ចំណុចទី {index} ត្រូវមានទីតាំងក្នុងអត្ថបទ៖ ជំពូក ផ្នែក មាត្រា ឬទំព័រ។',
    checked: false,
  },
  EDITION_CANNOT_REPLACE_ITSELF: {
    en: 'An edition cannot replace itself.',
    km: 'អត្ថបទមួយមិនអាចជំនួសខ្លួនវាបានទេ។',
    checked: false,
  },
});
