import { useState } from 'react';
import { graphql } from '../generated/index.ts';
import { Field, useAct } from '../ui/act.tsx';
import { Deed } from '../ui/deed.tsx';
import { deedOf } from '../ui/event-words.ts';
import { Text } from '../ui/text.tsx';
import { useWords } from '../ui/words.ts';
import type { StatementOnPage } from './statement.tsx';
import { words } from './statement.words.ts';

const SUBMIT = graphql(`
  mutation SubmitStatement($input: SubmitStatementInput!) {
    submitStatement(input: $input) {
      submissions {
        id
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

/** A letter for each addressee that the items ask: three ministries are three submissions with three clocks. */
export function PrepareSubmissions({ of }: { of: StatementOnPage }) {
  const say = useWords();
  const act = useAct(SUBMIT, ['StatementPage']);
  const prepared = new Set(of.submissions.edges.map(({ node }) => node.addressee?.id));
  const addressees = [
    ...new Map(
      of.items.flatMap((item) => item.recommendation?.addressees ?? []).map((each) => [each.id, each]),
    ).values(),
  ];
  const [chosen, setChosen] = useState(() => addressees.map(({ id }) => id).filter((id) => !prepared.has(id)));
  const [references, setReferences] = useState<Record<string, string>>({});
  const itemsFor = (addressee: string) =>
    of.items.filter((item) => item.recommendation?.addressees.some(({ id }) => id === addressee));
  const letters = chosen.map((addresseeId) => ({
    addresseeId,
    itemKeys: itemsFor(addresseeId).map(({ key }) => key),
    ourReference: references[addresseeId] || null,
  }));
  return (
    <Deed
      name={say(deedOf('SUBMIT'))}
      consequence={say(words.submitCheck)}
      act={act}
      main
      onDo={async () => (await act.send({ id: of.id, expectedVersion: of.version, letters })) !== undefined}
    >
      <fieldset>
        <legend>{say(words.addressees)}</legend>
        {addressees.map(({ id, name }) => (
          <div key={id}>
            <label className="choice">
              <input
                type="checkbox"
                disabled={prepared.has(id)}
                checked={chosen.includes(id)}
                onChange={({ target }) =>
                  setChosen(target.checked ? [...chosen, id] : chosen.filter((each) => each !== id))
                }
              />
              <span>
                <Text of={name} />{' '}
                <small>
                  {say(words.asks, { count: itemsFor(id).length })}
                  {prepared.has(id) ? ` · ${say(words.already)}` : ''}
                </small>
              </span>
            </label>
            {chosen.includes(id) ? (
              <Field label={say(words.ourReference)}>
                {(field) => (
                  <input
                    id={field}
                    value={references[id] ?? ''}
                    onChange={(event) => setReferences({ ...references, [id]: event.target.value })}
                  />
                )}
              </Field>
            ) : null}
          </div>
        ))}
      </fieldset>
    </Deed>
  );
}
