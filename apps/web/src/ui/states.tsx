import { CombinedGraphQLErrors } from '@apollo/client/errors';
import type { ReactNode } from 'react';
import { useLanguage } from './language.tsx';
import { Missing } from './missing.tsx';
import { useWords } from './words.ts';

const words = {
  waiting: { en: 'One moment…', km: 'សូមរង់ចាំ…' },
  trouble: { en: 'This could not be loaded.', km: 'មិនអាចផ្ទុកបានទេ។' },
  kept: {
    en: 'Nothing of yours is lost. Look at the connection, then try again.',
    km: 'គ្មានអ្វីរបស់អ្នកបាត់ទេ។ សូមពិនិត្យការតភ្ជាប់ រួចព្យាយាមម្ដងទៀត។',
  },
  again: { en: 'Try again', km: 'ព្យាយាមម្ដងទៀត' },
};

/** Until something has come. */
export function Waiting() {
  const say = useWords();
  return (
    <p className="waiting" role="status">
      {say(words.waiting)}
    </p>
  );
}

/** What could not be read, in words for people; what the server said goes to who helps. */
export function Trouble({ error }: { error: Error }) {
  const say = useWords();
  const { language } = useLanguage();
  const [first] = CombinedGraphQLErrors.is(error) ? error.errors : [];
  const { reasons, km } = (first?.extensions ?? {}) as { reasons?: string[]; km?: string };
  // What may not be seen looks the same as what is not there.
  if (reasons?.includes('NOT_FOUND')) return <Missing />;
  return (
    <section className="trouble" role="alert">
      <p>
        <strong>{say(words.trouble)}</strong> {say(words.kept)}
      </p>
      <p className="quiet" lang={language === 'km' && km ? 'km' : 'en'}>
        {language === 'km' && km ? km : error.message}
      </p>
      <button onClick={() => location.reload()}>{say(words.again)}</button>
    </section>
  );
}

/** A page or part that has nothing yet: what will be here, and the first step. */
export function Empty({ children }: { children: ReactNode }) {
  return <div className="empty">{children}</div>;
}
