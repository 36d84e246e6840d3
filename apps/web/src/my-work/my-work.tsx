import { useQuery } from '@apollo/client/react';
import { Link } from '@tanstack/react-router';
import { graphql } from '../generated/index.ts';
import type { MyWorkQuery } from '../generated/graphql.ts';
import { dayOf, dayOfMoment } from '../ui/dates.ts';
import { may } from '../ui/events.tsx';
import { Glyph } from '../ui/glyph.tsx';
import type { GlyphName } from '../ui/glyph.tsx';
import { useLanguage } from '../ui/language.tsx';
import type { Language } from '../ui/language.tsx';
import { Page, Part } from '../ui/page.tsx';
import { Empty, Trouble, Waiting } from '../ui/states.tsx';
import { Text } from '../ui/text.tsx';
import type { Both } from '../ui/text.tsx';
import { useViewer } from '../ui/viewer.tsx';
import { useWords } from '../ui/words.ts';
import type { Wording } from '../ui/words.ts';
import { words } from './my-work.words.ts';

const WORK = graphql(`
  query MyWork {
    open: statements(first: 20, filter: { status: [ENDORSING] }) {
      edges {
        node {
          id
          number
          deadline
          title {
            en
            km
          }
          quorum {
            met
          }
          myEndorsement {
            id
            status
          }
          availableEvents {
            event
            allowed
          }
        }
      }
    }
    ready: statements(first: 20, filter: { status: [DRAFTING, ENDORSED] }) {
      edges {
        node {
          id
          number
          status
          title {
            en
            km
          }
          availableEvents {
            event
            allowed
          }
        }
      }
    }
    letters: submissions(first: 50, filter: { status: [PREPARED, DELIVERED, ACKNOWLEDGED] }) {
      edges {
        node {
          id
          number
          status
          proof
          deliveredAt
          addressee {
            id
            name {
              en
              km
            }
          }
          deadline {
            dueOn
            standsStill
            running
          }
          availableEvents {
            event
            allowed
          }
        }
      }
    }
    late: submissions(first: 50, filter: { overdueWorkingDays: { moreThan: 0 } }) {
      edges {
        node {
          id
        }
      }
    }
    claims: integrations(first: 20, filter: { status: [CLAIMED, TO_RECHECK] }) {
      edges {
        node {
          id
          number
          status
          instrument {
            id
            name {
              en
              km
            }
          }
          availableEvents {
            event
            allowed
          }
        }
      }
    }
  }
`);

type Events = { event: string; allowed: boolean }[];
const can = (events: Events, event: string): boolean => may(events as never, event);

/** One thing to do: what, about what, by when, and where. */
interface Item {
  key: string;
  sign: GlyphName;
  what: Wording;
  about: { number: string; name: Both | null | undefined };
  /** A civil day or a moment in ISO form; what has none comes last. */
  due?: string | null;
  late?: boolean;
  to: { page: '/statements/$id' | '/submissions/$id' | '/integrations/$id'; id: string } | { href: string };
}

