import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { graphql } from '../generated/index.ts';
import type { SubmissionPageQuery } from '../generated/graphql.ts';
import { dayOf, dayOfMoment } from '../ui/dates.ts';
import { NotNow } from '../ui/events.tsx';
import { History } from '../ui/history.tsx';
import { useLanguage } from '../ui/language.tsx';
import { Missing } from '../ui/missing.tsx';
import { Page, Part } from '../ui/page.tsx';
import { Mark, PositionSign, useStateWord } from '../ui/signs.tsx';
import { Trouble, Waiting } from '../ui/states.tsx';
import { Text } from '../ui/text.tsx';
import { useWords } from '../ui/words.ts';
import { SubmissionClock } from './submission-clock.tsx';
import { SubmissionDeeds } from './submission-deeds.tsx';
import { words } from './submission.words.ts';

const SUBMISSION = graphql(`
  query SubmissionPage($id: ID!) {
    submission(id: $id) {
      ...SubmissionRow
      version
      ourReference
      statementVersion
      responsible {
        office {
          en
          km
        }
      }
      items {
        key
        order
        notEndorsedByAll
        recommendation {
          id
          number
          title {
            en
            km
          }
        }
        position {
          reading
          answeredOn
          verbatim
          reason
        }
      }
      availableEvents {
        ...EventPart
      }
      attempts {
        at
        channel
        mode
        outcome
        enclosures
      }
      receipts {
        id
        counts
        receivedOn
        entryNumber
        office
        stampSeen
        documentId
      }
      responses(first: 20) {
        edges {
          node {
            id
            counts
            answeredOn
            form
            language
            verbatim
            documentId
          }
        }
      }
      ...SubmissionClockPart
    }
  }
`);

const HISTORY = graphql(`
  query SubmissionHistory($id: ID!) {
    submission(id: $id) {
      id
      history(first: 50) {
        edges {
          node {
            ...HistoryPart
          }
        }
      }
    }
  }
`);

export type SubmissionOnPage = NonNullable<SubmissionPageQuery['submission']>;

const page = getRouteApi('/submissions/$id');
const ACTS = [
  ...['DELIVER', 'REFUSED_AT_COUNTER', 'RECEIPT', 'ACKNOWLEDGE', 'RESPOND', 'RECORD_SILENCE', 'REDIRECT', 'RESEND'],
  ...['SUSPEND', 'RESUME', 'GRANT_EXTENSION', 'CANCEL', 'WITHDRAW', 'PREPARE_AGAIN'],
];

/** One letter to one addressee: what it asks, how it was handed over, what was answered, and until when. */
export function SubmissionPage() {
  const { id } = page.useParams();
  const { data, error } = useQuery(SUBMISSION, { variables: { id } });
  if (error) return <Trouble error={error} />;
  if (!data) return <Waiting />;
  if (!data.submission) return <Missing />;
  return <Found key={id} of={data.submission} />;
}

function Found({ of }: { of: SubmissionOnPage }) {
  const say = useWords();
  const word = useStateWord();
  return (
    <Page
      title={words.title}
      heading={
        <>
          <span className="number">{of.number}</span> · <Text of={of.addressee?.name} />
        </>
      }
      lead={
        <span>
          <Mark>{word(of.status)}</Mark>{' '}
          {of.statement ? (
            <Link to="/statements/$id" params={{ id: of.statement.id }}>
              {of.statement.number} <Text of={of.statement.title} />
            </Link>
          ) : null}
        </span>
      }
    >
      <SubmissionDeeds of={of} />
      <NotNow events={of.availableEvents} of={ACTS} />
      <Part title={say(words.asked)}>
        <ol className="rows">
          {of.items.map((item) => (
            <li key={item.key}>
              <div className="spread">
                <span>
                  {item.order}.{' '}
                  {item.recommendation ? (
                    <Link to="/recommendations/$id" params={{ id: item.recommendation.id }}>
                      <Text of={item.recommendation.title} />
                    </Link>
                  ) : null}{' '}
                  {item.notEndorsedByAll ? <Mark kind="time">{say(words.notByAll)}</Mark> : null}
                </span>
                <PositionSign {...item.position} submission={of.deliveredAt ? of : null} />
              </div>
              {item.position.verbatim || item.position.reason ? (
                <blockquote>{item.position.verbatim ?? item.position.reason}</blockquote>
              ) : null}
            </li>
          ))}
        </ol>
      </Part>
      <SubmissionClock of={of} />
      <div className="two">
        <Proofs of={of} />
        <Answers of={of} />
      </div>
      <Past id={of.id} />
    </Page>
  );
}

function Proofs({ of }: { of: SubmissionOnPage }) {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <Part title={say(words.proofs)}>
      <dl className="facts">
        {of.ourReference ? (
          <>
            <dt>{say(words.reference)}</dt>
            <dd>{of.ourReference}</dd>
          </>
        ) : null}
        {of.responsible ? (
          <>
            <dt>{say(words.responsible)}</dt>
            <dd>
              <Text of={of.responsible.office} quiet />
            </dd>
          </>
        ) : null}
      </dl>
      <ul className="rows">
        {of.attempts.map((attempt, index) => (
          <li key={index}>
            {dayOfMoment(attempt.at, language)} · {say(words.outcomes[attempt.outcome])}
            {attempt.channel ? `, ${say(words.channels[attempt.channel])}` : ''}
            {attempt.mode ? `, ${say(words.modes[attempt.mode])}` : ''}
            {attempt.enclosures.length > 0 ? <small> · {attempt.enclosures.join(', ')}</small> : null}
          </li>
        ))}
        {of.receipts.map((receipt) => (
          <li key={receipt.id} className={receipt.counts ? '' : 'quiet'}>
            {dayOf(receipt.receivedOn, language)} · {say(words.proof)}
            {receipt.entryNumber ? `, ${say(words.entry, { number: receipt.entryNumber })}` : ''}
            {receipt.office ? `, ${receipt.office}` : ''}
            {receipt.stampSeen ? `, ${say(words.stamp)}` : ''}{' '}
            {receipt.documentId ? <a href={`/documents/${receipt.documentId}`}>{say(words.scan)}</a> : null}
          </li>
        ))}
      </ul>
      {of.proof === 'WITHOUT_RECEIPT' ? <p className="time-word">{say(words.noReceipt)}</p> : null}
    </Part>
  );
}

function Answers({ of }: { of: SubmissionOnPage }) {
  const say = useWords();
  const { language } = useLanguage();
  const answers = of.responses.edges.map(({ node }) => node);
  return (
    <Part title={say(words.answers)}>
      {answers.length === 0 ? <p className="quiet">{say(words.noAnswers)}</p> : null}
      <ul className="rows">
        {answers.map((answer) => (
          <li key={answer.id} className={answer.counts ? '' : 'quiet'}>
            {dayOf(answer.answeredOn, language)} · {say(words.forms[answer.form])}{' '}
            {answer.documentId ? <a href={`/documents/${answer.documentId}`}>{say(words.scan)}</a> : null}
            {answer.verbatim ? <blockquote lang={answer.language?.toLowerCase()}>{answer.verbatim}</blockquote> : null}
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** How it came to where it is; asked for by itself, so that the page does not wait for it. */
function Past({ id }: { id: string }) {
  const say = useWords();
  const { data } = useQuery(HISTORY, { variables: { id } });
  const entries = data?.submission?.history?.edges.map(({ node }) => node);
  return <Part title={say(words.history)}>{entries ? <History entries={entries} /> : <Waiting />}</Part>;
}
