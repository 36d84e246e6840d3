import { useEffect, useState } from 'react';
import { Field } from './act.tsx';

/** A field for words that counts after a moment's rest, so that not each letter asks the server. */
export function TypedSearch({
  label,
  value,
  onRest,
}: {
  label: string;
  value: string;
  onRest: (text: string) => void;
}) {
  const [text, setText] = useState(value);
  useEffect(() => {
    if (text === value) return;
    const rest = setTimeout(() => onRest(text), 300);
    return () => clearTimeout(rest);
  });
  return (
    <div className="wide-filter">
      <Field label={label}>
        {(id) => <input id={id} type="search" value={text} onChange={(event) => setText(event.target.value)} />}
      </Field>
    </div>
  );
}
