import { useQuery } from '@apollo/client/react';
import { getRouteApi, Link } from '@tanstack/react-router';
import { graphql } from '../generated/index.ts';
import type { RecommendationFilter } from '../generated/graphql.ts';
import { Page } from '../ui/page.tsx';
import { Trouble, Waiting } from '../ui/states.tsx';
import { useViewer } from '../ui/viewer.tsx';
import { useWords } from '../ui/words.ts';
import { RecommendationBoard } from './recommendation-board.tsx';
import { RecommendationFilters } from './recommendation-filters.tsx';
import { RecommendationMatrix } from './recommendation-matrix.tsx';
import { RecommendationTable } from './recommendation-table.tsx';
import { words } from './recommendation.words.ts';
import type { RecommendationSearch } from './search.ts';

graphql(`
  fragment RecommendationRow on Recommendation {
    id
    number
    title {
      en
      km
    }
    stage
    uptake
    standing
    topics
    addressees {
      id
      abbreviation
      name {
        en
        km
      }
    }
    positions {
      addressee {
        id
      }
      reading
      answeredOn
      submission {
        id
        status
      }
    }
  }
`);

const LIST = graphql(`
  query Recommendations($first: Int!, $after: String, $filter: RecommendationFilter) {
    recommendations(first: $first, after: $after, filter: $filter) {
      totalCount
      pageInfo {
        hasNextPage
        endCursor
      }
      edges {
        node {
          ...RecommendationRow
        }
      }
    }
  }
`);

const page = getRouteApi('/recommendations');

/** What the API is asked for. */
function filterOf(search: RecommendationSearch): RecommendationFilter {
  return {
    standing: [search.standing ?? 'ACTIVE'],
    ...(search.text ? { text: search.text } : {}),
    ...(search.stage ? { stage: [search.stage] as never } : {}),
    ...(search.uptake ? { uptake: [search.uptake] as never } : {}),
    ...(search.addressee ? { addresseeIds: [search.addressee] } : {}),
    ...(search.target ? { targetIds: [search.target] } : {}),
    ...(search.topic ? { topics: [search.topic] } : {}),
  };
}

/** The list, seen as a table, a board by stage, or a matrix with the addressees: three views of one query. */
export function Recommendations() {
  const say = useWords();
  const viewer = useViewer();
  const search = page.useSearch();
  const variables = { first: 50, filter: filterOf(search) };
  const { data, previousData, error, fetchMore } = useQuery(LIST, { variables });
  const list = (data ?? previousData)?.recommendations;
  const rows = list?.edges.map(({ node }) => node) ?? [];
  const Rows =
    search.view === 'board'
      ? RecommendationBoard
      : search.view === 'matrix'
        ? RecommendationMatrix
        : RecommendationTable;
  return (
    <Page
      title={words.title}
      lead={list ? say(words.count, { count: list.totalCount ?? 0, shown: rows.length }) : null}
      act={
        viewer.rights.includes('DRAFT') ? (
          <Link to="/recommendations/new" className="button main">
            {say(words.draft)}
          </Link>
        ) : null
      }
    >
      <RecommendationFilters search={search} />
      {error ? <Trouble error={error} /> : null}
      {list ? <Rows rows={rows} /> : error ? null : <Waiting />}
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
