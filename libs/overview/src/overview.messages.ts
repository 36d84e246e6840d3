import { declareMessages } from '#platform';

declareMessages({
  OVERDUE_DAYS: {
    en: 'Ask for a number of days between 0 and 3650.',
    km: 'សូមស្នើចំនួនថ្ងៃពី ០ ដល់ ៣៦៥០។',
    checked: false,
  },
});
