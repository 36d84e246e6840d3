import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { useState } from 'react';
import { graphql } from '../generated/index.ts';
import type { RecommendationPageQuery } from '../generated/graphql.ts';
import { may, NotNow } from '../ui/events.tsx';
import { Glyph } from '../ui/glyph.tsx';
import { History } from '../ui/history.tsx';
import { Missing } from '../ui/missing.tsx';
import { Page, Part } from '../ui/page.tsx';
import { Mark, PositionSign, SeenBy, StageTrack, useStateWord } from '../ui/signs.tsx';
import { Trouble, Waiting } from '../ui/states.tsx';
import { Text, textIn } from '../ui/text.tsx';
import { useLanguage } from '../ui/language.tsx';
import { useWords } from '../ui/words.ts';
import { BothLanguages } from './both-languages.tsx';
import { EditRecommendation } from './edit-recommendation.tsx';
import { words } from './recommendation.words.ts';

const RECOMMENDATION = graphql(`
  query RecommendationPage($id: ID!) {
    recommendation(id: $id) {
      ...RecommendationRow
      ...RecommendationText
      version
      release
      scope
      goals
      endorsementCount
      targets {
        id
        code
        name {
          en
          km
        }
      }
      closedAs
      successors {
        id
        number
        title {
          en
          km
        }
      }
      availableEvents {
        ...EventPart
      }
      carryings {
        stage
        statement {
          id
          number
          title {
            en
            km
          }
        }
      }
      positions {
        addressee {
          id
          name {
            en
            km
          }
        }
        reading
        answeredOn
        reason
        verbatim
        submission {
          id
          number
          status
        }
      }
      integrations {
        id
        number
        status
        degree
        locator {
          en
          km
        }
        quote {
          en
          km
        }
        instrument {
          id
          name {
            en
            km
          }
        }
      }
    }
  }
`);

type Recommendation = NonNullable<RecommendationPageQuery['recommendation']>;

const TOPICS = graphql(`
  query Topics {
    topics {
      code
      name {
        en
        km
      }
    }
  }
`);

