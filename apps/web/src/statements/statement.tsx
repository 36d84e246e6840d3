import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { graphql } from '../generated/index.ts';
import type { StatementPageQuery } from '../generated/graphql.ts';
import { ReasonList } from '../ui/act.tsx';
import { dayOfMoment, momentOf } from '../ui/dates.ts';
import { may, NotNow } from '../ui/events.tsx';
import { History } from '../ui/history.tsx';
import { useLanguage } from '../ui/language.tsx';
import { Missing } from '../ui/missing.tsx';
import { Page, Part } from '../ui/page.tsx';
import { Mark, SeenBy, useStateWord } from '../ui/signs.tsx';
import { Trouble, Waiting } from '../ui/states.tsx';
import { Text } from '../ui/text.tsx';
import { useViewer } from '../ui/viewer.tsx';
import { useWords } from '../ui/words.ts';
import { StatementDeeds } from './statement-deeds.tsx';
import { StatementRemarks } from './statement-remarks.tsx';
import { StatementVersions } from './statement-versions.tsx';
import { words } from './statement.words.ts';
import { WhoDecided } from './who-decided.tsx';

const STATEMENT = graphql(`
  query StatementPage($id: ID!) {
    statement(id: $id) {
      id
      number
      kind
      status
      version
      versionNumber
      release
      deadline
      authenticLanguage
      khmerText
      englishText
      title {
        en
        km
      }
      body {
        en
        km
      }
      initiator {
        id
        name {
          en
          km
        }
      }
      items {
        id
        key
        position
        wording {
          en
          km
        }
        recommendation {
          id
          number
          addressees {
            id
            name {
              en
              km
            }
          }
        }
      }
      quorum {
        count
        met
        missing {
          code
          messageEn
          messageKm
        }
        rule {
          id
          sentence {
            en
            km
          }
        }
      }
      availableEvents {
        ...EventPart
      }
      myEndorsement {
        id
        status
        appearance
        versionNumber
      }
      submissions(first: 50) {
        edges {
          node {
            id
            number
            status
            addressee {
              id
              name {
                en
                km
              }
            }
          }
        }
      }
      ...StatementVersionsPart
    }
  }
`);

export type StatementOnPage = NonNullable<StatementPageQuery['statement']>;

