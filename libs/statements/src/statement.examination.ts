import { createHash } from 'node:crypto';
import type { Queryable } from '#platform';
import { field, other } from './statement.content.js';
import type { Content, Language } from './statement.content.js';
import type { Findings } from './statement.machine.js';

/** A content with every wording written out, and what is wrong with it. */
export interface Examined {
  content: Content;
  findings: Findings;
}

/**
 * Looks through contents before they are frozen, in one query for all of them. `kind` decides what is complete: the
 * items of a joint list are its text, every other kind needs a body as well.
 */
export async function examine(
  db: Queryable,
  contents: readonly { authentic: Language; kind: string; content: Content }[],
): Promise<Examined[]> {
  const rows = await db.query<
    {
      n: number;
      i: number;
      closed: boolean;
      addressed: boolean;
      aimed: boolean;
      km: string | null;
      en: string | null;
    }[]
  >(
    `SELECT k.n, k.i, r.standing = 'closed' AS closed,
            EXISTS (SELECT 1 FROM recommendation_addressees a WHERE a.recommendation_id = r.id AND a.role = 'addressee') AS addressed,
            EXISTS (SELECT 1 FROM recommendation_targets a WHERE a.recommendation_id = r.id) AS aimed,
            coalesce(t.body_km, t.title_km) AS km, coalesce(t.body_en, t.title_en) AS en
       FROM jsonb_to_recordset($1) AS k(n integer, i integer, id uuid)
       JOIN recommendations r ON r.id = k.id JOIN recommendation_texts t ON t.recommendation_id = r.id ORDER BY k.n, k.i`,
    [
      JSON.stringify(
        contents.flatMap(({ content }, n) => content.items.map((item, i) => ({ n, i, id: item.recommendationId }))),
      ),
    ],
  );
  return contents.map(({ authentic, kind, content }, n) => {
    const of = rows.filter((row) => row.n === n);
    const items = content.items.map((item, i) => {
      const row = of.find((each) => each.i === i);
      return { ...item, wordingKm: item.wordingKm ?? row?.km ?? null, wordingEn: item.wordingEn ?? row?.en ?? null };
    });
    const at = (pick: (row: (typeof of)[number]) => boolean) => of.filter(pick).map((row) => row.i + 1);
    const translated = other(authentic);
    const status = content[translated === 'km' ? 'kmStatus' : 'enStatus'];
    const untranslated = items.some((item) => item[field('wording', translated)] === null);
    const textMissing = [
      ...(content[field('title', authentic)] === null ? [`title.${authentic}`] : []),
      ...(content[field('body', authentic)] === null && kind !== 'jointList' ? [`body.${authentic}`] : []),
      ...items.flatMap((item, i) =>
        item[field('wording', authentic)] === null ? [`items.${i + 1}.${authentic}`] : [],
      ),
    ];
    return {
      content: { ...content, items },
      findings: {
        items: items.length,
        withoutAddressee: at((row) => !row.addressed),
        withoutTarget: at((row) => !row.aimed),
        closed: at((row) => row.closed),
        textMissing,
        otherLanguage: status === 'current' && untranslated ? 'missing' : status,
      },
    };
  });
}

/**
 * The fingerprint of a frozen version: SHA-256, in hexadecimal, of the JSON of its authentic language, both texts and
 * its items in order, with its keys in this order and without white space. Wordings are written out. Anybody who has
 * the text can work it out again.
 */
export function hashOf(authentic: Language, content: Content): string {
  const text = JSON.stringify({
    authentic,
    title: { km: content.titleKm, en: content.titleEn },
    body: { km: content.bodyKm, en: content.bodyEn },
    items: content.items.map((item) => ({
      item: item.key,
      recommendation: item.recommendationId,
      wording: { km: item.wordingKm, en: item.wordingEn },
    })),
  });
  return createHash('sha256').update(text).digest('hex');
}
