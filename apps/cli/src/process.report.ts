import type { MigrationPlan, ProcessCheck, Stay, VerdictCounts, VerdictGroup } from '#workflow';
import { say } from './with-product.js';

const number = (value: number) => value.toLocaleString('en-US', { maximumFractionDigits: value < 10 ? 1 : 0 });

/** What a check found: how many of which verdict, in groups with examples, and how fast it went. */
export function reportCheck(check: ProcessCheck): void {
  reportCounts(check.counts, check.groups);
  const histories = check.counts.same + check.counts.moves + check.counts.cannot;
  const rate = check.seconds > 0 ? histories / check.seconds : 0;
  say(
    `${check.candidate}: ${number(histories)} histories with ${number(check.entries)} entries replayed in ${number(check.seconds)} s (${number(rate)} histories a second)`,
  );
}

function reportCounts(counts: VerdictCounts, groups: readonly VerdictGroup[]): void {
  for (const group of groups) {
    say(`${number(group.count).padStart(9)}  ${group.words}`);
    say(`${' '.repeat(11)}for example ${group.examples.join(', ')}`);
  }
  say(`same ${number(counts.same)}, moves ${number(counts.moves)}, cannot ${number(counts.cannot)}`);
}

/** A plan in one line: what it is, how far it is, who has spoken (ids). */
export function reportPlan(plan: MigrationPlan): void {
  const { counts } = plan;
  say(
    `${plan.id}  ${plan.process}@${plan.fromVersion} → ${plan.process}@${plan.toVersion}  ${plan.status}  same ${counts.same}, moves ${counts.moves}, cannot ${counts.cannot}, stay ${plan.stays}  proposed by ${plan.proposedById} at ${plan.proposedAt.toISOString()}${plan.confirmedById ? `, confirmed by ${plan.confirmedById} at ${plan.confirmedAt?.toISOString()}` : ''}`,
  );
}

/** The cases that a plan had to leave, one a line. */
export function reportStays(stays: readonly Stay[]): void {
  for (const each of stays) say(`stays: ${each.caseId}: entry ${each.entry} (${each.event}): ${each.why}`);
}
