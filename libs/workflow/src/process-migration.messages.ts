import { declareMessages } from '#platform';

// What stands in the way of taking cases over to another version of their process.
declareMessages({
  SECOND_PERSON_CONFIRMS: {
    en: 'You have proposed this yourself. Another person has to confirm it.',
    km: 'អ្នកបានស្នើរឿងនេះដោយខ្លួនឯង។ ត្រូវមានអ្នកផ្សេងបញ្ជាក់។',
    checked: false,
  },
  PLAN_OUTDATED: {
    en: 'The cases have changed since this was proposed, and the outcome would be another. Look at it again and propose it anew.',
    km: 'ករណីបានប្រែប្រួលតាំងពីពេលស្នើ ហើយលទ្ធផលនឹងខុសពីមុន។ សូមពិនិត្យម្ដងទៀត រួចស្នើជាថ្មី។',
    checked: false,
  },
  PLAN_OVER: {
    en: 'This proposal cannot be confirmed: a newer one has taken its place.',
    km: 'មិនអាចបញ្ជាក់សំណើនេះបានទេ៖ មានសំណើថ្មីជំនួសហើយ។',
    checked: false,
  },
  PLAN_RUNNING: {
    en: 'The cases of this version are on their way to another one. Finish that first: {plan}.',
    km: 'ករណីនៃកំណែនេះកំពុងប្ដូរទៅកំណែផ្សេង។ សូមបញ្ចប់វាជាមុន៖ {plan}។',
    checked: false,
  },
});
