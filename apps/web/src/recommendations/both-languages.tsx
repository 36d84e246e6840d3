import { graphql } from '../generated/index.ts';
import type { RecommendationTextFragment } from '../generated/graphql.ts';
import type { Language } from '../ui/language.tsx';
import { Mark } from '../ui/signs.tsx';
import { useWords } from '../ui/words.ts';
import { words } from './recommendation.words.ts';

graphql(`
  fragment RecommendationText on Recommendation {
    id
    authenticLanguage
    khmerText
    englishText
    title {
      en
      km
    }
    body {
      en
      km
    }
    problem {
      en
      km
    }
  }
`);

/** The text in Khmer and English side by side, each saying whether it is authentic, current, behind or missing. */
export function BothLanguages({ of }: { of: RecommendationTextFragment }) {
  return (
    <div className="two">
      <OneLanguage of={of} language="km" />
      <OneLanguage of={of} language="en" />
    </div>
  );
}

function OneLanguage({ of, language }: { of: RecommendationTextFragment; language: Language }) {
  const say = useWords();
  const status = language === 'km' ? of.khmerText : of.englishText;
  const authentic = of.authenticLanguage.toLowerCase() === language;
  return (
    <div>
      <p className="small-print quiet">
        {say(language === 'km' ? words.khmer : words.english)} {authentic ? <Mark>{say(words.authentic)}</Mark> : null}{' '}
        {status === 'BEHIND' ? <Mark kind="time">{say(words.behind)}</Mark> : null}
        {status === 'MISSING' ? <Mark>{say(words.missing)}</Mark> : null}
        {status === 'TO_FOLLOW' ? <Mark>{say(words.toFollow)}</Mark> : null}
      </p>
      <div lang={language}>
        <p>
          <strong>{of.title[language]}</strong>
        </p>
        {of.body[language] ? <p>{of.body[language]}</p> : null}
        {of.problem[language] ? <p className="quiet">{of.problem[language]}</p> : null}
      </div>
    </div>
  );
}
