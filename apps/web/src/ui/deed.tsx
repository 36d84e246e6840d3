import { useState } from 'react';
import type { ReactNode } from 'react';
import { Do, Reasons } from './act.tsx';
import type { Act } from './act.tsx';
import { useWords } from './words.ts';

const words = {
  check: { en: 'Before you do this', km: 'មុនពេលធ្វើ' },
  leave: { en: 'Leave it', km: 'ទុកដដែល' },
};

/**
 * Something that can be done: a button named as a deed opens what it needs and says what follows from it; only the second
 * button does it. Nothing that was entered is lost when it is refused.
 */
export function Deed<Input, Payload>({
  name,
  consequence,
  act,
  onDo,
  main = false,
  children,
}: {
  name: string;
  consequence?: ReactNode;
  act: Act<Input, Payload>;
  /** @returns whether it was done. */
  onDo: () => Promise<boolean>;
  main?: boolean;
  children?: ReactNode;
}) {
  const say = useWords();
  const [open, setOpen] = useState(false);
  if (!open) {
    return (
      <button className={main ? 'main' : ''} onClick={() => setOpen(true)}>
        {name}
      </button>
    );
  }
  const perform = async () => {
    if (await onDo()) setOpen(false);
  };
  return (
    <form
      className="card deed"
      aria-label={name}
      onSubmit={(event) => {
        event.preventDefault();
        void perform();
      }}
    >
      <h3>{name}</h3>
      {consequence ? (
        <p className="quiet">
          {say(words.check)}: {consequence}
        </p>
      ) : null}
      {children}
      <Reasons of={act.reasons} lost={act.lost} />
      <div className="deeds">
        <Do busy={act.busy}>{name}</Do>
        <button
          type="button"
          onClick={() => {
            act.forget();
            setOpen(false);
          }}
        >
          {say(words.leave)}
        </button>
      </div>
    </form>
  );
}
