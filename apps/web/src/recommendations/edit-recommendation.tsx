import { useState } from 'react';
import { graphql } from '../generated/index.ts';
import type { RecommendationContentInput, RecommendationPageQuery } from '../generated/graphql.ts';
import { Do, Reasons, useAct } from '../ui/act.tsx';
import { Part } from '../ui/page.tsx';
import { useWords } from '../ui/words.ts';
import { BothLanguages } from './both-languages.tsx';
import { RecommendationFields } from './recommendation-form.tsx';
import { words } from './recommendation.words.ts';

const EDIT = graphql(`
  mutation EditRecommendation($input: EditRecommendationInput!) {
    editRecommendation(input: $input) {
      recommendation {
        id
        version
        ...RecommendationText
      }
      userErrors {
        code
        messageEn
        messageKm
        ... on Refusal {
          clearedBy
        }
      }
    }
  }
`);

type Recommendation = NonNullable<RecommendationPageQuery['recommendation']>;

const contentOf = (of: Recommendation): RecommendationContentInput => ({
  title: { en: of.title.en, km: of.title.km },
  body: { en: of.body.en, km: of.body.km },
  problem: { en: of.problem.en, km: of.problem.km },
  authenticLanguage: of.authenticLanguage,
  scope: of.scope,
  addresseeIds: of.addressees.map(({ id }) => id),
  targetIds: of.targets.map(({ id }) => id),
  topics: [...of.topics],
  goals: [...of.goals],
});

/** The text as a form. What somebody else has saved meanwhile is shown beside what was typed here. */
export function EditRecommendation({ of, onEnd }: { of: Recommendation; onEnd: () => void }) {
  const say = useWords();
  const [content, setContent] = useState(() => contentOf(of));
  // The version that was on the page when the editing began: what is newer is a conflict, and said.
  const [base, setBase] = useState(of.version);
  const act = useAct(EDIT, ['RecommendationPage']);
  const conflict = act.reasons.some(({ code }) => code === 'CHANGED_MEANWHILE') || of.version > base;
  const save = async () => {
    if (await act.send({ id: of.id, expectedVersion: base, content })) onEnd();
    else if (of.version > base) setBase(of.version);
  };
  return (
    <Part title={say(words.edit)}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <RecommendationFields value={content} onChange={setContent} />
        {conflict ? (
          <div className="notice" role="alert">
            <p>{say(words.newer)}</p>
            <BothLanguages of={of} />
          </div>
        ) : (
          <Reasons of={act.reasons} lost={act.lost} />
        )}
        <div className="deeds">
          <Do busy={act.busy}>{say(words.save)}</Do>
          <button type="button" onClick={onEnd}>
            {say(words.cancel)}
          </button>
        </div>
      </form>
    </Part>
  );
}
