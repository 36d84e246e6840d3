import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import { graphql } from '../generated/index.ts';
import type { MyWorkQuery } from '../generated/graphql.ts';
import { dayOf } from '../ui/dates.ts';
import { Glyph } from '../ui/glyph.tsx';
import type { GlyphName } from '../ui/glyph.tsx';
import { useLanguage } from '../ui/language.tsx';
import { Page, Part } from '../ui/page.tsx';
import { Empty, Trouble, Waiting } from '../ui/states.tsx';
import { Text } from '../ui/text.tsx';
import { useViewer } from '../ui/viewer.tsx';
import { useWords } from '../ui/words.ts';
import { AboutLink } from './about-link.tsx';
import { words } from './my-work.words.ts';

const WORK = graphql(`
  query MyWork {
    myWork {
      kind
      turn
      what {
        en
        km
      }
      why {
        en
        km
      }
      by
      late
      about {
        ...WorkAbout
      }
    }
  }
`);

type Item = MyWorkQuery['myWork'][number];

const SIGNS: Record<Item['kind'], GlyphName> = {
  DECIDE: 'pen',
  RECONFIRM: 'pen',
  CONFIRM: 'pen',
  FOLLOW_UP: 'work',
  DELIVER: 'submitted',
  RECEIPT: 'tick',
  ANSWER_DUE: 'hourglass',
  ANSWER_OVERDUE: 'late',
  AWAITED: 'hourglass',
  VERIFY: 'book',
  RECHECK: 'book',
  TRANSLATE: 'pen',
};

const TURNS = [
  ['ONLY_YOU', words.onlyYou],
  ['THIS_WEEK', words.thisWeek],
  ['WAITING_FOR_OTHERS', words.waiting],
] as const;

/** What waits for this person, by when, and why: first what nobody else does. */
export function MyWork() {
  const say = useWords();
  const viewer = useViewer();
  const { data, error } = useQuery(WORK, { fetchPolicy: 'cache-and-network' });
  if (error) return <Trouble error={error} />;
  if (!data) return <Waiting />;
  const member = viewer.role === 'MEMBER_REPRESENTATIVE';
  const only = data.myWork.filter(({ turn }) => turn === 'ONLY_YOU').length;
  return (
    <Page title={words.title} lead={say(words.lead, { count: only })}>
      {data.myWork.length === 0 ? (
        <Empty>
          <p>{say(member ? words.emptyMember : words.empty)}</p>
          <p>
            <Link to={member ? '/statements' : '/recommendations'}>
              {say(member ? words.toStatements : words.toRecommendations)}
            </Link>
          </p>
        </Empty>
      ) : null}
      {TURNS.map(([turn, name]) => {
        const items = data.myWork.filter((item) => item.turn === turn);
        return items.length > 0 ? (
          <Part key={turn} title={say(name, { count: items.length })}>
            <ol className="rows work">
              {items.map((item, index) => (
                <Row key={index} item={item} />
              ))}
            </ol>
          </Part>
        ) : null;
      })}
      {member ? (
        <p>
          <a href="/endorse">{say(words.allDecisions)}</a>
        </p>
      ) : null}
    </Page>
  );
}

function Row({ item }: { item: Item }) {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <li>
      <Glyph name={item.late ? 'late' : SIGNS[item.kind]} />
      <span>
        <AboutLink about={item.about} toDecide={['DECIDE', 'RECONFIRM', 'CONFIRM'].includes(item.kind)}>
          <Text of={item.what} />
        </AboutLink>
        <br />
        <small>
          <Text of={item.why} />
        </small>
      </span>
      {item.by ? (
        <small className={item.late ? 'time-word' : ''}>
          {say(item.late ? words.wasDue : words.due, { day: dayOf(item.by, language) })}
        </small>
      ) : null}
    </li>
  );
}
