import { useState } from 'react';
import { graphql } from '../generated/index.ts';
import type { Reading, ResponseForm } from '../generated/graphql.ts';
import { Field, useAct } from '../ui/act.tsx';
import { Deed } from '../ui/deed.tsx';
import { deedOf } from '../ui/event-words.ts';
import { useLanguage } from '../ui/language.tsx';
import { useStateWord } from '../ui/signs.tsx';
import { Text } from '../ui/text.tsx';
import { useWords } from '../ui/words.ts';
import { DayField } from './dated-deeds.tsx';
import type { SubmissionOnPage } from './submission.tsx';
import { words } from './submission.words.ts';

const RESPOND = graphql(`
  mutation RecordResponse($input: RecordResponseInput!) {
    recordResponse(input: $input) {
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

const READINGS: Reading[] = [
  ...(['ACCEPTED', 'PARTLY_ACCEPTED', 'NOTED', 'NOT_ACCEPTED'] as const),
  ...(['ACKNOWLEDGED', 'UNDER_CONSIDERATION', 'MORE_INFORMATION_ASKED', 'REFERRED_ELSEWHERE'] as const),
];

interface Said {
  reading: Reading | '';
  verbatim: string;
}

/** What they answered: one letter, split over the items that it speaks of, in a grid that a keyboard goes through. */
export function RespondDeed({ of }: { of: SubmissionOnPage }) {
  const say = useWords();
  const word = useStateWord();
  const { language } = useLanguage();
  const act = useAct(RESPOND, ['SubmissionPage', 'SubmissionHistory']);
  const [answeredOn, setDay] = useState('');
  const [form, setForm] = useState<ResponseForm>('LETTER');
  const [verbatim, setVerbatim] = useState('');
  const [said, setSaid] = useState<Record<string, Said>>({});
  const items = of.items.flatMap(({ key }) => {
    const { reading, verbatim: theirs } = said[key] ?? { reading: '', verbatim: '' };
    return reading ? [{ itemKey: key, reading, verbatim: theirs || null }] : [];
  });
  const set = (key: string, part: Partial<Said>) =>
    setSaid({ ...said, [key]: { ...(said[key] ?? { reading: '', verbatim: '' }), ...part } });
  const response = {
    answeredOn,
    form,
    items,
    verbatim: verbatim || null,
    language: language === 'km' ? 'KM' : 'EN',
  } as const;
  return (
    <Deed
      name={say(deedOf('RESPOND'))}
      consequence={say(words.respondHelp)}
      act={act}
      onDo={async () => (await act.send({ id: of.id, expectedVersion: of.version, response })) !== undefined}
    >
      <DayField label={say(words.day)} value={answeredOn} onChange={setDay} />
      <Field label={say(words.form)}>
        {(id) => (
          <select id={id} value={form} onChange={(event) => setForm(event.target.value as ResponseForm)}>
            {Object.entries(words.forms).map(([each, name]) => (
              <option key={each} value={each}>
                {say(name)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <ol className="rows">
        {of.items.map((item) => (
          <li key={item.key}>
            <p>
              {item.order}. <Text of={item.recommendation?.title} />
            </p>
            <div className="two">
              <Field label={say(words.reading, { number: item.order })}>
                {(id) => (
                  <select
                    id={id}
                    value={said[item.key]?.reading ?? ''}
                    onChange={(event) => set(item.key, { reading: event.target.value as Reading | '' })}
                  >
                    <option value="">{say(words.silentOn)}</option>
                    {READINGS.map((reading) => (
                      <option key={reading} value={reading}>
                        {word(reading)}
                      </option>
                    ))}
                  </select>
                )}
              </Field>
              <Field label={say(words.theirWords)}>
                {(id) => (
                  <input
                    id={id}
                    value={said[item.key]?.verbatim ?? ''}
                    onChange={(event) => set(item.key, { verbatim: event.target.value })}
                  />
                )}
              </Field>
            </div>
          </li>
        ))}
      </ol>
      <Field label={say(words.verbatim)}>
        {(id) => <textarea id={id} value={verbatim} onChange={(event) => setVerbatim(event.target.value)} />}
      </Field>
    </Deed>
  );
}
