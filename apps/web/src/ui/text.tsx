import { useLanguage } from './language.tsx';
import type { Language } from './language.tsx';
import { useWords } from './words.ts';

/** What the API gives for a text in two languages; either may be missing. */
export interface Both {
  en?: string | null;
  km?: string | null;
}

/** The text in a language, or in the other when that is missing: then it says in which it is. */
export function textIn(both: Both | null | undefined, language: Language): { text: string; lang: Language } {
  const other = language === 'km' ? 'en' : 'km';
  const own = both?.[language];
  if (own) return { text: own, lang: language };
  return { text: both?.[other] ?? '', lang: both?.[other] ? other : language };
}

const only = {
  en: { en: 'English only', km: 'មានតែភាសាអង់គ្លេស' },
  km: { en: 'Khmer only', km: 'មានតែភាសាខ្មែរ' },
};

/** A text of two languages in the page's; never another one in silence. */
export function Text({ of, quiet = false }: { of: Both | null | undefined; quiet?: boolean }) {
  const { language } = useLanguage();
  const say = useWords();
  const { text, lang } = textIn(of, language);
  return (
    <>
      <span lang={lang}>{text}</span>
      {lang !== language && text && !quiet ? <small className="only"> ({say(only[lang])})</small> : null}
    </>
  );
}
