import { Link } from '@tanstack/react-router';
import { Page } from './page.tsx';
import { useWords } from './words.ts';

const words = {
  title: { en: 'Not here', km: 'គ្មាននៅទីនេះ' },
  body: {
    en: 'There is nothing at this address that you can see.',
    km: 'គ្មានអ្វីនៅអាសយដ្ឋាននេះដែលអ្នកអាចមើលឃើញទេ។',
  },
  work: { en: 'To my work', km: 'ទៅការងាររបស់ខ្ញុំ' },
};

/** What is not there looks the same as what may not be seen. */
export function Missing() {
  const say = useWords();
  return (
    <Page title={words.title}>
      <p>{say(words.body)}</p>
      <Link to="/" className="button">
        {say(words.work)}
      </Link>
    </Page>
  );
}
