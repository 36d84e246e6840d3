import { Field } from './act.tsx';
import type { Language } from './language.tsx';

/** What an option is called: our own words, or somebody's with the language that they are in. */
export type Called = string | { text: string; lang: Language };

/** One option of a list. */
export function Option({ value, name }: { value: string; name: Called }) {
  return typeof name === 'string' ? (
    <option value={value}>{name}</option>
  ) : (
    <option value={value} lang={name.lang}>
      {name.text}
    </option>
  );
}

/** One of several, with a word for none of them; for filters. */
export function Choice({
  label,
  value,
  any,
  options,
  onChoose,
}: {
  label: string;
  value: string | undefined;
  any: string;
  options: (readonly [string, Called])[];
  onChoose: (value: string) => void;
}) {
  return (
    <div>
      <Field label={label}>
        {(id) => (
          <select id={id} value={value ?? ''} onChange={(event) => onChoose(event.target.value)}>
            <option value="">{any}</option>
            {options.map(([each, name]) => (
              <Option key={each} value={each} name={name} />
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
