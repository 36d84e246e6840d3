import { useEffect } from 'react';
import type { ReactNode } from 'react';
import { useWords } from './words.ts';
import type { Wording } from './words.ts';

/** The head of a page, with its one main act beside it. `title` stands in the tab: the kind of page, never what is on it. */
export function Page({
  title,
  heading,
  lead,
  act,
  children,
}: {
  title: Wording;
  heading?: ReactNode;
  lead?: ReactNode;
  act?: ReactNode;
  children: ReactNode;
}) {
  const say = useWords();
  const name = say(title);
  useEffect(() => {
    document.title = name;
  }, [name]);
  return (
    <article className="page">
      <header className="page-head">
        <div>
          <h1>{heading ?? name}</h1>
          {lead ? <div className="lead">{lead}</div> : null}
        </div>
        {act ? <div className="page-act">{act}</div> : null}
      </header>
      {children}
    </article>
  );
}

/** A part of a page under a heading of its own. */
export function Part({ title, children, aside }: { title: ReactNode; children: ReactNode; aside?: ReactNode }) {
  return (
    <section className="part">
      <header className="part-head">
        <h2>{title}</h2>
        {aside}
      </header>
      {children}
    </section>
  );
}
