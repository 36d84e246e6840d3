import { Link } from '@tanstack/react-router';
import type { RecommendationRowFragment } from '../generated/graphql.ts';
import { StageTrack } from '../ui/signs.tsx';
import { Empty } from '../ui/states.tsx';
import { Text } from '../ui/text.tsx';
import { useWords } from '../ui/words.ts';
import { AddresseeName } from './addressee-name.tsx';
import { words } from './recommendation.words.ts';

/** One line each: what is asked, where it stands, of whom. */
export function RecommendationTable({ rows }: { rows: readonly RecommendationRowFragment[] }) {
  const say = useWords();
  if (rows.length === 0) {
    return (
      <Empty>
        <p>{say(words.empty)}</p>
      </Empty>
    );
  }
  return (
    <table className="stacks">
      <thead>
        <tr>
          <th scope="col">{say(words.number)}</th>
          <th scope="col">{say(words.ask)}</th>
          <th scope="col">{say(words.stage)}</th>
          <th scope="col">{say(words.addressees)}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id}>
            <td className="number quiet">{row.number}</td>
            <td>
              <Link to="/recommendations/$id" params={{ id: row.id }} className="row-link">
                <Text of={row.title} />
              </Link>
            </td>
            <td>
              <StageTrack stage={row.stage} uptake={row.uptake} />
            </td>
            <td className="quiet">
              {row.addressees.map((each, index) => (
                <span key={each.id}>
                  {index > 0 ? ', ' : ''}
                  <AddresseeName of={each} />
                </span>
              ))}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
