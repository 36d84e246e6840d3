import { useQuery } from '@apollo/client/react';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { graphql } from '../generated/index.ts';
import type { StatementContentInput } from '../generated/graphql.ts';
import { Do, Field, Reasons, useAct } from '../ui/act.tsx';
import { Option } from '../ui/choice.tsx';
import { useLanguage } from '../ui/language.tsx';
import { Missing } from '../ui/missing.tsx';
import { Page } from '../ui/page.tsx';
import { Trouble, Waiting } from '../ui/states.tsx';
import { textIn } from '../ui/text.tsx';
import { useWords } from '../ui/words.ts';
import { ComposeItems } from './compose-items.tsx';
import type { Item } from './compose-items.tsx';
import { words } from './statement.words.ts';

const RULES = graphql(`
  query ComposeChoices {
    quorumRules(first: 50) {
      edges {
        node {
          id
          current
          sentence {
            en
            km
          }
        }
      }
    }
  }
`);

const DRAFT = graphql(`
  mutation DraftStatement($input: DraftStatementInput!) {
    draftStatement(input: $input) {
      statement {
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

const EDIT = graphql(`
  mutation EditStatement($input: EditStatementInput!) {
    editStatement(input: $input) {
      statement {
        id
        version
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

const DRAFTED = graphql(`
  query DraftedStatement($id: ID!) {
    statement(id: $id) {
      id
      version
      kind
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
      quorum {
        rule {
          id
        }
      }
      items {
        key
        wording {
          en
          km
        }
        recommendation {
          id
          number
          title {
            en
            km
          }
        }
      }
    }
  }
`);

/** The fields, without the items. */
type Fields = Omit<StatementContentInput, 'items'>;

/** A new statement. */
export function NewStatement() {
  const { language } = useLanguage();
  const navigate = useNavigate();
  const act = useAct(DRAFT, ['Statements']);
  const fields: Fields = {
    kind: 'JOINT_STATEMENT',
    title: {},
    authenticLanguage: language === 'km' ? 'KM' : 'EN',
    otherLanguage: 'TO_FOLLOW',
  };
  return (
    <Compose
      fields={fields}
      items={[]}
      act={act}
      onSave={async (content) => {
        const payload = await act.send({ content });
        const id = payload?.statement?.id;
        if (id) void navigate({ to: '/statements/$id', params: { id } });
      }}
    />
  );
}

const page = getRouteApi('/statements/$id/edit');

/** A draft to go on with. */
export function EditStatement() {
  const { id } = page.useParams();
  const navigate = useNavigate();
  const act = useAct(EDIT, ['StatementPage']);
  const { data, error } = useQuery(DRAFTED, { variables: { id }, fetchPolicy: 'network-only' });
  if (error) return <Trouble error={error} />;
  if (!data) return <Waiting />;
  const of = data.statement;
  if (!of) return <Missing />;
  const other = of.authenticLanguage === 'KM' ? of.englishText : of.khmerText;
  const fields: Fields = {
    kind: of.kind,
    title: { en: of.title.en, km: of.title.km },
    body: { en: of.body.en, km: of.body.km },
    authenticLanguage: of.authenticLanguage,
    otherLanguage: other === 'CURRENT' ? 'CURRENT' : 'TO_FOLLOW',
    quorumRuleId: of.quorum.rule?.id ?? null,
  };
  const items = of.items.flatMap(({ recommendation, wording }) =>
    recommendation ? [{ ...recommendation, title: wording }] : [],
  );
  return (
    <Compose
      key={id}
      fields={fields}
      items={items}
      act={act}
      onSave={async (content) => {
        const payload = await act.send({ id, expectedVersion: of.version, content });
        if (payload) void navigate({ to: '/statements/$id', params: { id } });
      }}
    />
  );
}

function Compose(start: {
  fields: Fields;
  items: Item[];
  act: { busy: boolean; lost: boolean; reasons: Parameters<typeof Reasons>[0]['of'] };
  onSave: (content: StatementContentInput) => Promise<void>;
}) {
  const say = useWords();
  const { language } = useLanguage();
  const { data } = useQuery(RULES);
  const [fields, setFields] = useState(start.fields);
  const [items, setItems] = useState(start.items);
  const set = (part: Partial<Fields>) => setFields({ ...fields, ...part });
  const rules = data?.quorumRules.edges.map(({ node }) => node).filter(({ current }) => current) ?? [];
  const quorumRuleId = fields.quorumRuleId ?? rules[0]?.id ?? null;
  const save = () =>
    start.onSave({ ...fields, quorumRuleId, items: items.map(({ id }) => ({ recommendationId: id })) });
  return (
    <Page title={words.newTitle}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          void save();
        }}
      >
        <div className="two">
          {(['km', 'en'] as const).map((lang) => (
            <div key={lang}>
              <Field label={say(lang === 'km' ? words.titleKm : words.titleEn)}>
                {(id) => (
                  <input
                    id={id}
                    lang={lang}
                    value={fields.title[lang] ?? ''}
                    onChange={(event) => set({ title: { ...fields.title, [lang]: event.target.value } })}
                  />
                )}
              </Field>
              <Field label={say(lang === 'km' ? words.bodyKm : words.bodyEn)}>
                {(id) => (
                  <textarea
                    id={id}
                    lang={lang}
                    value={fields.body?.[lang] ?? ''}
                    onChange={(event) => set({ body: { ...fields.body, [lang]: event.target.value } })}
                  />
                )}
              </Field>
            </div>
          ))}
          <Field label={say(words.kind)}>
            {(id) => (
              <select
                id={id}
                value={fields.kind}
                onChange={(event) => set({ kind: event.target.value as Fields['kind'] })}
              >
                {Object.entries(words.kinds).map(([kind, name]) => (
                  <option key={kind} value={kind}>
                    {say(name)}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={say(words.rule)}>
            {(id) => (
              <select
                id={id}
                value={quorumRuleId ?? ''}
                onChange={(event) => set({ quorumRuleId: event.target.value })}
              >
                {rules.map((rule) => (
                  <Option key={rule.id} value={rule.id} name={textIn(rule.sentence, language)} />
                ))}
              </select>
            )}
          </Field>
          <Field label={say(words.authentic)}>
            {(id) => (
              <select
                id={id}
                value={fields.authenticLanguage}
                onChange={(event) => set({ authenticLanguage: event.target.value as 'KM' | 'EN' })}
              >
                <option value="KM">{say(words.khmer)}</option>
                <option value="EN">{say(words.english)}</option>
              </select>
            )}
          </Field>
          <Field label={say(words.other)}>
            {(id) => (
              <select
                id={id}
                value={fields.otherLanguage ?? 'TO_FOLLOW'}
                onChange={(event) => set({ otherLanguage: event.target.value as 'CURRENT' | 'TO_FOLLOW' })}
              >
                <option value="CURRENT">{say(words.otherCurrent)}</option>
                <option value="TO_FOLLOW">{say(words.otherFollow)}</option>
              </select>
            )}
          </Field>
        </div>
        <ComposeItems items={items} onChange={setItems} />
        <Reasons of={start.act.reasons} lost={start.act.lost} />
        <Do busy={start.act.busy}>{say(words.save)}</Do>
      </form>
    </Page>
  );
}
