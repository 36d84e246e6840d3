import { useState } from 'react';
import type { ReactNode } from 'react';
import { graphql } from '../generated/index.ts';
import { Field, useAct } from '../ui/act.tsx';
import type { Act } from '../ui/act.tsx';
import { Deed } from '../ui/deed.tsx';
import { deedOf } from '../ui/event-words.ts';
import { may } from '../ui/events.tsx';
import { useWords } from '../ui/words.ts';
import type { SubmissionOnPage } from './submission.tsx';
import { words } from './submission.words.ts';

const SUSPEND = graphql(`
  mutation SuspendClock($input: SuspendClockInput!) {
    suspendClock(input: $input) {
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
const RESUME = graphql(`
  mutation ResumeClock($input: ResumeClockInput!) {
    resumeClock(input: $input) {
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
const EXTENSION = graphql(`
  mutation GrantExtension($input: GrantExtensionInput!) {
    grantExtension(input: $input) {
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

const READ_ANEW = ['SubmissionPage', 'SubmissionHistory'];

/** What every one of these says: which submission, as it was seen, on which day, and why. */
interface Dated {
  id: string;
  expectedVersion: number;
  happenedOn: string;
  reason?: string | null;
}

/** A field for a day. */
export function DayField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: string;
  onChange: (day: string) => void;
}) {
  return (
    <Field label={label}>
      {(id) => <input id={id} type="date" required value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}

/** Something that happened on a day, with a reason where one is asked. */
export function DatedDeed<Payload>({
  of,
  name,
  act,
  why = false,
  consequence,
}: {
  of: SubmissionOnPage;
  name: string;
  act: Act<Dated & { idempotencyKey: string }, Payload>;
  why?: boolean;
  consequence?: ReactNode;
}) {
  const say = useWords();
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  return (
    <Deed
      name={name}
      consequence={consequence}
      act={act}
      onDo={async () =>
        (await act.send({ id: of.id, expectedVersion: of.version, happenedOn: day, reason: reason || null })) !==
        undefined
      }
    >
      <DayField label={say(words.day)} value={day} onChange={setDay} />
      {why ? (
        <Field label={say(words.reason)}>
          {(id) => <textarea id={id} value={reason} onChange={(event) => setReason(event.target.value)} />}
        </Field>
      ) : null}
    </Deed>
  );
}

/** Stopping the clock, letting it run on, and giving it more days. */
export function ClockDeeds({ of }: { of: SubmissionOnPage }) {
  const say = useWords();
  const suspend = useAct(SUSPEND, READ_ANEW);
  const resume = useAct(RESUME, READ_ANEW);
  const can = (event: string) => may(of.availableEvents, event);
  return (
    <>
      {can('SUSPEND') ? <DatedDeed of={of} name={say(deedOf('SUSPEND'))} act={suspend} why /> : null}
      {can('RESUME') ? <DatedDeed of={of} name={say(deedOf('RESUME'))} act={resume} /> : null}
      {can('GRANT_EXTENSION') ? <Extension of={of} /> : null}
    </>
  );
}

function Extension({ of }: { of: SubmissionOnPage }) {
  const say = useWords();
  const act = useAct(EXTENSION, READ_ANEW);
  const [day, setDay] = useState('');
  const [days, setDays] = useState('10');
  const [askedBy, setAskedBy] = useState('');
  const [reason, setReason] = useState('');
  return (
    <Deed
      name={say(deedOf('GRANT_EXTENSION'))}
      act={act}
      onDo={async () =>
        (await act.send({
          ...{ id: of.id, expectedVersion: of.version, happenedOn: day },
          ...{ workingDays: Number(days), askedBy, reason },
        })) !== undefined
      }
    >
      <DayField label={say(words.day)} value={day} onChange={setDay} />
      <Field label={say(words.extendDays)}>
        {(id) => (
          <input
            id={id}
            type="number"
            min={1}
            max={365}
            value={days}
            onChange={({ target }) => setDays(target.value)}
          />
        )}
      </Field>
      <Field label={say(words.askedBy)}>
        {(id) => <input id={id} value={askedBy} onChange={({ target }) => setAskedBy(target.value)} />}
      </Field>
      <Field label={say(words.reason)}>
        {(id) => <textarea id={id} value={reason} onChange={({ target }) => setReason(target.value)} />}
      </Field>
    </Deed>
  );
}
