import { useMutation } from '@apollo/client/react';
import type { ApolloCache, TypedDocumentNode } from '@apollo/client';
import { useId, useRef, useState } from 'react';
import type { ReactNode } from 'react';
import { forgetLists } from './client.ts';
import { useLanguage } from './language.tsx';
import { roleWords } from './role-words.ts';
import { useWords } from './words.ts';

const words = {
  stopped: { en: 'This was not done:', km: 'មិនបានធ្វើទេ៖' },
  clearedBy: { en: 'can be cleared by: {who}', km: 'អាចដោះស្រាយដោយ៖ {who}' },
  offline: {
    en: 'There is no connection. What you entered is still here; try again.',
    km: 'គ្មានការតភ្ជាប់។ អ្វីដែលអ្នកបានបញ្ចូលនៅទីនេះ សូមព្យាយាមម្ដងទៀត។',
  },
  signIn: { en: 'Sign in in another tab, then come back here', km: 'ចូលក្នុងផ្ទាំងផ្សេង រួចត្រឡប់មកវិញ' },
  doing: { en: 'One moment…', km: 'សូមរង់ចាំ…' },
};

/** A reason as the API gives it, in both languages. */
export interface Reason {
  code: string;
  messageEn: string;
  messageKm: string;
  clearedBy?: readonly string[] | null;
}

interface Answered {
  userErrors: readonly Reason[];
}

/** One command: sent with one key however often it is tried, until it was answered. */
export interface Act<Input, Payload> {
  /** Sends it. @returns the payload when it was done, nothing when it was refused or could not be sent. */
  send(input: Omit<Input, 'idempotencyKey'>): Promise<Payload | undefined>;
  busy: boolean;
  reasons: readonly Reason[];
  lost: boolean;
  forget(): void;
}

/** A command as a page sends it. `refetch` names the queries that read anew afterwards. */
export function useAct<Data extends Record<string, unknown>, Input extends { idempotencyKey: string }>(
  mutation: TypedDocumentNode<Data, { input: Input }>,
  refetch: string[] = [],
): Act<Input, Exclude<Data[keyof Data], string | undefined>> {
  const key = useRef<string>(undefined);
  const [reasons, setReasons] = useState<readonly Reason[]>([]);
  const [lost, setLost] = useState(false);
  const [run, { loading }] = useMutation<Data, { input: Input }>(mutation);
  return {
    busy: loading,
    reasons,
    lost,
    forget() {
      setReasons([]);
      setLost(false);
      key.current = undefined;
    },
    async send(input) {
      key.current ??= crypto.randomUUID();
      setReasons([]);
      setLost(false);
      try {
        const variables = { input: { ...input, idempotencyKey: key.current } as Input };
        // Whatever was done, lists may stand otherwise now: each is read anew when it is looked at.
        const update = (cache: ApolloCache) => forgetLists(cache);
        const { data } = await run({ variables, update, refetchQueries: refetch, awaitRefetchQueries: true });
        key.current = undefined;
        const payload = Object.values((data ?? {}) as object).find((each) => typeof each === 'object') as
          Answered | undefined;
        if (!payload) return undefined;
        setReasons(payload.userErrors);
        return payload.userErrors.length > 0 ? undefined : (payload as never);
      } catch {
        // The key stays: tried again, it happens once.
        setLost(true);
        return undefined;
      }
    },
  };
}

/** Why something was not done: every reason, and who can clear it. */
export function Reasons({ of, lost = false }: { of: readonly Reason[]; lost?: boolean }) {
  const say = useWords();
  const { language } = useLanguage();
  if (lost) {
    return (
      <p className="notice" role="alert">
        {say(words.offline)}
      </p>
    );
  }
  if (of.length === 0) return null;
  return (
    <div className="notice" role="alert">
      <p>{say(words.stopped)}</p>
      <ReasonList of={of} />
      {of.some(({ code }) => code === 'SIGNED_OUT') ? (
        <p>
          <a href="/sign-in" target="_blank" rel="noreferrer" lang={language}>
            {say(words.signIn)}
          </a>
        </p>
      ) : null}
    </div>
  );
}

/** The reasons as a list of sentences. */
export function ReasonList({ of }: { of: readonly Reason[] }) {
  const say = useWords();
  const { language } = useLanguage();
  return (
    <ul className="reasons">
      {of.map((reason, index) => (
        <li key={index} lang={language}>
          {language === 'km' ? reason.messageKm : reason.messageEn}
          {reason.clearedBy?.length ? (
            <small>
              {' '}
              (
              {say(words.clearedBy, {
                who: reason.clearedBy.map((role) => say(roleWords[role] ?? { en: role, km: role })).join(', '),
              })}
              )
            </small>
          ) : null}
        </li>
      ))}
    </ul>
  );
}

/** A field of a form with its label above and what helps below. */
export function Field({
  label,
  help,
  children,
}: {
  label: string;
  help?: string;
  children: (id: string) => ReactNode;
}) {
  const id = useId();
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      {help ? <p className="quiet help">{help}</p> : null}
      {children(id)}
    </div>
  );
}

/** The button of a command, named as a deed. */
export function Do({ busy, children, quiet = false }: { busy: boolean; children: ReactNode; quiet?: boolean }) {
  const say = useWords();
  return (
    <button type="submit" className={quiet ? '' : 'main'} disabled={busy} aria-busy={busy}>
      {busy ? say(words.doing) : children}
    </button>
  );
}
