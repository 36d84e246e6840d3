import type { Who } from '#policy';
import type { Process } from './pure.js';

const inWords = ({ role, right, relation }: Who) =>
  [role, right && `with the right to ${right}`, relation && relation !== 'anyone' && `(${relation})`]
    .filter(Boolean)
    .join(' ');

/** Who may send which event to what, as a Markdown table: the same rules that the button, the API and the bulk act obey. */
export function policyTable(processes: readonly Process[]): string {
  const rows = processes.flatMap((process) =>
    Object.entries(process.wishes).map(
      ([event, who]) => `| ${process.name} | ${event} | ${who.map(inWords).join('; ')} |`,
    ),
  );
  return ['| process | event | who |', '| --- | --- | --- |', ...rows].join('\n');
}
