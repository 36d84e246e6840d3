import { useQuery } from '@apollo/client/react';
import { graphql } from '../generated/index.ts';
import type { RecommendationContentInput } from '../generated/graphql.ts';
import { Field } from '../ui/act.tsx';
import { useLanguage } from '../ui/language.tsx';
import type { Language } from '../ui/language.tsx';
import { textIn } from '../ui/text.tsx';
import { useWords } from '../ui/words.ts';
import { words } from './recommendation.words.ts';

const REGISTERS = graphql(`
  query RecommendationRegisters {
    organisations(first: 100, filter: { kind: [INSTITUTION] }) {
      edges {
        node {
          id
          abbreviation
          name {
            en
            km
          }
        }
      }
    }
    instruments(first: 100) {
      edges {
        node {
          id
          code
          name {
            en
            km
          }
        }
      }
    }
    topics {
      code
      name {
        en
        km
      }
    }
  }
`);

/** The fields of a recommendation's content. */
export function RecommendationFields({
  value,
  onChange,
}: {
  value: RecommendationContentInput;
  onChange: (value: RecommendationContentInput) => void;
}) {
  const say = useWords();
  const { language } = useLanguage();
  const { data } = useQuery(REGISTERS);
  const title = value.title;
  const set = (part: Partial<RecommendationContentInput>) => onChange({ ...value, ...part });
  return (
    <>
      <div className="two">
        <Field label={say(words.inKhmer)} help={say(words.oneAsk)}>
          {(id) => (
            <textarea
              id={id}
              lang="km"
              value={title.km ?? ''}
              onChange={(event) => set({ title: { ...title, km: event.target.value } })}
            />
          )}
        </Field>
        <Field label={say(words.inEnglish)} help={say(words.oneAsk)}>
          {(id) => (
            <textarea
              id={id}
              lang="en"
              value={title.en ?? ''}
              onChange={(event) => set({ title: { ...title, en: event.target.value } })}
            />
          )}
        </Field>
        <Field label={say(words.bodyKm)}>
          {(id) => (
            <textarea
              id={id}
              lang="km"
              value={value.body?.km ?? ''}
              onChange={(event) => set({ body: { ...value.body, km: event.target.value } })}
            />
          )}
        </Field>
        <Field label={say(words.bodyEn)}>
          {(id) => (
            <textarea
              id={id}
              lang="en"
              value={value.body?.en ?? ''}
              onChange={(event) => set({ body: { ...value.body, en: event.target.value } })}
            />
          )}
        </Field>
      </div>
      <fieldset>
        <legend>{say(words.authenticIs)}</legend>
        {(['KM', 'EN'] as const).map((each) => (
          <label key={each} className="choice">
            <input
              type="radio"
              name="authentic"
              checked={value.authenticLanguage === each}
              onChange={() => set({ authenticLanguage: each })}
            />
            {say(each === 'KM' ? words.khmer : words.english)}
          </label>
        ))}
      </fieldset>
      <div className="two">
        <Several
          legend={say(words.toWhom)}
          help={say(words.toWhomHelp)}
          options={(data?.organisations.edges ?? []).map(({ node }) => [node.id, textIn(node.name, language)])}
          chosen={value.addresseeIds ?? []}
          onChoose={(addresseeIds) => set({ addresseeIds })}
        />
        <Several
          legend={say(words.aimedAt)}
          options={(data?.instruments.edges ?? []).map(({ node }) => [node.id, textIn(node.name, language)])}
          chosen={value.targetIds ?? []}
          onChoose={(targetIds) => set({ targetIds })}
        />
        <Several
          legend={say(words.aboutWhat)}
          options={(data?.topics ?? []).map(({ code, name }) => [code, textIn(name, language)])}
          chosen={value.topics ?? []}
          onChoose={(topics) => set({ topics })}
        />
      </div>
    </>
  );
}

function Several({
  legend,
  help,
  options,
  chosen,
  onChoose,
}: {
  legend: string;
  help?: string;
  options: (readonly [string, { text: string; lang: Language }])[];
  chosen: readonly string[];
  onChoose: (chosen: string[]) => void;
}) {
  return (
    <fieldset className="several">
      <legend>{legend}</legend>
      {help ? <p className="quiet help">{help}</p> : null}
      <div className="options">
        {options.map(([id, name]) => (
          <label key={id} className="choice">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              onChange={({ target }) =>
                onChoose(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
              }
            />
            <span lang={name.lang}>{name.text}</span>
          </label>
        ))}
      </div>
    </fieldset>
  );
}
