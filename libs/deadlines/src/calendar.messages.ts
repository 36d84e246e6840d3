import { declareMessages } from '#platform';

declareMessages({
  NO_WORKING_DAY: {
    en: 'A week needs at least one working day.',
    km: 'មួយសប្ដាហ៍ត្រូវមានយ៉ាងតិចមួយថ្ងៃធ្វើការ។',
    checked: false,
  },
  CLOSURE_OF_WHOM: {
    en: 'A closure is of an institution or a province: say which. What closes all offices is a holiday.',
    km: 'ការបិទការិយាល័យត្រូវបញ្ជាក់ស្ថាប័ន ឬខេត្ត។ បើបិទទាំងអស់ នោះជាថ្ងៃឈប់សម្រាក។',
    checked: false,
  },
  HOLIDAY_OF_ALL: {
    en: 'A holiday closes all offices. What closes those of one institution or province is a closure.',
    km: 'ថ្ងៃឈប់សម្រាកបិទការិយាល័យទាំងអស់។ បើបិទតែស្ថាប័នមួយ ឬខេត្តមួយ នោះជាការបិទការិយាល័យ។',
    checked: false,
  },
});
