/** Where a provision stands in its text, by the numbers or names that the text itself uses. */
export interface Place {
  chapter: string | null;
  section: string | null;
  article: string | null;
  page: string | null;
}

/** Khmer not yet read by a Khmer speaker. */
const WORDS = {
  chapter: { en: 'chapter', km: 'ជំពូក' },
  section: { en: 'section', km: 'ផ្នែក' },
  article: { en: 'article', km: 'មាត្រា' },
  page: { en: 'page', km: 'ទំព័រ' },
} as const;

/** A place in a text as people say it: “Chapter 3, article 51, page 14”. */
export function locatorInWords(place: Place): { km: string; en: string } {
  const parts = (Object.keys(WORDS) as (keyof Place)[]).filter((part) => place[part]);
  const en = parts.map((part) => `${WORDS[part].en} ${place[part]}`).join(', ');
  return {
    km: parts.map((part) => `${WORDS[part].km} ${place[part]}`).join(' '),
    en: en.charAt(0).toUpperCase() + en.slice(1),
  };
}
