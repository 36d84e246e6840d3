import { useState } from 'react';
import { Field, Reasons } from './act.tsx';
import type { Reason } from './act.tsx';

interface Answer {
  document: { id: string; fileName: string | null } | null;
  userErrors: readonly Reason[];
}

/** A file that is kept as soon as it was chosen; the form around it names it by its id. */
export function Upload({
  label,
  kind,
  waiting,
  kept,
  onKept,
}: {
  label: string;
  kind: 'RECEIPT' | 'RESPONSE' | 'EVIDENCE' | 'LETTER';
  waiting: string;
  kept: (name: string) => string;
  onKept: (id: string) => void;
}) {
  const [name, setName] = useState<string>();
  const [busy, setBusy] = useState(false);
  const [reasons, setReasons] = useState<readonly Reason[]>([]);
  const [lost, setLost] = useState(false);
  const send = async (file: File) => {
    const form = new FormData();
    form.append('kind', kind.toLowerCase());
    form.append('file', file);
    setBusy(true);
    setReasons([]);
    setLost(false);
    try {
      const answer = (await (await fetch('/documents', { method: 'POST', body: form })).json()) as Answer;
      setReasons(answer.userErrors);
      if (answer.document) {
        setName(answer.document.fileName ?? file.name);
        onKept(answer.document.id);
      }
    } catch {
      setLost(true);
    } finally {
      setBusy(false);
    }
  };
  return (
    <>
      <Field label={label}>
        {(id) => (
          <input
            id={id}
            type="file"
            accept="image/*,application/pdf"
            onChange={({ target }) => {
              const [file] = target.files ?? [];
              if (file) void send(file);
            }}
          />
        )}
      </Field>
      <p role="status" className="quiet">
        {busy ? waiting : name ? kept(name) : ''}
      </p>
      <Reasons of={reasons} lost={lost} />
    </>
  );
}
