import { declareMessages } from '#platform';

declareMessages({
  PROVE_IT_IS_YOU: {
    en: 'This needs to be asked for by you, just now: use your passkey, or the code of your app, and do it again within ten minutes.',
    km: 'សូមបញ្ជាក់ម្ដងទៀតថាជាអ្នក ដោយប្រើសោចូល (passkey) ឬលេខកូដពីកម្មវិធី រួចធ្វើឡើងវិញក្នុងរយៈពេល ១០ នាទី។',
    checked: false,
  },
  NO_ADDRESS: {
    en: 'This is not an e-mail address that we can write to.',
    km: 'នេះមិនមែនជាអាសយដ្ឋានអ៊ីមែលដែលយើងអាចផ្ញើទៅបានទេ។',
    checked: false,
  },
  ADDRESS_TAKEN: {
    en: 'Somebody signs in with this address already.',
    km: 'មានអ្នកប្រើអាសយដ្ឋាននេះសម្រាប់ចូលរួចហើយ។',
    checked: false,
  },
});
