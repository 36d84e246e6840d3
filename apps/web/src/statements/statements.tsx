import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link, useNavigate } from '@tanstack/react-router';
import { graphql } from '../generated/index.ts';
import { Field } from '../ui/act.tsx';
import { momentOf } from '../ui/dates.ts';
import { useLanguage } from '../ui/language.tsx';
import { Page } from '../ui/page.tsx';
import { Mark, useStateWord } from '../ui/signs.tsx';
import { Empty, Trouble, Waiting } from '../ui/states.tsx';
import { Text } from '../ui/text.tsx';
import { TypedSearch } from '../ui/typed-search.tsx';
import { useViewer } from '../ui/viewer.tsx';
import { useWords } from '../ui/words.ts';
import { words } from './statement.words.ts';

const LIST = graphql(`
  query Statements($first: Int!, $after: String, $filter: StatementFilter) {
    statements(first: $first, after: $after, filter: $filter) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          id
          number
          kind
          status
          deadline
          title {
            en
            km
          }
          quorum {
            count
            met
          }
          myEndorsement {
            id
            status
          }
        }
      }
    }
  }
`);

const STATES = ['DRAFTING', 'ENDORSING', 'ENDORSED', 'LAPSED', 'SUBMITTED', 'CONCLUDED', 'WITHDRAWN'];
const page = getRouteApi('/statements');

/** The statements, newest first, each with where its sign-on stands. */
export function Statements() {
  const say = useWords();
  const word = useStateWord();
  const { language } = useLanguage();
  const viewer = useViewer();
  const search = page.useSearch();
  const navigate = useNavigate({ from: '/statements' });
  const filter = {
    ...(search.text ? { text: search.text } : {}),
    ...(search.status ? { status: [search.status] as never } : {}),
  };
  const { data, previousData, error, fetchMore } = useQuery(LIST, { variables: { first: 50, filter } });
  const list = (data ?? previousData)?.statements;
  const choose = (part: Record<string, string | undefined>) =>
    void navigate({ search: (before) => ({ ...before, ...part }), replace: true });
  const member = viewer.role === 'MEMBER_REPRESENTATIVE';
  return (
    <Page
      title={words.title}
      lead={list ? say(words.count, { count: list.totalCount ?? 0 }) : null}
      act={
        viewer.rights.includes('DRAFT') && !member ? (
          <Link to="/statements/new" className="button main">
            {say(words.compose)}
          </Link>
        ) : null
      }
    >
      <search className="filters">
        <TypedSearch
          label={say(words.find)}
          value={search.text ?? ''}
          onRest={(text) => choose({ text: text || undefined })}
        />
        <div>
          <Field label={say(words.state)}>
            {(id) => (
              <select
                id={id}
                value={search.status ?? ''}
                onChange={(event) => choose({ status: event.target.value || undefined })}
              >
                <option value="">{say(words.anyState)}</option>
                {STATES.map((state) => (
                  <option key={state} value={state}>
                    {word(state)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </div>
      </search>
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
              <th scope="col">{say(words.number)}</th>
              <th scope="col">{say(words.heading)}</th>
              <th scope="col">{say(words.state)}</th>
              <th scope="col">{say(words.closes)}</th>
              {member ? <th scope="col">{say(words.ours)}</th> : null}
            </tr>
          </thead>
          <tbody>
            {list.edges.map(({ node }) => (
              <tr key={node.id}>
                <td className="number quiet">{node.number}</td>
                <td>
                  <Link to="/statements/$id" params={{ id: node.id }} className="row-link">
                    <Text of={node.title} />
                  </Link>
                  <br />
                  <small>{say(words.kinds[node.kind])}</small>
                </td>
                <td>
                  <Mark>{word(node.status)}</Mark>{' '}
                  {node.quorum.count ? <small>{say(words.endorsers, { count: node.quorum.count })}</small> : null}
                </td>
                <td className="quiet">{node.deadline ? momentOf(node.deadline, language) : ''}</td>
                {member ? (
                  <td>{node.myEndorsement ? word(node.myEndorsement.status) : say(words.nothingYet)}</td>
                ) : null}
              </tr>
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