/** What waits for this person, by what the API says they can do; the most urgent first. */
function itemsOf(data: MyWorkQuery, member: boolean): Item[] {
  const late = new Set(data.late.edges.map(({ node }) => node.id));
  const decisions = data.open.edges.flatMap(({ node }): Item[] => {
    const mine = node.myEndorsement?.status;
    const waits = !mine || mine === 'TO_RECONFIRM' || mine === 'AWAITING_CONFIRMATION';
    if (!member || !waits) return [];
    const what = mine === 'TO_RECONFIRM' ? words.reconfirm : mine ? words.confirm : words.decide;
    const about = { number: node.number, name: node.title };
    return [{ key: node.id, sign: 'pen', what, about, due: node.deadline, to: { href: `/endorse/${node.number}` } }];
  });
  const closings = data.open.edges
    .filter(({ node }) => can(node.availableEvents, 'CLOSE'))
    .map(({ node }): Item => {
      const about = { number: node.number, name: node.title };
      const to = { page: '/statements/$id', id: node.id } as const;
      return { key: node.id, sign: 'endorsed', what: words.close, about, due: node.deadline, to };
    });
  const ready = data.ready.edges.flatMap(({ node }): Item[] => {
    const what = can(node.availableEvents, 'SUBMIT')
      ? words.submit
      : can(node.availableEvents, 'OPEN')
        ? words.open
        : undefined;
    const about = { number: node.number, name: node.title };
    return what ? [{ key: node.id, sign: 'pen', what, about, to: { page: '/statements/$id', id: node.id } }] : [];
  });
  const letters = data.letters.edges.flatMap(({ node }): Item[] => {
    const about = { number: node.number, name: node.addressee?.name };
    const to = { page: '/submissions/$id', id: node.id } as const;
    const item = { about, to, due: node.deadline?.dueOn ?? null, late: late.has(node.id) };
    if (can(node.availableEvents, 'DELIVER')) {
      return [{ ...item, key: `${node.id}d`, sign: 'submitted', what: words.deliver, due: null, late: false }];
    }
    const receipt: Item[] =
      node.proof === 'WITHOUT_RECEIPT' && can(node.availableEvents, 'RECEIPT')
        ? [{ ...item, key: `${node.id}r`, sign: 'tick', what: words.receipt, due: null, late: false }]
        : [];
    const answer: Item[] =
      item.late && can(node.availableEvents, 'RESPOND')
        ? [{ ...item, key: `${node.id}a`, sign: 'late', what: words.followUp }]
        : [];
    return [...answer, ...receipt];
  });
  const claims = data.claims.edges
    .filter(({ node }) => can(node.availableEvents, 'VERIFY') || can(node.availableEvents, 'RECHECK'))
    .map(({ node }): Item => {
      const about = { number: node.number, name: node.instrument.name };
      const what = node.status === 'CLAIMED' ? words.verify : words.recheck;
      return { key: node.id, sign: 'book', what, about, to: { page: '/integrations/$id', id: node.id } };
    });
  const all = [...decisions, ...letters, ...claims, ...closings, ...ready];
  const order = ({ late: isLate, due }: Item) => `${isLate ? 0 : 1}${due ?? '9999'}`;
  return all.toSorted((one, other) => order(one).localeCompare(order(other)));
}

/** What only this person can do, by when, and why; below it, what is under way without them. */
export function MyWork() {
  const say = useWords();
  const viewer = useViewer();
  const { language } = useLanguage();
  const { data, error } = useQuery(WORK, { fetchPolicy: 'cache-and-network' });
  if (error) return <Trouble error={error} />;
  if (!data) return <Waiting />;
  const member = viewer.role === 'MEMBER_REPRESENTATIVE';
  const items = itemsOf(data, member);
  const waiting = data.letters.edges.filter(({ node }) => node.status !== 'PREPARED');
  return (
    <Page title={words.title} lead={say(words.lead, { count: items.length })}>
      {items.length === 0 ? (
        <Empty>
          <p>{say(member ? words.emptyMember : words.empty)}</p>
          <p>
            <Link to={member ? '/statements' : '/recommendations'}>
              {say(member ? words.toStatements : words.toRecommendations)}
            </Link>
          </p>
        </Empty>
      ) : (
        <ol className="rows work">
          {items.map((item) => (
            <li key={item.key}>
              <Glyph name={item.sign} />
              <span>
                <Where item={item} />
                <br />
                <small>
                  {item.about.number} · <Text of={item.about.name} quiet />
                </small>
              </span>
              {item.due ? <Due item={item} language={language} /> : null}
            </li>
          ))}
        </ol>
      )}
      {member ? (
        <p>
          <a href="/endorse">{say(words.allDecisions)}</a>
        </p>
      ) : null}
      {waiting.length > 0 ? (
        <Part title={say(words.underWay, { count: waiting.length })}>
          <ul className="rows">
            {waiting.map(({ node }) => (
              <li key={node.id} className="spread">
                <Link to="/submissions/$id" params={{ id: node.id }}>
                  {node.number} · <Text of={node.addressee?.name} />
                </Link>
                <small>
                  {node.deadline?.standsStill
                    ? say(words.standsStill)
                    : node.deadline?.dueOn
                      ? say(words.due, { day: dayOf(node.deadline.dueOn, language) })
                      : null}
                </small>
              </li>
            ))}
          </ul>
        </Part>
      ) : null}
    </Page>
  );
}

function Where({ item }: { item: Item }) {
  const say = useWords();
  if ('href' in item.to) return <a href={item.to.href}>{say(item.what)}</a>;
  return (
    <Link to={item.to.page} params={{ id: item.to.id }}>
      {say(item.what)}
    </Link>
  );
}

function Due({ item, language }: { item: Item; language: Language }) {
  const say = useWords();
  const due = item.due ?? '';
  const day = due.length === 10 ? dayOf(due, language) : dayOfMoment(due, language);
  return <small className={item.late ? 'time-word' : ''}>{say(item.late ? words.wasDue : words.due, { day })}</small>;
}
