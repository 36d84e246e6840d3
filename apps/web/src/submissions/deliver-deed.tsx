import { useState } from 'react';
import { graphql } from '../generated/index.ts';
import type { Channel, Mode } from '../generated/graphql.ts';
import { Field, useAct } from '../ui/act.tsx';
import { Deed } from '../ui/deed.tsx';
import { deedOf } from '../ui/event-words.ts';
import { useWords } from '../ui/words.ts';
import { DayField } from './dated-deeds.tsx';
import type { SubmissionOnPage } from './submission.tsx';
import { words } from './submission.words.ts';

const DELIVER = graphql(`
  mutation DeliverSubmission($input: DeliverSubmissionInput!) {
    deliverSubmission(input: $input) {
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

/** The letter was handed over: when, by which way, in which form. Clocks run from that day. */
export function DeliverDeed({ of }: { of: SubmissionOnPage }) {
  const say = useWords();
  const act = useAct(DELIVER, ['SubmissionPage', 'SubmissionHistory']);
  const [day, setDay] = useState('');
  const [channel, setChannel] = useState<Channel>('BY_HAND');
  const [mode, setMode] = useState<Mode>('PAPER');
  return (
    <Deed
      name={say(deedOf('DELIVER'))}
      act={act}
      main
      onDo={async () =>
        (await act.send({
          id: of.id,
          expectedVersion: of.version,
          delivery: { deliveredOn: day, channel, mode },
        })) !== undefined
      }
    >
      <DayField label={say(words.day)} value={day} onChange={setDay} />
      <Field label={say(words.channel)}>
        {(id) => (
          <select id={id} value={channel} onChange={(event) => setChannel(event.target.value as Channel)}>
            {Object.entries(words.channels).map(([each, name]) => (
              <option key={each} value={each}>
                {say(name)}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field label={say(words.mode)}>
        {(id) => (
          <select id={id} value={mode} onChange={(event) => setMode(event.target.value as Mode)}>
            {Object.entries(words.modes).map(([each, name]) => (
              <option key={each} value={each}>
                {say(name)}
              </option>
            ))}
          </select>
        )}
      </Field>
    </Deed>
  );
}
