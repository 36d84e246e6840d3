/** How much there is, all of it following from the number of recommendations. */
export interface Sizes {
  recommendations: number;
  /** Statements, numbered from one; every tenth recommendation is carried by none. */
  statements: number;
  institutions: number;
  members: number;
  endorsementsOfEach: number;
}

export function sizesOf(recommendations: number): Sizes {
  return {
    recommendations,
    statements: (recommendations * 8) / 100,
    institutions: 30,
    members: 400,
    endorsementsOfEach: 50,
  };
}

/** The numbers of the statements that are open for sign-on. */
export function openStatements({ statements }: Sizes): number[] {
  return Array.from({ length: statements }, (_, index) => index + 1).filter((n) => n % 4 === 0);
}

/** Has this member endorsed that statement in the data set? The same as `endorsements` in `dataset.sql.ts`. */
export function hasEndorsed(statement: number, member: number): boolean {
  return (member - 1 - 7 * statement) % 8 === 0;
}
