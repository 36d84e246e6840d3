import { isDeepStrictEqual } from 'node:util';
import type { EntityManager } from 'typeorm';
import { foldKhmer, fromGlobalId, toGlobalId } from '#platform';
import type { Queryable, Reason } from '#platform';
import type { BilingualTextInput, RecommendationContentInput } from './recommendation.inputs.js';

/** The parts of a recommendation that live beside its case row, ready to be written. */
export interface Content {
  row: {
    scope: string;
    administration_type: string | null;
    authentic_language: 'km' | 'en';
    external_reference: string | null;
  };
  texts: Record<string, string | null>;
  addressees: string[];
  concerned: string[];
  targets: string[];
  topics: string[];
  places: string[];
  goals: string[];
}

const clean = (text: string | null | undefined) => text?.normalize('NFC').trim() || null;
const pair = (name: string, text: BilingualTextInput | null | undefined) => ({
  [`${name}_km`]: clean(text?.km),
  [`${name}_en`]: clean(text?.en),
});

/** What a person sent, as rows. Texts are stored as typed (NFC), and folded beside for search. */
export function toContent(input: RecommendationContentInput): Content {
  const texts = { ...pair('title', input.title), ...pair('body', input.body), ...pair('problem', input.problem) };
  const status = (language: 'km' | 'en') => {
    if (texts[`title_${language}`]) return 'current';
    return input.otherLanguageToFollow ? 'toFollow' : 'missing';
  };
  return {
    row: {
      scope: input.scope ?? 'national',
      administration_type: input.administrationType ?? null,
      authentic_language: input.authenticLanguage,
      external_reference: clean(input.externalReference),
    },
    texts: {
      ...texts,
      km_status: status('km'),
      en_status: status('en'),
      folded: foldKhmer(Object.values(texts).filter(Boolean).join(' ')),
    },
    addressees: unique(input.addresseeIds, 'org'),
    concerned: unique(input.concernedIds, 'org'),
    targets: unique(input.targetIds, 'ins'),
    topics: [...new Set(input.topics ?? [])],
    places: [...new Set(input.places ?? [])],
    goals: [...new Set(input.goals ?? [])],
  };
}

function unique(ids: readonly string[] | null | undefined, prefix: string): string[] {
  return [...new Set((ids ?? []).map((id) => fromGlobalId(prefix, id)))];
}

/** Everything wrong with contents at once: missing titles, and references to what is not there. One query for all of them. */
export async function problemsOf(tx: EntityManager, contents: readonly Content[]): Promise<Reason[]> {
  const reasons: Reason[] = [];
  for (const content of contents) {
    const language = content.row.authentic_language;
    if (!content.texts[`title_${language}`]) {
      reasons.push({
        code: 'VALUE_MISSING',
        parameters: { field: `title.${language}` },
        path: ['content', 'title', language],
      });
    }
    if (content.row.scope === 'administrationType' && !content.row.administration_type) {
      reasons.push({
        code: 'VALUE_MISSING',
        parameters: { field: 'administrationType' },
        path: ['content', 'administrationType'],
      });
    }
    if (content.row.scope === 'places' && content.places.length === 0) {
      reasons.push({ code: 'VALUE_MISSING', parameters: { field: 'places' }, path: ['content', 'places'] });
    }
  }
  const all = (pick: (content: Content) => string[]) => [...new Set(contents.flatMap(pick))];
  const wanted = {
    addresseeIds: all((content) => [...content.addressees, ...content.concerned]),
    targetIds: all((content) => content.targets),
    topics: all((content) => content.topics),
    places: all((content) => content.places),
    goals: all((content) => content.goals),
  };
  const missing = await tx.query<{ field: string; value: string }[]>(
    `SELECT 'addresseeIds' AS field, v AS value FROM unnest($1::text[]) v
      WHERE NOT EXISTS (SELECT 1 FROM organisations o WHERE o.id = v::uuid AND o.kind IN ('institution', 'unit', 'partner'))
     UNION ALL SELECT 'targetIds', v FROM unnest($2::text[]) v WHERE NOT EXISTS (SELECT 1 FROM instruments i WHERE i.id = v::uuid)
     UNION ALL SELECT 'topics', v FROM unnest($3::text[]) v WHERE NOT EXISTS (SELECT 1 FROM topics x WHERE x.code = v)
     UNION ALL SELECT 'places', v FROM unnest($4::text[]) v WHERE NOT EXISTS (SELECT 1 FROM places x WHERE x.code = v)
     UNION ALL SELECT 'goals', v FROM unnest($5::text[]) v WHERE NOT EXISTS (SELECT 1 FROM goals x WHERE x.code = v)`,
    [wanted.addresseeIds, wanted.targetIds, wanted.topics, wanted.places, wanted.goals],
  );
  for (const { field, value } of missing) {
    reasons.push({ code: 'UNKNOWN_REFERENCE', parameters: { field, value }, path: ['content', field] });
  }
  return reasons;
}

const TEXTS = `title_km, title_en, body_km, body_en, problem_km, problem_en, km_status, en_status, folded`;

/**
 * Writes the parts beside the case rows, in the place of what was there; a fixed number of statements for any number of
 * them. What stays as it is is not written again: an index of words, or a count, costs more than the comparison.
 */
