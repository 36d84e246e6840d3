import { useQuery } from '@apollo/client/react';
import { useState } from 'react';
import { graphql } from '../generated/index.ts';
import { Do, Field, Reasons, useAct } from '../ui/act.tsx';
import { dayOfMoment } from '../ui/dates.ts';
import { useLanguage } from '../ui/language.tsx';
import { Part } from '../ui/page.tsx';
import { Mark } from '../ui/signs.tsx';
import { Text } from '../ui/text.tsx';
import { useViewer } from '../ui/viewer.tsx';
import { useWords } from '../ui/words.ts';
import { words } from './statement.words.ts';

const REMARKS = graphql(`
  query StatementRemarks($id: ID!) {
    statement(id: $id) {
      id
      remarks(first: 50) {
        edges {
          node {
            id
            kind
            version
            text
            language
            createdAt
            organisation {
              id
              name {
                en
                km
              }
            }
            answer {
              text
              language
              answeredAt
            }
          }
        }
      }
    }
  }
`);

const ASK = graphql(`
  mutation AskQuestion($input: SayInput!) {
    askQuestion(input: $input) {
      remark {
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

const ANSWER = graphql(`
  mutation AnswerQuestion($input: AnswerQuestionInput!) {
    answerQuestion(input: $input) {
      remark {
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

/** What members ask and say before they decide, and what the secretariat answers. */
export function StatementRemarks({ id }: { id: string }) {
  const say = useWords();
  const { language } = useLanguage();
  const viewer = useViewer();
  const { data } = useQuery(REMARKS, { variables: { id } });
  const remarks = data?.statement?.remarks.edges.map(({ node }) => node) ?? [];
  return (
    <Part title={say(words.remarks)}>
      {remarks.length === 0 ? <p className="quiet">{say(words.noRemarks)}</p> : null}
      <ul className="rows">
        {remarks.map((remark) => (
          <li key={remark.id}>
            <Mark>{say(remark.kind === 'QUESTION' ? words.question : words.aComment)}</Mark>{' '}
            <small>
              <Text of={remark.organisation?.name} quiet /> {dayOfMoment(remark.createdAt, language)}
            </small>
            <p lang={remark.language.toLowerCase()}>{remark.text}</p>
            {remark.answer ? (
              <blockquote lang={remark.answer.language.toLowerCase()}>{remark.answer.text}</blockquote>
            ) : null}
            {!remark.answer && remark.kind === 'QUESTION' && viewer.role === 'POLICY_OFFICER' ? (
              <AnswerForm remark={remark} />
            ) : null}
          </li>
        ))}
      </ul>
      {viewer.role === 'MEMBER_REPRESENTATIVE' ? <AskForm id={id} /> : null}
    </Part>
  );
}

function AskForm({ id }: { id: string }) {
  const say = useWords();
  const { language } = useLanguage();
  const [text, setText] = useState('');
  const act = useAct(ASK, ['StatementRemarks']);
  const send = async () => {
    if (await act.send({ subjectId: id, language: language === 'km' ? 'KM' : 'EN', text })) setText('');
  };
  return (
    <form
      className="form-narrow"
      onSubmit={(event) => {
        event.preventDefault();
        void send();
      }}
    >
      <Field label={say(words.say)} help={say(words.remarkSeen)}>
        {(field) => <textarea id={field} value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
      <Reasons of={act.reasons} lost={act.lost} />
      <Do busy={act.busy} quiet>
        {say(words.ask)}
      </Do>
    </form>
  );
}

function AnswerForm({ remark }: { remark: { id: string; version: number } }) {
  const say = useWords();
  const { language } = useLanguage();
  const [text, setText] = useState('');
  const act = useAct(ANSWER, ['StatementRemarks']);
  return (
    <details>
      <summary>{say(words.answer)}</summary>
      <form
        className="form-narrow"
        onSubmit={(event) => {
          event.preventDefault();
          const input = { id: remark.id, expectedVersion: remark.version, text };
          void act.send({ ...input, language: language === 'km' ? 'KM' : 'EN' });
        }}
      >
        <Field label={say(words.answer)}>
          {(field) => <textarea id={field} value={text} onChange={(event) => setText(event.target.value)} />}
        </Field>
        <Reasons of={act.reasons} lost={act.lost} />
        <Do busy={act.busy} quiet>
          {say(words.sendAnswer)}
        </Do>
      </form>
    </details>
  );
}
