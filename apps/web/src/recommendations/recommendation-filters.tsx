import { useQuery } from '@apollo/client/react';
import { Link, useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { graphql } from '../generated/index.ts';
import { Field } from '../ui/act.tsx';
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
  const [text, setText] = useState(search.text ?? '');
  const choose = (name: keyof RecommendationSearch, value: string) =>
    void navigate({ search: (before) => ({ ...before, [name]: value || undefined }), replace: true });
  useEffect(() => {
    if (text === (search.text ?? '')) return;
    const rest = setTimeout(() => choose('text', text), 300);
    return () => clearTimeout(rest);
  });
  return (
    <search className="filters">
      <div className="wide-filter">
        <Field label={`${say(words.find)} (${say(words.findHelp)})`}>
          {(id) => <input id={id} type="search" value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
      </div>
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
        options={(data?.organisations.edges ?? []).map(({ node }) => [
          node.id,
          `${node.abbreviation ? `${node.abbreviation} · ` : ''}${textIn(node.name, language).text}`,
        ])}
        onChoose={(value) => choose('addressee', value)}
      />
      <Choice
        label={say(words.standing)}
        value={search.standing}
        any={say(words.active)}
        options={[['CLOSED', say(words.closed)]]}
        onChoose={(value) => choose('standing', value)}
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
    </search>
  );
}

function Choice({
  label,
  value,
  any,
  options,
  onChoose,
}: {
  label: string;
  value: string | undefined;
  any: string;
  options: (readonly [string, string])[];
  onChoose: (value: string) => void;
}) {
  return (
    <div>
      <Field label={label}>
        {(id) => (
          <select id={id} value={value ?? ''} onChange={(event) => onChoose(event.target.value)}>
            <option value="">{any}</option>
            {options.map(([each, name]) => (
              <option key={each} value={each}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
