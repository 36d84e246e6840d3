import { createContext, use, useEffect, useState } from 'react';
import type { ReactNode } from 'react';

export type Language = 'en' | 'km';

interface Chosen {
  language: Language;
  choose(language: Language): void;
}

const Choice = createContext<Chosen>({ language: 'km', choose: () => undefined });

const COOKIE = 'anusas-language';

/** The cookie of the pages of sign-in, which ends with the browser; without it the browser's own language, else Khmer. */
function kept(): Language {
  const found = new RegExp(`(?:^|; )${COOKIE}=(km|en)`).exec(document.cookie)?.[1];
  if (found) return found as Language;
  return /^en/i.test(navigator.language) ? 'en' : 'km';
}

export function LanguageProvider({ children }: { children: ReactNode }) {
  const [language, setLanguage] = useState<Language>(kept);
  useEffect(() => {
    document.documentElement.lang = language;
  }, [language]);
  const choose = (chosen: Language) => {
    document.cookie = `${COOKIE}=${chosen}; Path=/; SameSite=Lax`;
    setLanguage(chosen);
  };
  return <Choice value={{ language, choose }}>{children}</Choice>;
}

/** The language that the page is in, and how to choose the other. */
export function useLanguage(): Chosen {
  return use(Choice);
}
