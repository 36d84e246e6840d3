import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { graphql } from '../generated/index.ts';
import type { RecommendationContentInput } from '../generated/graphql.ts';
import { Do, Reasons, useAct } from '../ui/act.tsx';
import { useLanguage } from '../ui/language.tsx';
import { Page } from '../ui/page.tsx';
import { useWords } from '../ui/words.ts';
import { RecommendationFields } from './recommendation-form.tsx';
import { words } from './recommendation.words.ts';

const DRAFT = graphql(`
  mutation DraftRecommendation($input: DraftRecommendationInput!) {
    draftRecommendation(input: $input) {
      recommendation {
        id
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

/** A new recommendation: what is asked, of whom, into which plan. */
export function NewRecommendation() {
  const say = useWords();
  const { language } = useLanguage();
  const navigate = useNavigate();
  const [content, setContent] = useState<RecommendationContentInput>({
    title: {},
    authenticLanguage: language === 'km' ? 'KM' : 'EN',
    scope: 'NATIONAL',
  });
  const act = useAct(DRAFT, ['Recommendations']);
  const save = async () => {
    const payload = await act.send({ content });
    const id = payload?.recommendation?.id;
    if (id) void navigate({ to: '/recommendations/$id', params: { id } });
  };
  return (
    <Page title={words.newTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <RecommendationFields value={content} onChange={setContent} />
        <Reasons of={act.reasons} lost={act.lost} />
        <Do busy={act.busy}>{say(words.saveDraft)}</Do>
      </form>
    </Page>
  );
}
