import { graphql } from '../generated/index.ts';
import type { SubmissionClockPartFragment } from '../generated/graphql.ts';
import { dayOf, dayOfMoment } from '../ui/dates.ts';
import { useLanguage } from '../ui/language.tsx';
import { Part } from '../ui/page.tsx';
import { Text } from '../ui/text.tsx';
import { useWords } from '../ui/words.ts';
import { words } from './submission.words.ts';

graphql(`
  fragment SubmissionClockPart on Submission {
    id
    deadline {
      summary {
        en
        km
      }
      explanation {
        from
        until
        counted
        soFar
        sentence {
          en
          km
        }
      }
      ledger {
        kind
        from
        until
        workingDays
        reason
        askedBy
      }
    }
  }
`);

/** Until when an answer is due, and why: every day once. */
export function SubmissionClock({ of }: { of: SubmissionClockPartFragment }) {
  const say = useWords();
  const { language } = useLanguage();
  const { deadline } = of;
  return (
    <Part title={say(words.clockPart)}>
      {deadline ? (
        <>
          <p>
            <Text of={deadline.summary} />
          </p>
          {deadline.ledger.length > 0 ? (
            <>
              <h3>{say(words.ledger)}</h3>
              <ul>
                {deadline.ledger.map((entry, index) => (
                  <li key={index}>
                    {say(entry.kind === 'SUSPENSION' ? words.suspension : words.extension)}{' '}
                    {say(words.from, { day: dayOfMoment(entry.from, language) })}{' '}
                    {entry.until ? say(words.until, { day: dayOfMoment(entry.until, language) }) : ''}
                    {entry.workingDays ? ` · ${say(words.counted, { count: entry.workingDays })}` : ''}
                    {entry.reason ? <blockquote>{entry.reason}</blockquote> : null}
                  </li>
                ))}
              </ul>
            </>
          ) : null}
          {deadline.explanation.length > 0 ? (
            <details>
              <summary>{say(words.explain)}</summary>
              <ol className="rows">
                {deadline.explanation.map((stretch) => (
                  <li key={stretch.from} className="spread">
                    <span>
                      <span className="quiet number">
                        {dayOf(stretch.from, language)}
                        {stretch.until === stretch.from ? '' : ` – ${dayOf(stretch.until, language)}`}
                      </span>
                      <br />
                      <Text of={stretch.sentence} />
                    </span>
                    <small className="number">{say(words.soFar, { count: stretch.soFar })}</small>
                  </li>
                ))}
              </ol>
            </details>
          ) : null}
        </>
      ) : (
        <p className="quiet">{say(words.noClock)}</p>
      )}
    </Part>
  );
}
