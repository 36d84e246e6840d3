import type { MigrationInterface, QueryRunner } from 'typeorm';

type Holiday = [km: string, en: string, ...days: (string | [from: string, until: string])[]];

/**
 * Public holidays as computed, 2025 to 2027: two libraries agree on the days of the moon, and their lists of 2022 and 2023
 * are the official ones. Each year's sub-decree has the last word; until somebody has looked at it they stand as computed.
 */
const HOLIDAYS: readonly Holiday[] = [
  ['ទិវាចូលឆ្នាំសកល', 'New Year', '2025-01-01', '2026-01-01', '2027-01-01'],
  ['ទិវាជ័យជម្នះលើរបបប្រល័យពូជសាសន៍', 'Victory over Genocide', '2025-01-07', '2026-01-07', '2027-01-07'],
  ['ទិវានារីអន្តរជាតិ', 'Women’s Day', '2025-03-08', '2026-03-08', '2027-03-08'],
  [
    'បុណ្យចូលឆ្នាំថ្មី ប្រពៃណីជាតិ',
    'Khmer New Year',
    ['2025-04-14', '2025-04-16'],
    ['2026-04-14', '2026-04-16'],
    ['2027-04-14', '2027-04-16'],
  ],
  ['ទិវាពលកម្មអន្តរជាតិ', 'Labour Day', '2025-05-01', '2026-05-01', '2027-05-01'],
  ['បុណ្យវិសាខបូជា', 'Visak Bochea', '2025-05-11', '2026-05-01', '2027-05-20'],
  ['បុណ្យចម្រើនព្រះជន្មព្រះមហាក្សត្រ', 'King’s birthday', '2025-05-14', '2026-05-14', '2027-05-14'],
  ['ព្រះរាជពិធីច្រត់ព្រះនង្គ័ល', 'Royal Ploughing', '2025-05-15', '2026-05-05', '2027-05-24'],
  ['បុណ្យចម្រើនព្រះជន្មសម្ដេចម៉ែ', 'Queen Mother’s birthday', '2025-06-18', '2026-06-18', '2027-06-18'],
  ['បុណ្យភ្ជុំបិណ្ឌ', 'Pchum Ben', ['2025-09-21', '2025-09-23'], ['2026-10-10', '2026-10-12'], ['2027-09-29', '2027-10-01']],
  ['ទិវាប្រកាសរដ្ឋធម្មនុញ្ញ', 'Constitution Day', '2025-09-24', '2026-09-24', '2027-09-24'],
  ['ទិវារំលឹកព្រះបរមរតនកោដ្ឋ', 'King Father’s memorial', '2025-10-15', '2026-10-15', '2027-10-15'],
  ['ព្រះរាជពិធីគ្រងព្រះបរមរាជសម្បត្តិ', 'Coronation Day', '2025-10-29', '2026-10-29', '2027-10-29'],
  [
    'បុណ្យអុំទូក',
    'Water Festival',
    ['2025-11-04', '2025-11-06'],
    ['2026-11-23', '2026-11-25'],
    ['2027-11-12', '2027-11-14'],
  ],
  ['បុណ្យឯករាជ្យជាតិ', 'Independence Day', '2025-11-09', '2026-11-09', '2027-11-09'],
  ['ទិវាសន្តិភាព', 'Peace Day', '2025-12-29', '2026-12-29', '2027-12-29'],
];

/**
 * The calendar, revision by revision: the weekend, the working days that an answer may take, and days off with their
 * source. An entry that changes is a row with the same id and a later revision; what a revision says never changes.
 */
export class CreateCalendars1795392160000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`SET LOCAL lock_timeout = '5s'`);
    await db.query(`
      CREATE TABLE calendar_revisions (
        revision integer PRIMARY KEY CHECK (revision > 0),
        weekend integer[] NOT NULL CHECK (weekend <@ '{1,2,3,4,5,6,7}' AND NOT weekend @> '{1,2,3,4,5,6,7}'),
        answer_days integer NOT NULL CHECK (answer_days BETWEEN 1 AND 365),
        source text NOT NULL,
        set_by_id uuid REFERENCES people,
        set_at timestamptz NOT NULL
      )`);
    await db.query(`
      CREATE TABLE calendar_entries (
        id uuid NOT NULL,
        revision integer NOT NULL REFERENCES calendar_revisions,
        kind text NOT NULL CHECK (kind IN ('holiday', 'closure')),
        from_day date NOT NULL,
        until_day date NOT NULL,
        name_km text NOT NULL,
        name_en text NOT NULL,
        status text NOT NULL CHECK (status IN ('computed', 'confirmed')),
        source text NOT NULL,
        organisation_id uuid REFERENCES organisations,
        place_code text REFERENCES places,
        removed boolean NOT NULL DEFAULT false,
        PRIMARY KEY (id, revision),
        CHECK (from_day <= until_day AND until_day < from_day + 366),
        CHECK ((kind = 'closure') = (organisation_id IS NOT NULL OR place_code IS NOT NULL))
      )`);
    await db.query(`
      INSERT INTO calendar_revisions (revision, weekend, answer_days, source, set_at)
      VALUES (1, '{6,7}', 30, 'Computed; the sub-decrees of 2025 to 2027 have not been seen', now())`);
    const rows = HOLIDAYS.flatMap(([km, en, ...days]) =>
      days.map((day) => {
        const [from, until] = typeof day === 'string' ? [day, day] : day;
        return { km, en, from, until };
      }),
    );
    await db.query(
      `INSERT INTO calendar_entries (id, revision, kind, from_day, until_day, name_km, name_en, status, source)
       SELECT gen_random_uuid(), 1, 'holiday', "from", until, km, en, 'computed', 'Computed, two libraries agree'
         FROM jsonb_to_recordset($1) AS t(km text, en text, "from" date, until date)`,
      [JSON.stringify(rows)],
    );
    for (const table of ['calendar_revisions', 'calendar_entries']) {
      await db.query(`
        CREATE TRIGGER ${table}_is_append_only BEFORE UPDATE OR DELETE ON ${table}
        FOR EACH ROW EXECUTE FUNCTION refuse_rewriting()`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE calendar_entries, calendar_revisions`);
  }
}