const HISTORY = graphql(`
  query StatementHistory($id: ID!) {
    statement(id: $id) {
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

const page = getRouteApi('/statements/$id');
const ACTS = ['OPEN', 'CLOSE', 'EXTEND', 'AMEND', 'REOPEN', 'SUBMIT', 'CONCLUDE', 'WITHDRAW', 'RENEW'];

/** One statement: its text and items, its sign-on, who was sent what, and what came of it. */
export function StatementPage() {
  const { id } = page.useParams();
  const { data, error } = useQuery(STATEMENT, { variables: { id } });
  if (error) return <Trouble error={error} />;
  if (!data) return <Waiting />;
  if (!data.statement) return <Missing />;
  return <Found key={id} of={data.statement} />;
}

function Found({ of }: { of: StatementOnPage }) {
  const say = useWords();
  const word = useStateWord();
  const viewer = useViewer();
  const insider = viewer.role === 'POLICY_OFFICER' || viewer.role === 'COORDINATOR' || viewer.role === 'CHAIR';
  return (
    <Page
      title={words.title}
      heading={<Text of={of.title} />}
      lead={
        <span className="spread">
          <span>
            <span className="number">{of.number}</span> · {say(words.kinds[of.kind])} ·{' '}
            {say(words.version, { number: of.versionNumber })} <Mark>{word(of.status)}</Mark>
          </span>
          <SeenBy
            circle={of.release === 'PRIVATE' ? (of.status === 'DRAFTING' ? 'SECRETARIAT' : 'MEMBERS') : of.release}
          />
        </span>
      }
      act={
        <>
          {viewer.role === 'MEMBER_REPRESENTATIVE' && of.status === 'ENDORSING' ? (
            <a href={`/endorse/${of.number}`} className="button main">
              {say(words.decide)}
            </a>
          ) : null}
          {may(of.availableEvents, 'EDIT') ? (
            <Link to="/statements/$id/edit" params={{ id: of.id }} className="button">
              {say(words.edit)}
            </Link>
          ) : null}
        </>
      }
    >
      <SignOn of={of} />
      <StatementDeeds of={of} />
      <NotNow events={of.availableEvents} of={ACTS} />
      <Items of={of} />
      {insider ? <WhoDecided id={of.id} /> : null}
      <Submissions of={of} />
      <StatementRemarks id={of.id} />
      <StatementVersions of={of} />
      <Past id={of.id} />
    </Page>
  );
}

/** The sign-on: the rule in a sentence, how far it is, what is missing, until when. */
function SignOn({ of }: { of: StatementOnPage }) {
  const say = useWords();
  const word = useStateWord();
  const { language } = useLanguage();
  const { rule, count, met, missing } = of.quorum;
  return (
    <section className="card" aria-label={say(words.signOn)}>
      {rule ? (
        <p>
          <Text of={rule.sentence} />
        </p>
      ) : null}
      {met === null || met === undefined ? null : (
        <p>
          <Mark kind={met ? 'good' : 'time'}>{say(met ? words.quorumMet : words.quorumOpen)}</Mark>{' '}
          {count ? say(words.endorsers, { count }) : <span className="quiet">{say(words.fewer)}</span>}
        </p>
      )}
      {of.status === 'ENDORSING' && missing.length > 0 ? (
        <details>
          <summary>{say(words.missing)}</summary>
          <ReasonList of={missing} />
        </details>
      ) : null}
      <dl className="facts">
        {of.deadline ? (
          <>
            <dt>{say(words.closes)}</dt>
            <dd>
              <time dateTime={of.deadline} title={dayOfMoment(of.deadline, language)}>
                {momentOf(of.deadline, language)}
              </time>
            </dd>
          </>
        ) : null}
        {of.myEndorsement ? (
          <>
            <dt>{say(words.ours)}</dt>
            <dd>
              <a href={`/endorse/${of.number}`}>
                {word(of.myEndorsement.status)}, {say(words.appearances[of.myEndorsement.appearance])}
              </a>
            </dd>
          </>
        ) : null}
      </dl>
    </section>
  );
}

function Items({ of }: { of: StatementOnPage }) {
  const say = useWords();
  return (
    <Part title={say(words.text)}>
      {of.body.en || of.body.km ? (
        <p>
          <Text of={of.body} />
        </p>
      ) : null}
      <h3>{say(words.items)}</h3>
      {of.items.length === 0 ? <p className="quiet">{say(words.noItems)}</p> : null}
      <ol>
        {of.items.map((item) => (
          <li key={item.key}>
            <Text of={item.wording} />{' '}
            {item.recommendation ? (
              <small>
                <Link to="/recommendations/$id" params={{ id: item.recommendation.id }}>
                  {item.recommendation.number}
                </Link>
              </small>
            ) : null}
          </li>
        ))}
      </ol>
    </Part>
  );
}

function Submissions({ of }: { of: StatementOnPage }) {
  const say = useWords();
  const word = useStateWord();
  return (
    <Part title={say(words.submissions)}>
      {of.submissions.edges.length === 0 ? <p className="quiet">{say(words.noSubmissions)}</p> : null}
      <ul className="rows">
        {of.submissions.edges.map(({ node }) => (
          <li key={node.id} className="spread">
            <Link to="/submissions/$id" params={{ id: node.id }}>
              {node.number} · <Text of={node.addressee?.name} />
            </Link>
            <Mark>{word(node.status)}</Mark>
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
  const entries = data?.statement?.history.edges.map(({ node }) => node);
  return <Part title={say(words.history)}>{entries ? <History entries={entries} /> : <Waiting />}</Part>;
}
