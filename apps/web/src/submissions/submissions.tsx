import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { graphql } from '../generated/index.ts';
import type { SubmissionFilter, SubmissionRowFragment } from '../generated/graphql.ts';
import { Choice } from '../ui/choice.tsx';
import { Filters } from '../ui/filters.tsx';
import { dayOf } from '../ui/dates.ts';
import { Glyph } from '../ui/glyph.tsx';
import { useLanguage } from '../ui/language.tsx';
import { Page } from '../ui/page.tsx';
import { Mark, useStateWord } from '../ui/signs.tsx';
import { Empty, Trouble, Waiting } from '../ui/states.tsx';
import { Text, textIn } from '../ui/text.tsx';
import { useWords } from '../ui/words.ts';
import type { SubmissionSearch } from './search.ts';
import { words } from './submission.words.ts';

graphql(`
  fragment SubmissionRow on Submission {
    id
    number
    status
    over
    proof
    deliveredAt
    addressee {
      id
      name {
        en
        km
      }
    }
    statement {
      id
      number
      title {
        en
        km
      }
    }
    deadline {
      dueOn
      running
      standsStill
    }
  }
`);

const LIST = graphql(`
  query Submissions($first: Int!, $after: String, $filter: SubmissionFilter, $overdue: SubmissionFilter) {
    submissions(first: $first, after: $after, filter: $filter) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...SubmissionRow
        }
      }
    }
    overdue: submissions(first: 100, filter: $overdue) {
      edges {
        node {
          id
        }
      }
    }
    organisations(first: 100, filter: { kind: [INSTITUTION] }) {
      edges {
        node {
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

const STATES = [
  ...['PREPARED', 'DELIVERED', 'ACKNOWLEDGED', 'ANSWERED', 'PARTLY_ANSWERED'],
  ...['UNANSWERED', 'REDIRECTED', 'CANCELLED', 'WITHDRAWN'],
];
const page = getRouteApi('/submissions');

function filterOf(search: SubmissionSearch): SubmissionFilter {
  return {
    ...(search.addressee ? { addresseeIds: [search.addressee] } : {}),
    ...(search.status ? { status: [search.status] as never } : {}),
    ...(search.proof ? { proof: search.proof } : {}),
    ...(search.overdue === undefined ? {} : { overdueWorkingDays: { moreThan: search.overdue } }),
    ...(search.mine ? { mine: true } : {}),
  };
}

/** What was handed over to whom, and how the answer stands: twenty at a glance, on paper too. */
export function Submissions() {
  const say = useWords();
  const word = useStateWord();
  const { language } = useLanguage();
  const search = page.useSearch();
  const navigate = useNavigate({ from: '/submissions' });
  const overdue = { overdueWorkingDays: { moreThan: 0 } };
  const { data, previousData, error, fetchMore } = useQuery(LIST, {
    variables: { first: 50, filter: filterOf(search), overdue },
  });
  const shown = data ?? previousData;
  const list = shown?.submissions;
  const late = new Set(shown?.overdue.edges.map(({ node }) => node.id));
  const choose = (part: SubmissionSearch) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  return (
    <Page
      title={words.title}
      lead={list ? say(words.count, { count: list.totalCount ?? 0 }) : null}
      act={<button onClick={() => print()}>{say(words.print)}</button>}
    >
      <Filters>
        <Choice
          label={say(words.to)}
          value={search.addressee}
          any={say(words.anyAddressee)}
          options={(shown?.organisations.edges ?? []).map(({ node }) => [node.id, textIn(node.name, language)])}
          onChoose={(addressee) => choose({ addressee: addressee || undefined })}
        />
        <Choice
          label={say(words.state)}
          value={search.status}
          any={say(words.anyState)}
          options={STATES.map((state) => [state, word(state)])}
          onChoose={(status) => choose({ status: status || undefined })}
        />
        <Choice
          label={say(words.proof)}
          value={search.proof}
          any={say(words.notNarrowed)}
          options={[
            ['WITH_RECEIPT', say(words.withReceipt)],
            ['WITHOUT_RECEIPT', say(words.withoutReceipt)],
          ]}
          onChoose={(proof) => choose({ proof: (proof || undefined) as SubmissionSearch['proof'] })}
        />
        <Choice
          label={say(words.overdue)}
          value={search.overdue === undefined ? undefined : String(search.overdue)}
          any={say(words.notNarrowed)}
          options={[
            ['0', say(words.overdueAny)],
            ['10', say(words.overdueBy, { days: 10 })],
            ['30', say(words.overdueBy, { days: 30 })],
          ]}
          onChoose={(days) => choose({ overdue: days === '' ? undefined : Number(days) })}
        />
        <Choice
          label={say(words.mine)}
          value={search.mine ? 'mine' : undefined}
          any={say(words.notNarrowed)}
          options={[['mine', say(words.onlyMine)]]}
          onChoose={(mine) => choose({ mine: mine ? true : undefined })}
        />
      </Filters>
      {error ? <Trouble error={error} /> : null}
      {!list && !error ? <Waiting /> : null}
      {list?.edges.length === 0 ? (
        <Empty>
          <p>{say(words.empty)}</p>
        </Empty>
      ) : null}
      {list && list.edges.length > 0 ? (
        <table className="stacks">
          <thead>
            <tr>
              {[words.number, words.to, words.what, words.state, words.clock, words.proof].map((name) => (
                <th key={name.en} scope="col">
                  {say(name)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {list.edges.map(({ node }) => (
              <Row key={node.id} of={node} late={late.has(node.id)} />
            ))}
          </tbody>
        </table>
      ) : null}
      {list?.pageInfo.hasNextPage ? (
        <p className="deeds">
          <button onClick={() => void fetchMore({ variables: { after: list.pageInfo.endCursor } })}>
            {say(words.more)}
          </button>
        </p>
      ) : null}
    </Page>
  );
}

function Row({ of, late }: { of: SubmissionRowFragment; late: boolean }) {
  const say = useWords();
  const word = useStateWord();
  return (
    <tr>
      <td className="number">
        <Link to="/submissions/$id" params={{ id: of.id }} className="row-link">
          {of.number}
        </Link>
      </td>
      <td>
        <Text of={of.addressee?.name} quiet />
      </td>
      <td className="quiet">
        <Text of={of.statement?.title} quiet />
      </td>
      <td>
        <Mark>{word(of.status)}</Mark>
      </td>
      <td>
        <ClockSign of={of} late={late} />
      </td>
      <td className="quiet">
        {of.proof ? say(of.proof === 'WITH_RECEIPT' ? words.withReceipt : words.withoutReceipt) : ''}
      </td>
    </tr>
  );
}

/** How the answer stands against its day. */
export function ClockSign({ of, late }: { of: Pick<SubmissionRowFragment, 'deadline' | 'status'>; late: boolean }) {
  const say = useWords();
  const { language } = useLanguage();
  const { deadline } = of;
  if (!deadline?.running) return null;
  if (deadline.standsStill) return <span className="quiet">{say(words.stands)}</span>;
  if (!deadline.dueOn) return null;
  const day = dayOf(deadline.dueOn, language);
  return (
    <span className={late ? 'time-word' : ''}>
      <Glyph name={late ? 'late' : 'hourglass'} /> {say(late ? words.wasDue : words.due, { day })}
    </span>
  );
}
