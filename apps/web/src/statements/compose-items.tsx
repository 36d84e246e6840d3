import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../generated/index.ts';
import { Part } from '../ui/page.tsx';
import { Text } from '../ui/text.tsx';
import type { Both } from '../ui/text.tsx';
import { TypedSearch } from '../ui/typed-search.tsx';
import { useWords } from '../ui/words.ts';
import { words } from './statement.words.ts';

const FOUND = graphql(`
  query RecommendationsToCarry($filter: RecommendationFilter) {
    recommendations(first: 8, filter: $filter) {
      edges {
        node {
          id
          number
          title {
            en
            km
          }
        }
      }
    }
  }
`);

/** A recommendation that the statement carries, in its place. */
export interface Item {
  id: string;
  number: string;
  title: Both;
}

/** The items in their order: added from a search, moved by buttons that a keyboard reaches too. */
export function ComposeItems({ items, onChange }: { items: Item[]; onChange: (items: Item[]) => void }) {
  const say = useWords();
  const [text, setText] = useState('');
  const { data } = useQuery(FOUND, { variables: { filter: { standing: ['ACTIVE'], ...(text ? { text } : {}) } } });
  const found = data?.recommendations.edges.map(({ node }) => node) ?? [];
  const move = (from: number, by: number) => {
    const moved = [...items];
    const [item] = moved.splice(from, 1);
    if (item) moved.splice(from + by, 0, item);
    onChange(moved);
  };
  return (
    <Part title={say(words.items)}>
      {items.length === 0 ? <p className="quiet">{say(words.noItems)}</p> : null}
      <ol className="rows">
        {items.map((item, index) => (
          <li key={item.id} className="spread">
            <span>
              {index + 1}. <Text of={item.title} /> <small>{item.number}</small>
            </span>
            <span className="deeds">
              <button type="button" className="plain" disabled={index === 0} onClick={() => move(index, -1)}>
                {say(words.up)} <span className="hidden-word">{item.number}</span>
              </button>
              <button
                type="button"
                className="plain"
                disabled={index === items.length - 1}
                onClick={() => move(index, 1)}
              >
                {say(words.down)} <span className="hidden-word">{item.number}</span>
              </button>
              <button
                type="button"
                className="plain"
                onClick={() => onChange(items.filter(({ id }) => id !== item.id))}
              >
                {say(words.remove)} <span className="hidden-word">{item.number}</span>
              </button>
            </span>
          </li>
        ))}
      </ol>
      <TypedSearch label={`${say(words.pick)} (${say(words.pickHelp)})`} value={text} onRest={setText} />
      <ul className="rows">
        {found
          .filter(({ id }) => !items.some((item) => item.id === id))
          .map((each) => (
            <li key={each.id} className="spread">
              <span>
                <small>{each.number}</small> <Text of={each.title} />
              </span>
              <button type="button" className="small" onClick={() => onChange([...items, each])}>
                {say(words.add)} <span className="hidden-word">{each.number}</span>
              </button>
            </li>
          ))}
      </ul>
    </Part>
  );
}
