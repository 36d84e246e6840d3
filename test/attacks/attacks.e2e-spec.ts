import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { nextDay, openField } from './field.js';
import type { Field, Threat } from './field.js';
import { notYet } from './not-yet.js';
import { readingThreats } from './reading.attacks.js';
import { requestThreats } from './request.attacks.js';
import { signInThreats } from './sign-in.attacks.js';

const threats: readonly Threat[] = [...signInThreats, ...readingThreats, ...requestThreats, ...notYet];
const results = new Map<Threat, string>();

let field: Field;
beforeAll(async () => {
  field = await openField();
}, 120_000);
afterAll(async () => {
  await field?.close();
  process.stdout.write(tableOf(threats, (threat) => results.get(threat) ?? 'not run'));
});
beforeEach(() => nextDay(field));

describe('an attack is held', () => {
  it.each(threats.filter(({ attack }) => attack).map((threat) => [threat.threat, threat] as const))(
    '%s',
    async (_what, threat) => {
      results.set(threat, 'NOT HELD');
      await threat.attack?.(field);
      results.set(threat, 'held');
    },
  );
});

describe('the table', () => {
  it('names each threat once, and says why what does not apply does not', () => {
    expect(new Set(threats.map(({ threat }) => threat)).size).toBe(threats.length);
    for (const threat of threats) {
      if (threat.notYet) results.set(threat, `does not apply yet: ${threat.notYet}`);
      expect([threat.threat, results.has(threat)]).toEqual([threat.threat, true]);
    }
  });
});

/** Threat, control, result: a line each. */
function tableOf(rows: readonly Threat[], resultOf: (threat: Threat) => string): string {
  const cells = rows.map((row) => [row.threat, row.control, resultOf(row)]);
  const head = ['threat', 'control', 'result'];
  const widths = [0, 1].map((at) => Math.max(...[head, ...cells].map((row) => row[at]?.length ?? 0)));
  const line = (row: string[]) =>
    `${row
      .map((cell, at) => cell.padEnd(widths[at] ?? 0))
      .join('  ')
      .trimEnd()}\n`;
  return `\n${line(head)}${cells.map(line).join('')}\n`;
}
