import { useLazyQuery } from '@apollo/client/react';
import { graphql } from '../generated/index.ts';
import { Part } from '../ui/page.tsx';
import { useStateWord } from '../ui/signs.tsx';
import { Trouble } from '../ui/states.tsx';
import { Text } from '../ui/text.tsx';
import { useWords } from '../ui/words.ts';
import { words } from './statement.words.ts';

const DECISIONS = graphql(`
  query WhoDecided($id: ID!) {
    statement(id: $id) {
      id
      endorsements(first: 100) {
        edges {
          node {
            id
            status
            appearance
            signature
            organisation {
              id
              name {
                en
                km
              }
            }
            reservations {
              itemKey
              text
            }
          }
        }
      }
    }
  }
`);

const ask = { en: 'Show the list', km: 'បង្ហាញបញ្ជី' };

/** The list of endorsers: asked for by a deed of its own: it is not read by whoever only passes by. */
export function WhoDecided({ id }: { id: string }) {
  const say = useWords();
  const word = useStateWord();
  const [read, { data, error, loading }] = useLazyQuery(DECISIONS);
  return (
    <Part title={say(words.endorsements)}>
      <p className="quiet">{say(words.onlySecretariat)}</p>
      {error ? <Trouble error={error} /> : null}
      {data?.statement ? (
        <ul className="rows">
          {data.statement.endorsements.edges.map(({ node }) => (
            <li key={node.id}>
              <div className="spread">
                <Text of={node.organisation?.name} />
                <span>
                  {word(node.status)} · <small>{say(words.appearances[node.appearance])}</small>
                </span>
              </div>
              {node.reservations.length > 0 ? (
                <details>
                  <summary>{say(words.reservations, { count: node.reservations.length })}</summary>
                  {node.reservations.map(({ itemKey, text }) => (
                    <blockquote key={itemKey}>{text}</blockquote>
                  ))}
                </details>
              ) : null}
            </li>
          ))}
        </ul>
      ) : (
        <button aria-busy={loading} onClick={() => void read({ variables: { id } })}>
          {say(ask)}
        </button>
      )}
    </Part>
  );
}
