import { useQuery } from '@apollo/client/react';
import { Link, useNavigate } from '@tanstack/react-router';
import { graphql } from '../generated/index.ts';
import { Choice } from '../ui/choice.tsx';
import { Filters } from '../ui/filters.tsx';
import { TypedSearch } from '../ui/typed-search.tsx';
import { useLanguage } from '../ui/language.tsx';
import { useStateWord } from '../ui/signs.tsx';
import { textIn } from '../ui/text.tsx';
import { useWords } from '../ui/words.ts';
import { words } from './recommendation.words.ts';
import type { RecommendationSearch } from './search.ts';

const CHOICES = graphql(`
  query RecommendationChoices {
    organisations(first: 100, filter: { kind: [INSTITUTION] }) {
      edges {
        node {
          id
          abbreviation
          name {
            en
            km
          }
        }
      }
    }
  }
`);

const STAGES = ['DRAFTED', 'ENDORSING', 'ENDORSED', 'SUBMITTED', 'ANSWERED'];
const UPTAKES = ['NONE', 'IN_DRAFT', 'INTEGRATED'];
const VIEWS = [
  [undefined, words.table],
  ['board', words.board],
  ['matrix', words.matrix],
] as const;

/** What the list is narrowed by, kept in the address. Typed words count after a moment's rest. */
export function RecommendationFilters({ search }: { search: RecommendationSearch }) {
  const say = useWords();
  const word = useStateWord();
  const { language } = useLanguage();
  const { data } = useQuery(CHOICES);
  const navigate = useNavigate({ from: '/recommendations' });
  const choose = (name: keyof RecommendationSearch, value: string) =>
    void navigate({ search: (before) => ({ ...before, [name]: value || undefined }), replace: true });
  return (
    <Filters
      always={
        <>
          <TypedSearch
            label={`${say(words.find)} (${say(words.findHelp)})`}
            value={search.text ?? ''}
            onRest={(text) => choose('text', text)}
          />
          <nav className="views" aria-label={say(words.views)}>
            {VIEWS.map(([view, name]) => (
              <Link
                key={name.en}
                to="/recommendations"
                search={{ ...search, view }}
                activeOptions={{ exact: true, includeSearch: true }}
                activeProps={{ 'aria-current': 'true' }}
              >
                {say(name)}
              </Link>
            ))}
          </nav>
        </>
      }
    >
      {' '}
      <Choice
        label={say(words.stage)}
        value={search.stage}
        any={say(words.anyStage)}
        options={STAGES.map((each) => [each, word(each)])}
        onChoose={(value) => choose('stage', value)}
      />
      <Choice
        label={say(words.uptake)}
        value={search.uptake}
        any={say(words.anyUptake)}
        options={UPTAKES.map((each) => [each, word(each)])}
        onChoose={(value) => choose('uptake', value)}
      />
      <Choice
        label={say(words.addressee)}
        value={search.addressee}
        any={say(words.anyAddressee)}
        options={(data?.organisations.edges ?? []).map(({ node }) => [node.id, textIn(node.name, language)])}
        onChoose={(value) => choose('addressee', value)}
      />
      <Choice
        label={say(words.standing)}
        value={search.standing}
        any={say(words.active)}
        options={[['CLOSED', say(words.closed)]]}
        onChoose={(value) => choose('standing', value)}
      />
    </Filters>
  );
}
