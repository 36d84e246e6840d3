import { Link } from '@tanstack/react-router';
import type { RecommendationRowFragment } from '../generated/graphql.ts';
import { useStateWord } from '../ui/signs.tsx';
import { Text } from '../ui/text.tsx';

const COLUMNS = ['DRAFTED', 'ENDORSING', 'ENDORSED', 'SUBMITTED', 'ANSWERED', 'INTEGRATED'];

/** The users' chain: integrated where uptake says so, else the stage. */
const headline = (row: RecommendationRowFragment): string => (row.uptake === 'INTEGRATED' ? 'INTEGRATED' : row.stage);

/** The same rows by where they stand. Nothing is dragged: only what happens moves a recommendation. */
export function RecommendationBoard({ rows }: { rows: readonly RecommendationRowFragment[] }) {
  const word = useStateWord();
  return (
    <div className="board">
      {COLUMNS.map((column) => {
        const here = rows.filter((row) => headline(row) === column);
        return (
          <section key={column} aria-label={word(column)}>
            <h2>
              {word(column)} <small>{here.length}</small>
            </h2>
            <ul>
              {here.map((row) => (
                <li key={row.id}>
                  <small className="number">{row.number}</small>
                  <br />
                  <Link to="/recommendations/$id" params={{ id: row.id }}>
                    <Text of={row.title} />
                  </Link>
                </li>
              ))}
            </ul>
          </section>
        );
      })}
    </div>
  );
}