const HISTORY = graphql(`
  query RecommendationHistory($id: ID!) {
    recommendation(id: $id) {
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

const page = getRouteApi('/recommendations/$id');
const ACTS = ['EDIT', 'PROPOSE', 'TAKE_UP', 'DECLINE_PROPOSAL', 'MERGE', 'SPLIT', 'SUPERSEDE', 'WITHDRAW', 'RETIRE'];

/** One recommendation: where it stands, what it says, who answered what, where it was found, and how all that came. */
export function RecommendationPage() {
  const { id } = page.useParams();
  const { data, error } = useQuery(RECOMMENDATION, { variables: { id } });
  if (error) return <Trouble error={error} />;
  if (!data) return <Waiting />;
  if (!data.recommendation) return <Missing />;
  return <Found key={id} of={data.recommendation} />;
}

function Found({ of }: { of: Recommendation }) {
  const say = useWords();
  const word = useStateWord();
  const [editing, setEditing] = useState(false);
  return (
    <Page
      title={words.title}
      heading={<Text of={of.title} />}
      lead={
        <span className="spread">
          <span>
            <span className="number">{of.number}</span>
            {of.standing === 'CLOSED' ? <Mark>{word(of.closedAs ?? 'CLOSED')}</Mark> : null}
            {of.endorsementCount ? ` · ${say(words.endorsedBy, { count: of.endorsementCount })}` : null}
          </span>
          <SeenBy circle={of.release === 'PRIVATE' ? 'MEMBERS' : of.release} />
        </span>
      }
      act={
        may(of.availableEvents, 'EDIT') && !editing ? (
          <button onClick={() => setEditing(true)}>{say(words.edit)}</button>
        ) : null
      }
    >
      <section className="card" aria-label={say(words.where)}>
        <StageTrack stage={of.stage} uptake={of.uptake} wide />
        <NotNow events={of.availableEvents} of={ACTS} />
      </section>
      {editing ? (
        <EditRecommendation of={of} onEnd={() => setEditing(false)} />
      ) : (
        <Part title={say(words.text)}>
          <BothLanguages of={of} />
        </Part>
      )}
      <div className="two">
        <Positions of={of} />
        <Carried of={of} />
      </div>
      <Uptakes of={of} />
      <Facts of={of} />
      <Past id={of.id} />
    </Page>
  );
}

function Positions({ of }: { of: Recommendation }) {
  const say = useWords();
  return (
    <Part title={say(words.positions)}>
      {of.positions.length === 0 ? <p className="quiet">{say(words.noPosition)}</p> : null}
      <ul className="rows">
        {of.positions.map((position, index) => (
          <li key={index}>
            <div className="spread">
              <strong>
                <Text of={position.addressee?.name} />
              </strong>
              <PositionSign {...position} />
            </div>
            {position.verbatim || position.reason ? (
              <blockquote>{position.verbatim ?? position.reason}</blockquote>
            ) : null}
            {position.submission ? (
              <Link to="/submissions/$id" params={{ id: position.submission.id }}>
                {position.submission.number}
              </Link>
            ) : null}
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Carried({ of }: { of: Recommendation }) {
  const say = useWords();
  const word = useStateWord();
  return (
    <Part title={say(words.carriedBy)}>
      {of.carryings.length === 0 ? <p className="quiet">{say(words.notCarried)}</p> : null}
      <ul className="rows">
        {of.carryings.map(({ statement, stage }, index) => (
          <li key={index} className="spread">
            {statement ? (
              <Link to="/statements/$id" params={{ id: statement.id }}>
                {statement.number} <Text of={statement.title} />
              </Link>
            ) : null}
            <Mark>{word(stage)}</Mark>
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Our words beside theirs: integrated is what stands in a text, and nothing else. */
function Uptakes({ of }: { of: Recommendation }) {
  const say = useWords();
  const word = useStateWord();
  return (
    <Part title={say(words.uptakePart)}>
      {of.integrations.length === 0 ? <p className="quiet">{say(words.noUptake)}</p> : null}
      <ul className="rows">
        {of.integrations.map((each) => (
          <li key={each.id}>
            <div className="spread">
              <Link to="/integrations/$id" params={{ id: each.id }}>
                <Text of={each.instrument.name} />, <Text of={each.locator} quiet />
              </Link>
              <span>
                {say(words.degree[each.degree])}{' '}
                <Mark kind={each.status === 'VERIFIED' ? 'good' : 'plain'}>
                  <Glyph name="tick" />
                  {each.status === 'VERIFIED' ? <Glyph name="tick" /> : null} {word(each.status)}
                </Mark>
              </span>
            </div>
            <div className="two">
              <blockquote>
                <small>{say(words.ourWords)}</small>
                <br />
                <Text of={of.title} />
              </blockquote>
              <blockquote>
                <small>{say(words.theirWords)}</small>
                <br />
                <Text of={each.quote} />
              </blockquote>
            </div>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Facts({ of }: { of: Recommendation }) {
  const say = useWords();
  const { language } = useLanguage();
  const { data } = useQuery(TOPICS);
  const topic = (code: string) => textIn(data?.topics.find((each) => each.code === code)?.name, language).text || code;
  return (
    <Part title={say(words.facts)}>
      <dl className="facts">
        <dt>{say(words.targets)}</dt>
        <dd>
          {of.targets.map((target) => (
            <div key={target.id}>
              <Text of={target.name} />
            </div>
          ))}
        </dd>
        <dt>{say(words.scope)}</dt>
        <dd>{say(words.scopes[of.scope])}</dd>
        {of.topics.length > 0 ? (
          <>
            <dt>{say(words.topics)}</dt>
            <dd>{of.topics.map(topic).join(', ')}</dd>
          </>
        ) : null}
        {of.goals.length > 0 ? (
          <>
            <dt>{say(words.goals)}</dt>
            <dd>{of.goals.join(', ')}</dd>
          </>
        ) : null}
      </dl>
    </Part>
  );
}

/** How it came to where it is; asked for by itself, so that the page does not wait for it. */
function Past({ id }: { id: string }) {
  const say = useWords();
  const { data } = useQuery(HISTORY, { variables: { id } });
  const entries = data?.recommendation?.history.edges.map(({ node }) => node);
  return <Part title={say(words.history)}>{entries ? <History entries={entries} /> : <Waiting />}</Part>;
}
