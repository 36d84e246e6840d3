import { Field } from './act.tsx';

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
  options: (readonly [string, string])[];
  onChoose: (value: string) => void;
}) {
  return (
    <div>
      <Field label={label}>
        {(id) => (
          <select id={id} value={value ?? ''} onChange={(event) => onChoose(event.target.value)}>
            <option value="">{any}</option>
            {options.map(([each, name]) => (
              <option key={each} value={each}>
                {name}
              </option>
            ))}
          </select>
        )}
      </Field>
    </div>
  );
}
