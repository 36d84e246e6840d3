import { Link } from '@tanstack/react-router';
import type { RecommendationRowFragment } from '../generated/graphql.ts';
import { PositionSign } from '../ui/signs.tsx';
import { Text } from '../ui/text.tsx';
import { useWords } from '../ui/words.ts';
import { AddresseeName } from './addressee-name.tsx';
import { words } from './recommendation.words.ts';

/** Recommendations against addressees, each cell with what was answered. */
export function RecommendationMatrix({ rows }: { rows: readonly RecommendationRowFragment[] }) {
  const say = useWords();
  const columns = [...new Map(rows.flatMap((row) => row.addressees).map((each) => [each.id, each])).values()];
  const positions = rows.flatMap((row) => row.positions);
  const sent = positions.filter(({ submission }) => submission).length;
  const answered = positions.filter(({ reading }) => reading).length;
  return (
    <div className="scroll" tabIndex={0} role="region" aria-label={say(words.matrix)}>
      <p className="quiet">{say(words.matrixSums, { sent, answered })}</p>
      <table className="matrix">
        <caption>{say(words.matrixCaption)}</caption>
        <thead>
          <tr>
            <th scope="col">{say(words.ask)}</th>
            {columns.map((each) => (
              <th key={each.id} scope="col">
                <AddresseeName of={each} />
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <Link to="/recommendations/$id" params={{ id: row.id }}>
                  <span className="number">{row.number}</span> <Text of={row.title} quiet />
                </Link>
              </th>
              {columns.map((column) => (
                <Cell key={column.id} row={row} column={column.id} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({ row, column }: { row: RecommendationRowFragment; column: string }) {
  const say = useWords();
  if (!row.addressees.some(({ id }) => id === column)) {
    return (
      <td>
        <span className="hidden-word">{say(words.notAsked)}</span>
      </td>
    );
  }
  const found = row.positions.find(({ addressee }) => addressee?.id === column);
  const sign = <PositionSign reading={found?.reading} answeredOn={found?.answeredOn} submission={found?.submission} />;
  return (
    <td>
      {found?.submission ? (
        <Link to="/submissions/$id" params={{ id: found.submission.id }}>
          {sign}
        </Link>
      ) : (
        sign
      )}
    </td>
  );
}
