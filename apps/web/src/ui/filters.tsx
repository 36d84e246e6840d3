import { useState } from 'react';
import type { ReactNode } from 'react';
import { useWords } from './words.ts';

const words = { narrow: { en: 'Narrow the list', km: 'បង្រួមបញ្ជី' } };

/** Below this many pixels what narrows a list is folded away: the list itself is what a phone should show first. */
const NARROW = 720;

/** What narrows a list: always there on a wide screen, one touch away on a phone. */
export function Filters({ always, children }: { always?: ReactNode; children: ReactNode }) {
  const say = useWords();
  const [open] = useState(() => innerWidth >= NARROW);
  return (
    <search>
      {always ? <div className="filters">{always}</div> : null}
      <details className="narrow" open={open}>
        <summary>{say(words.narrow)}</summary>
        <div className="filters">{children}</div>
      </details>
    </search>
  );
}
