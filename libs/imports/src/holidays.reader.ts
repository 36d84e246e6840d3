import type { CalendarEntryInput, CalendarRow } from '#deadlines';
import { DomainError } from '#platform';
import type { Reason } from '#platform';
import { readDate } from './dates.js';
import { readTable } from './table.reader.js';

/** The columns of a list of holidays, by the words that stand in their headers. */
const COLUMNS = {
  from: /^(from|day|date|ថ្ងៃ|ចាប់ពី)/i,
  until: /^(until|to|ដល់)/i,
  nameKm: /^(name.?km|khmer|ខ្មែរ)/i,
  nameEn: /^(name.?en|english|name$)/i,
  status: /^status/i,
} as const;
type Column = keyof typeof COLUMNS;

/**
 * Reads a list of holidays, CSV, TSV or XLSX, with the columns day, until, name_km, name_en and status: a day or a range
 * as people write it; without a status, confirmed. One that has the English name of a holiday in the calendar, in the same
 * year, takes its place.
 * @throws DomainError refused with every row that could not be read.
 */
export async function readHolidays(bytes: Buffer, calendar: CalendarRow): Promise<CalendarEntryInput[]> {
  const { columns, rows } = await readTable({ name: 'holidays', bytes });
  const at = (column: Column) => columns.findIndex(({ header }) => COLUMNS[column].test(header.trim()));
  const places = {
    from: at('from'),
    until: at('until'),
    nameKm: at('nameKm'),
    nameEn: at('nameEn'),
    status: at('status'),
  };
  const reasons: Reason[] = (['from', 'nameKm', 'nameEn'] as const)
    .filter((column) => places[column] < 0)
    .map((column) => ({ code: 'VALUE_MISSING', parameters: { field: column }, path: ['table'] }));
  if (reasons.length > 0) throw new DomainError('refused', reasons);
  const entries: CalendarEntryInput[] = [];
  for (const { number, cells } of rows) {
    const cell = (column: Column) => (places[column] < 0 ? '' : (cells[places[column]] ?? '').trim());
    const wrong = (field: Column, right: string) =>
      reasons.push({
        code: 'WRONG_VALUE',
        parameters: { field: `${field} (${number})`, value: cell(field), right },
        path: ['table'],
      });
    const from = dayOf(cell('from'));
    const until = cell('until') === '' ? from : dayOf(cell('until'));
    if (!from) wrong('from', '2026-04-14');
    if (!until && cell('until') !== '') wrong('until', '2026-04-16');
    if (cell('nameKm') === '') wrong('nameKm', '…');
    if (cell('nameEn') === '') wrong('nameEn', '…');
    const status = cell('status').toLowerCase() || 'confirmed';
    if (status !== 'confirmed' && status !== 'computed') wrong('status', 'confirmed, computed');
    else if (from && until) {
      const [first, last] = [from.on, until.until ?? until.on];
      const nameEn = cell('nameEn').normalize('NFC');
      const known = calendar.entries.find(
        (entry) => entry.kind === 'holiday' && entry.name.en === nameEn && entry.from.slice(0, 4) === first.slice(0, 4),
      );
      const id = known && !entries.some((entry) => entry.id === known.id) ? known.id : null;
      entries.push({ id, kind: 'holiday', from: first, until: last, nameKm: cell('nameKm'), nameEn, status });
    }
  }
  if (reasons.length > 0) throw new DomainError('refused', reasons);
  return entries;
}

/** A day, or a range of days; a month or a year is no holiday. */
function dayOf(text: string): { on: string; until?: string } | undefined {
  const read = readDate(text);
  if (!('ok' in read) || (read.ok.precision !== 'day' && read.ok.precision !== 'range')) return undefined;
  const { on, until } = read.ok;
  return until === undefined ? { on } : { on, until };
}
