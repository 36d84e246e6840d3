import type { EntityManager } from 'typeorm';
import { foldKhmer, fromGlobalId } from '#platform';
import type { Reason } from '#platform';
import type { StatementTextInput } from './statement.inputs.js';

export type Language = 'km' | 'en';
export type TextStatus = 'current' | 'behind' | 'missing' | 'toFollow';
export const MOST_ITEMS = 500;

/** The two texts of a version. Khmer and English are one version; one of them is authentic. */
export interface Texts {
  titleKm: string | null;
  titleEn: string | null;
  bodyKm: string | null;
  bodyEn: string | null;
  kmStatus: TextStatus;
  enStatus: TextStatus;
}

/** An item: `key` is its identity through all versions. Without a wording of its own it says what the recommendation says. */
export interface Item {
  key: string;
  recommendationId: string;
  wordingKm: string | null;
  wordingEn: string | null;
}

/** What a version says: its texts, and its items in order. */
export interface Content extends Texts {
  items: Item[];
}

export const TEXT_FIELDS = ['titleKm', 'titleEn', 'bodyKm', 'bodyEn'] as const;
const clean = (text: string | null | undefined) => text?.normalize('NFC').trim() || null;
export const other = (language: Language): Language => (language === 'km' ? 'en' : 'km');
export const field = <T extends 'title' | 'body' | 'wording'>(name: T, language: Language): `${T}Km` | `${T}En` =>
  language === 'km' ? `${name}Km` : `${name}En`;

/**
 * What a person sent, as content. An item keeps its identity as long as its recommendation stays in; when only the
 * authentic text changed, the other one is behind it unless the person says otherwise.
 */
export function toContent(
  input: StatementTextInput,
  authentic: Language,
  before: Content | undefined,
  newKey: () => string,
): Content {
  const keys = new Map(before?.items.map((item) => [item.recommendationId, item.key]));
  const texts = {
    titleKm: clean(input.title.km),
    titleEn: clean(input.title.en),
    bodyKm: clean(input.body?.km),
    bodyEn: clean(input.body?.en),
  };
  const translated = other(authentic);
  return {
    ...texts,
    ...statuses(authentic, texts[field('title', authentic)] !== null, otherStatus()),
    items: (input.items ?? []).map((item) => {
      const recommendationId = fromGlobalId('rec', item.recommendationId);
      return {
        key: keys.get(recommendationId) ?? newKey(),
        recommendationId,
        wordingKm: clean(item.wording?.km),
        wordingEn: clean(item.wording?.en),
      };
    }),
  };

  function otherStatus(): TextStatus {
    const has = (name: 'title' | 'body', language: Language) => texts[field(name, language)] !== null;
    if (!has('title', translated) || (has('body', authentic) && !has('body', translated)))
      return input.otherLanguage === 'toFollow' ? 'toFollow' : 'missing';
    if (input.otherLanguage && input.otherLanguage !== 'missing') return input.otherLanguage;
    const changed = (language: Language) =>
      (['title', 'body'] as const).some((name) => before?.[field(name, language)] !== texts[field(name, language)]);
    return before && changed(authentic) && !changed(translated) ? 'behind' : 'current';
  }
}

function statuses(
  authentic: Language,
  complete: boolean,
  translation: TextStatus,
): Pick<Texts, 'kmStatus' | 'enStatus'> {
  const own: TextStatus = complete ? 'current' : 'missing';
  return authentic === 'km' ? { kmStatus: own, enStatus: translation } : { kmStatus: translation, enStatus: own };
}

/** References that are not there, and recommendations that stand in it twice; everything at once, in one query. */
export async function problemsOf(tx: EntityManager, contents: readonly Content[]): Promise<Reason[]> {
  const reasons: Reason[] = [];
  for (const { items } of contents) {
    const ids = items.map((item) => item.recommendationId);
    const twice = ids.flatMap((id, index) => (ids.indexOf(id) === index ? [] : [index + 1]));
    if (twice.length > 0)
      reasons.push({
        code: 'RECOMMENDATION_TWICE',
        parameters: { items: twice.join(', ') },
        path: ['content', 'items'],
      });
    if (items.length > MOST_ITEMS)
      reasons.push({ code: 'TOO_MANY', parameters: { most: MOST_ITEMS }, path: ['content', 'items'] });
  }
  const wanted = [...new Set(contents.flatMap(({ items }) => items.map((item) => item.recommendationId)))];
  const missing = await tx.query<{ id: string }[]>(
    `SELECT id FROM unnest($1::uuid[]) id WHERE NOT EXISTS (SELECT 1 FROM recommendations r WHERE r.id = id.id)`,
    [wanted],
  );
  for (const { id } of missing) {
    reasons.push({
      code: 'UNKNOWN_REFERENCE',
      parameters: { field: 'recommendationId', value: id },
      path: ['content', 'items'],
    });
  }
  return reasons;
}

/** All words of a content, folded for search. */
export function foldedOf(content: Texts): string {
  return foldKhmer(
    TEXT_FIELDS.map((name) => content[name])
      .filter(Boolean)
      .join(' '),
  );
}
