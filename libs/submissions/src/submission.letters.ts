import type { EntityManager } from 'typeorm';
import type { Queryable, Reason } from '#platform';

/** A letter that is to be drawn up; ids are ids of the database. */
export interface LetterOrder {
  addresseeId: string;
  unitId: string | null;
  /** Nothing: the items whose recommendation is addressed to the addressee or the unit. */
  itemKeys: readonly string[] | null;
  ourReference: string | null;
  /** The seat of the policy officer who is responsible; nothing: who prepares it. */
  responsibleSeatId: string | null;
}

/** An item as a statement carries it. */
export interface CarriedItem {
  key: string;
  recommendationId: string;
  position: number;
  notEndorsedByAll: boolean;
}

export interface Letter extends LetterOrder {
  items: CarriedItem[];
  /** The person, where a letter takes the place of another. */
  responsibleId?: string | null;
}

const at = (index: number, field: string) => ['letters', String(index), field];
/** The same for an input that has one letter, not a list. */
export const ofOneLetter = (reason: Reason): Reason => ({
  ...reason,
  path: ['letter', ...(reason.path ?? []).slice(2)],
});

/** Everything that letters name and that is not there at the moment, in one statement whatever their number. */
export async function unknownReferences(
  tx: EntityManager,
  letters: readonly LetterOrder[],
  now: string,
): Promise<Reason[]> {
  const missing = await tx.query<{ index: number; field: string; value: string }[]>(
    `WITH asked AS (
       SELECT index, addressee, unit, responsible
         FROM jsonb_to_recordset($1) AS l(index integer, addressee uuid, unit uuid, responsible uuid))
     SELECT index, 'addresseeId' AS field, addressee::text AS value FROM asked
      WHERE NOT EXISTS (SELECT 1 FROM organisations o WHERE o.id = addressee AND o.kind IN ('institution', 'unit', 'partner'))
     UNION ALL SELECT index, 'unitId', unit::text FROM asked
      WHERE unit IS NOT NULL AND NOT EXISTS
            (SELECT 1 FROM organisations o WHERE o.id = unit AND o.kind = 'unit' AND o.parent_id = addressee)
     UNION ALL SELECT index, 'responsibleSeatId', responsible::text FROM asked
      WHERE responsible IS NOT NULL AND NOT EXISTS
            (SELECT 1 FROM seats s WHERE s.id = responsible AND s.role = 'policyOfficer'
                AND s.valid_from <= $2 AND s.valid_to > $2)
     ORDER BY 1, 2`,
    [
      JSON.stringify(
        letters.map(({ addresseeId, unitId, responsibleSeatId }, index) => ({
          index,
          addressee: addresseeId,
          unit: unitId,
          responsible: responsibleSeatId,
        })),
      ),
      now,
    ],
  );
  return missing.map(({ index, field, value }) => ({
    code: 'UNKNOWN_REFERENCE',
    parameters: { field, value },
    path: at(index, field),
  }));
}

/**
 * Which items each letter asks: those that are named, else those whose recommendation has that addressee.
 * @param carried what the statement of each letter carries, in their order.
 */
export async function withItems(
  tx: EntityManager,
  letters: readonly LetterOrder[],
  carried: readonly (readonly CarriedItem[])[],
): Promise<Letter[]> {
  const pairs = letters.some((letter) => letter.itemKeys === null)
    ? await addressedBy(tx, letters, carried)
    : new Set();
  return letters.map((letter, index) => {
    const named = letter.itemKeys && new Set(letter.itemKeys);
    const items = carried[index]?.filter(({ key, recommendationId }) =>
      named
        ? named.has(key)
        : pairs.has(`${recommendationId} ${letter.addresseeId}`) || pairs.has(`${recommendationId} ${letter.unitId}`),
    );
    return { ...letter, items: items ?? [] };
  });
}

/** Which recommendations are addressed to whom, as `recommendation organisation`. */
async function addressedBy(
  tx: EntityManager,
  letters: readonly LetterOrder[],
  carried: readonly (readonly CarriedItem[])[],
): Promise<Set<string>> {
  const asked = await tx.query<{ recommendation: string; organisation: string }[]>(
    `SELECT recommendation_id AS recommendation, organisation_id AS organisation FROM recommendation_addressees
      WHERE role = 'addressee' AND recommendation_id = ANY($1) AND organisation_id = ANY($2)`,
    [
      [...new Set(carried)].flatMap((items) => items.map((item) => item.recommendationId)),
      letters.flatMap((letter) => [letter.addresseeId, ...(letter.unitId ? [letter.unitId] : [])]),
    ],
  );
  return new Set(asked.map(({ recommendation, organisation }) => `${recommendation} ${organisation}`));
}

/**
 * What is wrong with the items of letters: none, strange ones, and what the same addressee is being asked already.
 * @param statementIds whose each letter is, in their order.
 */
