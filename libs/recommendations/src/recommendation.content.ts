import type { EntityManager } from 'typeorm';
import { foldKhmer, fromGlobalId } from '#platform';
import type { Reason } from '#platform';
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
      reasons.push({ code: 'VALUE_MISSING', parameters: { field: `title.${language}` }, path: ['content', 'title', language] });
    }
    if (content.row.scope === 'administrationType' && !content.row.administration_type) {
      reasons.push({ code: 'VALUE_MISSING', parameters: { field: 'administrationType' }, path: ['content', 'administrationType'] });
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

/** Writes the parts beside the case rows, replacing what was there; a fixed number of statements for any number of them. */
export async function writeContents(tx: EntityManager, contents: ReadonlyMap<string, Content>): Promise<void> {
  const entries = [...contents];
  await tx.query(
    `INSERT INTO recommendation_texts SELECT * FROM jsonb_populate_recordset(NULL::recommendation_texts, $1)
     ON CONFLICT (recommendation_id) DO UPDATE SET
       title_km = excluded.title_km, title_en = excluded.title_en, body_km = excluded.body_km, body_en = excluded.body_en,
       problem_km = excluded.problem_km, problem_en = excluded.problem_en,
       km_status = excluded.km_status, en_status = excluded.en_status, folded = excluded.folded`,
    [JSON.stringify(entries.map(([id, content]) => ({ recommendation_id: id, ...content.texts })))],
  );
  const links = (pick: (content: Content) => Record<string, string>[]) =>
    JSON.stringify(entries.flatMap(([id, content]) => pick(content).map((link) => ({ recommendation_id: id, ...link }))));
  const tables: [string, string][] = [
    [
      'recommendation_addressees',
      links((content) => [
        ...content.addressees.map((organisation_id) => ({ organisation_id, role: 'addressee' })),
        ...content.concerned.map((organisation_id) => ({ organisation_id, role: 'concerned' })),
      ]),
    ],
    ['recommendation_targets', links((content) => content.targets.map((instrument_id) => ({ instrument_id })))],
    ['recommendation_topics', links((content) => content.topics.map((code) => ({ code })))],
    ['recommendation_places', links((content) => content.places.map((code) => ({ code })))],
    ['recommendation_goals', links((content) => content.goals.map((code) => ({ code })))],
  ];
  for (const [table, rows] of tables) {
    await tx.query(`DELETE FROM ${table} WHERE recommendation_id = ANY($1)`, [entries.map(([id]) => id)]);
    if (rows !== '[]') await tx.query(`INSERT INTO ${table} SELECT * FROM jsonb_populate_recordset(NULL::${table}, $1)`, [rows]);
  }
}
