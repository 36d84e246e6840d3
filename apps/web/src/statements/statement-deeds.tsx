import { useState } from 'react';
import { graphql } from '../generated/index.ts';
import { Field, useAct } from '../ui/act.tsx';
import { Deed } from '../ui/deed.tsx';
import { deedOf } from '../ui/event-words.ts';
import { may } from '../ui/events.tsx';
import { useLanguage } from '../ui/language.tsx';
import { useWords } from '../ui/words.ts';
import { PrepareSubmissions } from './prepare-submissions.tsx';
import type { StatementOnPage } from './statement.tsx';
import { words } from './statement.words.ts';

const OPEN = graphql(`
  mutation OpenStatement($input: OpenStatementInput!) {
    openStatement(input: $input) {
      warnings {
        code
        messageEn
        messageKm
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
const CLOSE = graphql(`
  mutation CloseStatement($input: CloseStatementInput!) {
    closeStatement(input: $input) {
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
const EXTEND = graphql(`
  mutation ExtendStatement($input: ExtendStatementInput!) {
    extendStatement(input: $input) {
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
const REOPEN = graphql(`
  mutation ReopenStatement($input: ReopenStatementInput!) {
    reopenStatement(input: $input) {
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
const CONCLUDE = graphql(`
  mutation ConcludeStatement($input: ConcludeStatementInput!) {
    concludeStatement(input: $input) {
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
const WITHDRAW = graphql(`
  mutation WithdrawStatement($input: WithdrawStatementInput!) {
    withdrawStatement(input: $input) {
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

const AGAIN = ['StatementPage'];

interface Warned {
  messageEn: string;
  messageKm: string;
}

/** What can be done with the statement now; what cannot stands below with its reasons. */
export function StatementDeeds({ of }: { of: StatementOnPage }) {
  const say = useWords();
  const { language } = useLanguage();
  const [warnings, setWarnings] = useState<readonly Warned[]>([]);
  const events = of.availableEvents;
  return (
    <>
      {warnings.length > 0 ? (
        <div className="notice" role="status">
          <p>{say(words.warned)}</p>
          <ul>
            {warnings.map((each) => (
              <li key={each.messageEn}>{language === 'km' ? each.messageKm : each.messageEn}</li>
            ))}
          </ul>
        </div>
      ) : null}
      <div className="deeds statement-deeds">
        {may(events, 'OPEN') ? <Open of={of} onWarned={setWarnings} /> : null}
        {may(events, 'SUBMIT') ? <PrepareSubmissions of={of} /> : null}
        {may(events, 'CLOSE') ? <Close of={of} /> : null}
        {may(events, 'EXTEND') ? <Extend of={of} /> : null}
        {may(events, 'REOPEN') ? <Reopen of={of} /> : null}
        {may(events, 'CONCLUDE') ? <Conclude of={of} /> : null}
        {may(events, 'WITHDRAW') ? <Withdraw of={of} /> : null}
      </div>
    </>
  );
}

interface Of {
  of: StatementOnPage;
}
const base = ({ id, version }: StatementOnPage) => ({ id, expectedVersion: version });

function Day({ value, onChange }: { value: string; onChange: (day: string) => void }) {
  const say = useWords();
  return (
    <Field label={say(words.deadline)} help={say(words.deadlineHelp)}>
      {(id) => <input id={id} type="date" required value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}

function Reason({ value, onChange }: { value: string; onChange: (reason: string) => void }) {
  const say = useWords();
  return (
    <Field label={say(words.reason)}>
      {(id) => <textarea id={id} value={value} onChange={(event) => onChange(event.target.value)} />}
    </Field>
  );
}

function Open({ of, onWarned }: Of & { onWarned: (warnings: readonly Warned[]) => void }) {
  const say = useWords();
  const [day, setDay] = useState('');
  const act = useAct(OPEN, AGAIN);
  return (
    <Deed
      name={say(words.openDeed)}
      consequence={say(words.openCheck, { number: of.versionNumber })}
      act={act}
      main
      onDo={async () => {
        const payload = await act.send({ ...base(of), deadlineOn: day });
        onWarned(payload?.warnings ?? []);
        return payload !== undefined;
      }}
    >
      <Day value={day} onChange={setDay} />
    </Deed>
  );
}

function Close({ of }: Of) {
  const say = useWords();
  const act = useAct(CLOSE, AGAIN);
  return (
    <Deed
      name={say(deedOf('CLOSE'))}
      consequence={say(words.closeCheck)}
      act={act}
      onDo={async () => (await act.send(base(of))) !== undefined}
    />
  );
}

function Extend({ of }: Of) {
  const say = useWords();
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const act = useAct(EXTEND, AGAIN);
  return (
    <Deed
      name={say(deedOf('EXTEND'))}
      act={act}
      onDo={async () => (await act.send({ ...base(of), deadlineOn: day, reason })) !== undefined}
    >
      <Day value={day} onChange={setDay} />
      <Reason value={reason} onChange={setReason} />
    </Deed>
  );
}

function Reopen({ of }: Of) {
  const say = useWords();
  const [day, setDay] = useState('');
  const [reason, setReason] = useState('');
  const act = useAct(REOPEN, AGAIN);
  return (
    <Deed
      name={say(deedOf('REOPEN'))}
      act={act}
      onDo={async () => (await act.send({ ...base(of), to: 'ENDORSING', deadlineOn: day, reason })) !== undefined}
    >
      <Day value={day} onChange={setDay} />
      <Reason value={reason} onChange={setReason} />
    </Deed>
  );
}

function Conclude({ of }: Of) {
  const say = useWords();
  const [reason, setReason] = useState('');
  const act = useAct(CONCLUDE, AGAIN);
  return (
    <Deed
      name={say(deedOf('CONCLUDE'))}
      act={act}
      onDo={async () => (await act.send({ ...base(of), reason })) !== undefined}
    >
      <Reason value={reason} onChange={setReason} />
    </Deed>
  );
}

function Withdraw({ of }: Of) {
  const say = useWords();
  const [reason, setReason] = useState('');
  const act = useAct(WITHDRAW, AGAIN);
  return (
    <Deed
      name={say(deedOf('WITHDRAW'))}
      act={act}
      onDo={async () => (await act.send({ ...base(of), reason })) !== undefined}
    >
      <Reason value={reason} onChange={setReason} />
    </Deed>
  );
}
