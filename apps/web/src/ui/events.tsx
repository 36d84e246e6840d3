import { graphql } from '../generated/index.ts';
import type { EventPartFragment } from '../generated/graphql.ts';
import { ReasonList } from './act.tsx';
import { deedOf } from './event-words.ts';
import { useWords } from './words.ts';

graphql(`
  fragment EventPart on AvailableEvent {
    event
    allowed
    reasons {
      code
      messageEn
      messageKm
      clearedBy
    }
  }
`);

const words = {
  notYet: { en: 'Not now, and why', km: 'មិនទាន់អាច និងមូលហេតុ' },
};

/** May this be done now? What the machine says; pages hold no rule of their own. */
export const may = (events: readonly EventPartFragment[], event: string): boolean =>
  events.some((each) => each.event === event && each.allowed);

/** What cannot be done now, each with every reason that the viewer may know. */
export function NotNow({ events, of }: { events: readonly EventPartFragment[]; of: readonly string[] }) {
  const say = useWords();
  const refused = events.filter(({ event, allowed, reasons }) => of.includes(event) && !allowed && reasons.length > 0);
  if (refused.length === 0) return null;
  return (
    <details className="not-now">
      <summary>
        {say(words.notYet)} ({refused.length})
      </summary>
      <dl>
        {refused.map(({ event, reasons }) => (
          <div key={event}>
            <dt>
              <strong>{say(deedOf(event))}</strong>
            </dt>
            <dd>
              <ReasonList of={reasons} />
            </dd>
          </div>
        ))}
      </dl>
    </details>
  );
}
