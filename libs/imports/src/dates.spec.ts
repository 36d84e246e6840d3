import { describe, expect, it } from '@jest/globals';
import { readDate } from './dates.js';

function read(text: string): string {
  const result = readDate(text);
  if ('problem' in result) return result.problem.code;
  const { on, until, precision } = result.ok;
  const notes = (result.notes ?? []).map((note) => ` ${note.code}`).join('');
  return `${precision} ${on}${until ? `..${until}` : ''}${notes}`;
}

describe('a date in a cell', () => {
  it.each([
    ['2021-10-05', 'day 2021-10-05'],
    ['2021/10/5', 'day 2021-10-05'],
    ['2021-10-05T00:00:00.000Z', 'day 2021-10-05'],
    ['2021-10-05 14:30', 'day 2021-10-05'],
    ['5 Oct 2021', 'day 2021-10-05'],
    ['5-Oct-2021', 'day 2021-10-05'],
    ['5th of October, 2021', 'day 2021-10-05'],
    ['October 5, 2021', 'day 2021-10-05'],
    ['Tuesday 5 October 2021', 'day 2021-10-05'],
    ['25/10/2021', 'day 2021-10-25'],
    ['05.05.2021', 'day 2021-05-05'],
    ['៥ តុលា ២០២១', 'day 2021-10-05'],
    ['ថ្ងៃទី៥ ខែតុលា ឆ្នាំ២០២១', 'day 2021-10-05'],
    ['ថ្ងៃទី0៣ខែសីហាឆ្នាំ២០២១', 'day 2021-08-03'],
    ['ថ្ងៃអង្គារ ៩កើត ខែមាឃ ឆ្នាំម្សាញ់ សប្ដស័ក ពុទ្ធសករាជ ២៥៦៩ ត្រូវនឹងថ្ងៃទី២៧ ខែមករា ឆ្នាំ២០២៦', 'day 2026-01-27'],
  ])('%s is a day', (text, expected) => expect(read(text)).toBe(expected));

  it.each([
    ['05/10/2021', 'day 2021-10-05 IMPORT_DATE_DAY_FIRST'],
    ['10/25/2021', 'day 2021-10-25 IMPORT_DATE_MONTH_FIRST'],
    ['44474', 'day 2021-10-05 IMPORT_DATE_FROM_NUMBER'],
    ['44474.604', 'day 2021-10-05 IMPORT_DATE_FROM_NUMBER'],
  ])('%s is a day, with a note on how it was read', (text, expected) => expect(read(text)).toBe(expected));

  it.each([
    ['October 2021', 'month 2021-10-01..2021-10-31'],
    ['Feb. 2024', 'month 2024-02-01..2024-02-29'],
    ['2021-10', 'month 2021-10-01..2021-10-31'],
    ['10/2021', 'month 2021-10-01..2021-10-31'],
    ['ខែកុម្ភៈ ឆ្នាំ២០២១', 'month 2021-02-01..2021-02-28'],
    ['កុម្ភ: ២០២១', 'month 2021-02-01..2021-02-28'],
    ['2021', 'year 2021-01-01..2021-12-31'],
    ['ឆ្នាំ២០២១', 'year 2021-01-01..2021-12-31'],
    ['Sept-Nov 2021', 'range 2021-09-01..2021-11-30'],
    ['Sept to Nov 2021', 'range 2021-09-01..2021-11-30'],
    ['from September 2021 until November 2021', 'range 2021-09-01..2021-11-30'],
    ['2021-09/2021-11', 'range 2021-09-01..2021-11-30'],
    ['2021-09-01/2021-11-03', 'range 2021-09-01..2021-11-03'],
    ['2021-09-01 – 2021-11-03', 'range 2021-09-01..2021-11-03'],
    ['1-5 Oct 2021', 'range 2021-10-01..2021-10-05'],
    ['Oct 5-9, 2021', 'range 2021-10-05..2021-10-09'],
    ['28 Sep - 3 Oct 2021', 'range 2021-09-28..2021-10-03'],
    ['2020-2021', 'range 2020-01-01..2021-12-31'],
    ['ពីខែកញ្ញា ដល់ខែវិច្ឆិកា ឆ្នាំ២០២១', 'range 2021-09-01..2021-11-30'],
  ])('%s keeps its precision', (text, expected) => expect(read(text)).toBe(expected));

  it.each([...'មករា កុម្ភៈ មីនា មេសា ឧសភា មិថុនា កក្កដា សីហា កញ្ញា តុលា វិច្ឆិកា ធ្នូ'.split(' ').entries()])(
    'month %i + 1 is %s',
    (index, name) => expect(read(`១ ${name} ២០២២`)).toBe(`day 2022-${String(index + 1).padStart(2, '0')}-01`),
  );

  it.each([
    ['', 'IMPORT_CELL_EMPTY'],
    ['mid-2021', 'IMPORT_DATE_NOT_READ'],
    ['to be confirmed', 'IMPORT_DATE_NOT_READ'],
    ['05/10/21', 'IMPORT_DATE_SHORT_YEAR'],
    ['5-Oct-21', 'IMPORT_DATE_SHORT_YEAR'],
    ['Oct-21', 'IMPORT_DATE_SHORT_YEAR'],
    ['31/02/2021', 'IMPORT_DATE_NOT_IN_CALENDAR'],
    ['2021-13', 'IMPORT_DATE_NOT_IN_CALENDAR'],
    ['5 Oct 0202', 'IMPORT_DATE_YEAR'],
    ['៥ តុលា ២៥៦៤', 'IMPORT_DATE_BUDDHIST_ERA'],
    ['ពុទ្ធសករាជ ២៥៦៤', 'IMPORT_DATE_BUDDHIST_ERA'],
    ['Nov - Jan 2022', 'IMPORT_DATE_BACKWARDS'],
  ])('%s is refused', (text, expected) => expect(read(text)).toBe(expected));

  it('shows what would be right in both languages', () => {
    const result = readDate('soon');
    if (!('problem' in result)) throw new Error('read');
    expect(result.problem.en).toContain('“soon”');
    expect(result.problem.en).toContain('5 Oct 2021');
    expect(result.problem.km).toContain('៥ តុលា ២០២១');
    expect(result.problem.right).toContain('Sep-Nov 2021');
  });
});
