import { useState } from 'react';
import { graphql } from '../generated/index.ts';
import { Field, useAct } from '../ui/act.tsx';
import { Deed } from '../ui/deed.tsx';
import { deedOf } from '../ui/event-words.ts';
import { Upload } from '../ui/upload.tsx';
import { useWords } from '../ui/words.ts';
import { DayField } from './dated-deeds.tsx';
import type { SubmissionOnPage } from './submission.tsx';
import { words } from './submission.words.ts';

const RECEIPT = graphql(`
  mutation RecordReceipt($input: RecordReceiptInput!) {
    recordReceipt(input: $input) {
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

/** What shows that they have it: their number, their stamp, a photo of it. */
export function ReceiptDeed({ of }: { of: SubmissionOnPage }) {
  const say = useWords();
  const act = useAct(RECEIPT, ['SubmissionPage', 'SubmissionHistory']);
  const [receivedOn, setDay] = useState('');
  const [entryNumber, setNumber] = useState('');
  const [office, setOffice] = useState('');
  const [stampSeen, setStamp] = useState(false);
  const [documentId, setDocument] = useState<string>();
  const receipt = { receivedOn, entryNumber: entryNumber || null, office: office || null, stampSeen, documentId };
  return (
    <Deed
      name={say(deedOf('RECEIPT'))}
      act={act}
      onDo={async () => (await act.send({ id: of.id, expectedVersion: of.version, receipt })) !== undefined}
    >
      <DayField label={say(words.day)} value={receivedOn} onChange={setDay} />
      <Field label={say(words.entryNumber)}>
        {(id) => <input id={id} value={entryNumber} onChange={({ target }) => setNumber(target.value)} />}
      </Field>
      <Field label={say(words.office)}>
        {(id) => <input id={id} value={office} onChange={({ target }) => setOffice(target.value)} />}
      </Field>
      <label className="choice">
        <input type="checkbox" checked={stampSeen} onChange={({ target }) => setStamp(target.checked)} />
        {say(words.stampSeen)}
      </label>
      <Upload
        label={say(words.photo)}
        kind="RECEIPT"
        waiting={say(words.uploading)}
        kept={(name) => say(words.uploaded, { name })}
        onKept={setDocument}
      />
    </Deed>
  );
}