export async function problemsOfItems(
  tx: EntityManager,
  statementIds: readonly string[],
  letters: readonly Letter[],
): Promise<Reason[]> {
  const asked = await askedAlready(tx, statementIds, letters);
  return letters.flatMap((letter, index) => {
    const path = at(index, 'itemKeys');
    const strange = new Set(letter.itemKeys?.filter((key) => !letter.items.some((item) => item.key === key)));
    const twin = letters.findIndex(
      (other, position) =>
        statementIds[position] === statementIds[index] &&
        other.addresseeId === letter.addresseeId &&
        other.unitId === letter.unitId &&
        other.items.some((item) => letter.items.includes(item)),
    );
    return [
      ...(strange.size > 0 ? [{ code: 'NOT_AN_ITEM', parameters: { count: strange.size }, path }] : []),
      ...(letter.items.length === 0 && strange.size === 0 ? [{ code: 'NO_ITEM_ASKED', path }] : []),
      ...(twin >= 0 && twin < index ? [{ code: 'ITEM_TWICE', path: at(index, 'addresseeId') }] : []),
      ...asked
        .filter((each) => each.index === index)
        .map(({ number: submission, count }) => ({ code: 'ALREADY_ASKED', parameters: { submission, count }, path })),
    ];
  });
}

/** Submissions of the same statement that are not over and ask the same addressee some of the same. */
function askedAlready(
  db: Queryable,
  statementIds: readonly string[],
  letters: readonly Letter[],
): Promise<{ index: number; number: string; count: number }[]> {
  return db.query(
    `SELECT l.index, s.number, count(*)::integer AS count
       FROM jsonb_to_recordset($1) AS l(index integer, statement uuid, addressee uuid, unit uuid, keys jsonb)
       JOIN submissions s ON s.statement_id = l.statement AND s.addressee_id = l.addressee AND s.unit_id IS NOT DISTINCT FROM l.unit
       JOIN submission_items i ON i.submission_id = s.id AND l.keys ? i.item_key::text
      WHERE s.status IN ('prepared', 'delivered', 'acknowledged')
      GROUP BY l.index, s.number ORDER BY l.index, s.number`,
    [
      JSON.stringify(
        letters.map((letter, index) => ({
          index,
          statement: statementIds[index],
          addressee: letter.addresseeId,
          unit: letter.unitId,
          keys: letter.items.map((item) => item.key),
        })),
      ),
    ],
  );
}

/** Writes which items submissions ask, one statement for all of them. */
export async function writeItems(
  tx: EntityManager,
  asked: readonly { submissionId: string; items: readonly CarriedItem[] }[],
): Promise<void> {
  await tx.query(
    `INSERT INTO submission_items (submission_id, item_key, recommendation_id, position, not_endorsed_by_all)
     SELECT submission_id, item_key, recommendation_id, position, not_endorsed_by_all
       FROM jsonb_populate_recordset(NULL::submission_items, $1)`,
    [
      JSON.stringify(
        asked.flatMap(({ submissionId, items }) =>
          items.map((item) => ({
            submission_id: submissionId,
            item_key: item.key,
            recommendation_id: item.recommendationId,
            position: item.position,
            not_endorsed_by_all: item.notEndorsedByAll,
          })),
        ),
      ),
    ],
  );
}

/** The people who are responsible for letters, by the seats that are named. */
export async function holdersOf(db: Queryable, letters: readonly LetterOrder[]): Promise<Map<string, string>> {
  const seats = letters.flatMap(({ responsibleSeatId }) => responsibleSeatId ?? []);
  if (seats.length === 0) return new Map();
  const rows = await db.query<{ id: string; person: string }[]>(
    `SELECT id, person_id AS person FROM seats WHERE id = ANY($1)`,
    [seats],
    { prepared: true },
  );
  return new Map(rows.map(({ id, person }) => [id, person]));
}

/** The items that a submission asks, in order. */
export function askedItems(db: Queryable, submissionId: string): Promise<CarriedItem[]> {
  return db.query(
    `SELECT item_key AS key, recommendation_id AS "recommendationId", position, not_endorsed_by_all AS "notEndorsedByAll"
       FROM submission_items WHERE submission_id = $1 ORDER BY position`,
    [submissionId],
  );
}

/** The items of the version of each statement that counts, in order; none while it was never opened. */
export async function itemsOfStatements(
  db: Queryable,
  statementIds: readonly string[],
): Promise<Map<string, CarriedItem[]>> {
  const rows = await db.query<(CarriedItem & { statement: string })[]>(
    `SELECT st.id AS statement, i.item_key AS key, i.recommendation_id AS "recommendationId", i.position, false AS "notEndorsedByAll"
       FROM statements st
       JOIN statement_versions v ON v.statement_id = st.id AND v.number = (st.context ->> 'versionNumber')::integer
       JOIN statement_items i ON i.version_id = v.id
      WHERE st.id = ANY($1) ORDER BY st.id, i.position`,
    [statementIds],
  );
  const carried = new Map<string, CarriedItem[]>();
  for (const { statement, ...item } of rows) {
    const items = carried.get(statement);
    if (items) items.push(item);
    else carried.set(statement, [item]);
  }
  return carried;
}

/** The event that prepares a letter whose clocks have not begun. */
export function firstLetter(letter: Letter, statementVersion: number) {
  const items = letter.items.map((item) => item.key);
  return {
    type: 'PREPARE',
    items,
    statementVersion,
    clockStartedAt: null as string | null,
    calendarRevision: null as number | null,
    handOvers: 0,
  };
}
