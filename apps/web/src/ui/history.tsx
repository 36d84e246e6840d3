import { graphql } from '../generated/index.ts';
import type { HistoryPartFragment } from '../generated/graphql.ts';
import { dayOfMoment, momentOf } from './dates.ts';
import { factOf } from './event-words.ts';
import { useLanguage } from './language.tsx';
import { Text } from './text.tsx';
import { useWords } from './words.ts';

graphql(`
  fragment HistoryPart on HistoryEntry {
    version
    event
    to
    happenedAt
    recordedAt
    late
    imported
    reason
    corrects
    actor {
      office {
        en
        km
      }
    }
    organisation {
      id
      name {
        en
        km
      }
    }
    documents {
      id
      fileName
      url
    }
  }
`);

const words = {
  none: { en: 'No entry that you can see.', km: 'គ្មានការកត់ត្រាដែលអ្នកអាចមើលឃើញ។' },
  late: { en: 'entered later, on {when}', km: 'បានបញ្ចូលក្រោយ នៅ {when}' },
  corrects: { en: 'corrects entry {number}', km: 'កែតម្រូវការបញ្ចូលទី {number}' },
};

/** What has happened, newest first, a sentence each: who, what, when, why, with which evidence. */
export function History({ entries }: { entries: readonly HistoryPartFragment[] }) {
  const say = useWords();
  const { language } = useLanguage();
  if (entries.length === 0) return <p className="quiet">{say(words.none)}</p>;
  return (
    <ol className="rows history">
      {entries.map((entry) => (
        <li key={entry.version}>
          <time dateTime={entry.happenedAt} title={momentOf(entry.happenedAt, language)} className="quiet number">
            {dayOfMoment(entry.happenedAt, language)}
          </time>{' '}
          · <strong>{say(factOf(entry.event))}</strong>
          {entry.actor ? (
            <>
              {' · '}
              <Text of={entry.actor.office} quiet />
            </>
          ) : null}
          {entry.organisation ? (
            <>
              {', '}
              <Text of={entry.organisation.name} quiet />
            </>
          ) : null}
          {entry.reason ? <blockquote>{entry.reason}</blockquote> : null}
          {entry.late || entry.corrects ? (
            <p className="quiet small-print">
              {entry.late ? say(words.late, { when: momentOf(entry.recordedAt, language) }) : null}{' '}
              {entry.corrects ? say(words.corrects, { number: entry.corrects }) : null}
            </p>
          ) : null}
          {entry.documents.map((document) => (
            <p key={document.id}>
              <a href={document.url}>{document.fileName}</a>
            </p>
          ))}
        </li>
      ))}
    </ol>
  );
}
