import type { EntityManager } from 'typeorm';

/**
 * The next `count` human numbers of a series, such as `R-2026-041`: gapless but for rolled-back work, in order.
 * The series' row is locked until the transaction ends, so callers take their numbers late.
 */
export async function nextNumbers(tx: EntityManager, series: string, year: number, count = 1): Promise<string[]> {
  const [row] = await tx.query<{ last: number }[]>(
    `INSERT INTO number_series (series, year, last) VALUES ($1, $2, $3)
     ON CONFLICT (series, year) DO UPDATE SET last = number_series.last + excluded.last RETURNING last`,
    [series, year, count],
  );
  const last = (row as { last: number }).last;
  return Array.from(
    { length: count },
    (_, index) => `${series}-${year}-${String(last - count + 1 + index).padStart(3, '0')}`,
  );
}
