import { graphql } from '../generated/index.ts';
import { useAct } from '../ui/act.tsx';
import { Deed } from '../ui/deed.tsx';
import { deedOf } from '../ui/event-words.ts';
import { may } from '../ui/events.tsx';
import { useWords } from '../ui/words.ts';
import { DeliverDeed } from './deliver-deed.tsx';
import { ClockDeeds, DatedDeed } from './dated-deeds.tsx';
import { ReceiptDeed } from './receipt-deed.tsx';
import { RespondDeed } from './respond-deed.tsx';
import type { SubmissionOnPage } from './submission.tsx';
import { words } from './submission.words.ts';

const ACKNOWLEDGE = graphql(`
  mutation RecordAcknowledgement($input: RecordAcknowledgementInput!) {
    recordAcknowledgement(input: $input) {
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
const REFUSED = graphql(`
  mutation RecordRefusalAtCounter($input: RecordRefusalAtCounterInput!) {
    recordRefusalAtCounter(input: $input) {
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
const SILENCE = graphql(`
  mutation RecordSilence($input: RecordSilenceInput!) {
    recordSilence(input: $input) {
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
const CANCEL = graphql(`
  mutation CancelSubmission($input: CancelSubmissionInput!) {
    cancelSubmission(input: $input) {
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
const AGAIN = graphql(`
  mutation PrepareSubmissionAgain($input: PrepareSubmissionAgainInput!) {
    prepareSubmissionAgain(input: $input) {
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

/** What can be recorded now about a letter; which of it, the machine says. */
export function SubmissionDeeds({ of }: { of: SubmissionOnPage }) {
  const say = useWords();
  const can = (event: string) => may(of.availableEvents, event);
  const acknowledge = useAct(ACKNOWLEDGE, READ_ANEW);
  const refused = useAct(REFUSED, READ_ANEW);
  const silence = useAct(SILENCE, READ_ANEW);
  const cancel = useAct(CANCEL, READ_ANEW);
  const again = useAct(AGAIN, READ_ANEW);
  return (
    <div className="deeds statement-deeds">
      {can('DELIVER') ? <DeliverDeed of={of} /> : null}
      {can('RESPOND') ? <RespondDeed of={of} /> : null}
      {can('RECEIPT') ? <ReceiptDeed of={of} /> : null}
      {can('ACKNOWLEDGE') ? <DatedDeed of={of} name={say(deedOf('ACKNOWLEDGE'))} act={acknowledge} /> : null}
      {can('REFUSED_AT_COUNTER') ? (
        <DatedDeed of={of} name={say(deedOf('REFUSED_AT_COUNTER'))} act={refused} why />
      ) : null}
      {can('RECORD_SILENCE') ? (
        <DatedDeed
          of={of}
          name={say(deedOf('RECORD_SILENCE'))}
          consequence={say(words.silenceCheck)}
          act={silence}
          why
        />
      ) : null}
      <ClockDeeds of={of} />
      {can('PREPARE_AGAIN') ? (
        <Deed
          name={say(deedOf('PREPARE_AGAIN'))}
          act={again}
          onDo={async () => (await again.send({ id: of.id, expectedVersion: of.version })) !== undefined}
        />
      ) : null}
      {can('CANCEL') ? (
        <Deed
          name={say(deedOf('CANCEL'))}
          act={cancel}
          onDo={async () => (await cancel.send({ id: of.id, expectedVersion: of.version })) !== undefined}
        />
      ) : null}
    </div>
  );
}

const READ_ANEW = ['SubmissionPage', 'SubmissionHistory'];