export async function writeContents(tx: EntityManager, contents: ReadonlyMap<string, Content>): Promise<void> {
  const entries = [...contents];
  await tx.query(
    `INSERT INTO recommendation_texts AS kept (recommendation_id, ${TEXTS})
     SELECT recommendation_id, ${TEXTS} FROM jsonb_populate_recordset(NULL::recommendation_texts, $1)
     ON CONFLICT (recommendation_id) DO UPDATE SET (${TEXTS}) = ROW(${columns('excluded', TEXTS)})
      WHERE (${columns('kept', TEXTS)}) IS DISTINCT FROM (${columns('excluded', TEXTS)})`,
    [JSON.stringify(entries.map(([id, content]) => ({ recommendation_id: id, ...content.texts })))],
  );
  const links = (pick: (content: Content) => Record<string, string>[]) =>
    JSON.stringify(
      entries.flatMap(([id, content]) => pick(content).map((link) => ({ recommendation_id: id, ...link }))),
    );
  const tables: [string, string, string][] = [
    [
      'recommendation_addressees',
      'organisation_id, role',
      links((content) => [
        ...content.addressees.map((organisation_id) => ({ organisation_id, role: 'addressee' })),
        ...content.concerned.map((organisation_id) => ({ organisation_id, role: 'concerned' })),
      ]),
    ],
    [
      'recommendation_targets',
      'instrument_id',
      links((content) => content.targets.map((instrument_id) => ({ instrument_id }))),
    ],
    ['recommendation_topics', 'code', links((content) => content.topics.map((code) => ({ code })))],
    ['recommendation_places', 'code', links((content) => content.places.map((code) => ({ code })))],
    ['recommendation_goals', 'code', links((content) => content.goals.map((code) => ({ code })))],
  ];
  for (const [table, what, rows] of tables) {
    const key = `recommendation_id, ${what}`;
    await tx.query(
      `WITH wanted AS (SELECT ${key} FROM jsonb_populate_recordset(NULL::${table}, $2)),
            gone AS (DELETE FROM ${table} kept WHERE kept.recommendation_id = ANY($1)
                        AND (${columns('kept', key)}) NOT IN (SELECT ${key} FROM wanted))
       INSERT INTO ${table} (${key}) SELECT ${key} FROM wanted ON CONFLICT DO NOTHING`,
      [entries.map(([id]) => id), rows],
    );
  }
}

const columns = (of: string, names: string) =>
  names
    .split(', ')
    .map((name) => `${of}.${name}`)
    .join(', ');

/** A recommendation as it could be entered again. */
export interface Reentry {
  id: string;
  number: string;
  version: number;
  content: RecommendationContentInput;
}

/** What recommendations say, in the form in which they could be entered: for export, and to see whether a row changes anything. */
export async function readContents(db: Queryable, ids: readonly string[]): Promise<Map<string, Reentry>> {
  const list = (table: string, column: string, condition = '') =>
    `ARRAY(SELECT x.${column}::text FROM ${table} x WHERE x.recommendation_id = r.id ${condition} ORDER BY 1)`;
  const rows = await db.query<
    {
      id: string;
      number: string;
      version: number;
      texts: Record<string, string | null>;
      row: {
        scope: never;
        administration_type: never;
        authentic_language: 'km' | 'en';
        external_reference: string | null;
      };
      addressees: string[];
      concerned: string[];
      targets: string[];
      topics: string[];
      places: string[];
      goals: string[];
    }[]
  >(
    `SELECT r.id, r.number, r.version, to_jsonb(t) AS texts, to_jsonb(r) AS row,
            ${list('recommendation_addressees', 'organisation_id', `AND x.role = 'addressee'`)} AS addressees,
            ${list('recommendation_addressees', 'organisation_id', `AND x.role = 'concerned'`)} AS concerned,
            ${list('recommendation_targets', 'instrument_id')} AS targets, ${list('recommendation_topics', 'code')} AS topics,
            ${list('recommendation_places', 'code')} AS places, ${list('recommendation_goals', 'code')} AS goals
       FROM recommendations r JOIN recommendation_texts t ON t.recommendation_id = r.id WHERE r.id = ANY($1)`,
    [ids],
  );
  return new Map(
    rows.map(({ id, number, version, texts, row, ...lists }) => [
      id,
      {
        id,
        number,
        version,
        content: {
          authenticLanguage: row.authentic_language,
          title: { km: texts['title_km'] ?? null, en: texts['title_en'] ?? null },
          body: { km: texts['body_km'] ?? null, en: texts['body_en'] ?? null },
          problem: { km: texts['problem_km'] ?? null, en: texts['problem_en'] ?? null },
          otherLanguageToFollow: texts['km_status'] === 'toFollow' || texts['en_status'] === 'toFollow',
          scope: row.scope,
          administrationType: row.administration_type,
          addresseeIds: lists.addressees.map((each) => toGlobalId('org', each)),
          concernedIds: lists.concerned.map((each) => toGlobalId('org', each)),
          targetIds: lists.targets.map((each) => toGlobalId('ins', each)),
          topics: lists.topics,
          places: lists.places,
          goals: lists.goals,
          externalReference: row.external_reference,
        },
      },
    ]),
  );
}

/** `current` with what `next` says put over it; what it leaves out, in whichever language, stays. */
export function overlay(
  current: RecommendationContentInput,
  next: RecommendationContentInput,
): RecommendationContentInput {
  const said = (input: object) => Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined));
  const text = (name: 'title' | 'body' | 'problem') => ({ ...current[name], ...said(next[name] ?? {}) });
  return { ...current, ...said(next), title: text('title'), body: text('body'), problem: text('problem') };
}

/** Do two inputs say the same, whatever the order of their lists? */
export function sameContent(one: RecommendationContentInput, other: RecommendationContentInput): boolean {
  const norm = (input: RecommendationContentInput) => {
    const {
      row,
      texts: { km_status: _km, en_status: _en, folded: _folded, ...texts },
      ...lists
    } = toContent(input);
    return {
      row,
      texts,
      lists: Object.fromEntries(Object.entries(lists).map(([name, ids]) => [name, [...ids].sort()])),
    };
  };
  return isDeepStrictEqual(norm(one), norm(other));
}
