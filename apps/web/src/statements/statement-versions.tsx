import { graphql } from '../generated/index.ts';
import type { StatementVersionsPartFragment } from '../generated/graphql.ts';
import { dayOfMoment } from '../ui/dates.ts';
import { useLanguage } from '../ui/language.tsx';
import { Part } from '../ui/page.tsx';
import { useWords } from '../ui/words.ts';
import { words } from './statement.words.ts';

graphql(`
  fragment StatementVersionsPart on Statement {
    id
    versions {
      id
      number
      amendment
      reason
      frozenAt
      hash
      changesFromPrevious {
        what
        language
        before
        after
        itemKey
      }
    }
  }
`);

/** Each version with what it changed from the one before; a frozen one with its hash. */
export function StatementVersions({ of }: { of: StatementVersionsPartFragment }) {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <Part title={say(words.versions)}>
      <ol className="rows">
        {of.versions.toReversed().map((version) => (
          <li key={version.id}>
            <strong>{say(words.version, { number: version.number })}</strong>
            {' · '}
            {version.frozenAt
              ? say(words.frozen, { day: dayOfMoment(version.frozenAt, language) })
              : say(words.draftVersion)}
            {version.reason ? <blockquote>{version.reason}</blockquote> : null}
            {version.changesFromPrevious ? (
              <details>
                <summary>{say(words.changes, { count: version.changesFromPrevious.length })}</summary>
                <ul>
                  {version.changesFromPrevious.map((change, index) => (
                    <li key={index}>
                      {say(words.change[change.what])}
                      {change.before ? (
                        <p>
                          <del lang={change.language?.toLowerCase()}>{change.before}</del>
                        </p>
                      ) : null}
                      {change.after ? (
                        <p>
                          <ins lang={change.language?.toLowerCase()}>{change.after}</ins>
                        </p>
                      ) : null}
                    </li>
                  ))}
                </ul>
              </details>
            ) : null}
            {version.hash ? (
              <p className="quiet small-print">
                SHA-256 <code>{version.hash}</code>
              </p>
            ) : null}
          </li>
        ))}
      </ol>
    </Part>
  );
}
