import { Inject, Injectable } from '@nestjs/common';
import { z } from 'zod';
import { Database, notFound, refuseIf } from '#platform';
import type { Viewer } from '#platform';
import { acts, reasonsOfWho } from '#policy';
import type { QuorumRule } from './quorum.js';
import { Judgements, weigh } from './statement.judgements.js';

const BATCH = 200;

const quota = z.int().min(1);
const ruleSchema = z.strictObject({
  atLeast: quota,
  fromNetworks: z.array(z.strictObject({ organisationId: z.uuid(), atLeast: quota })).optional(),
  fromProvinces: z.array(z.strictObject({ code: z.string(), atLeast: quota })).optional(),
  noBlockBy: z.array(z.uuid()).optional(),
  itemAtLeast: quota.optional(),
});

/** A statement of which a candidate rule would say something else than the rule that it was opened with. */
export interface RuleChange {
  number: string;
  met: boolean;
  wouldBeMet: boolean;
}

/** What a candidate rule makes of every open statement. Who endorsed, and how many, is not in it. */
export interface RuleCheck {
  checked: number;
  /** Opened without a rule, as an old record may have left it: there is nothing to compare. */
  withoutRule: number;
  changes: RuleChange[];
}

/**
 * Holds a candidate rule against all statements whose quorum will still be judged. Nothing is written: a statement
 * keeps the revision that it was opened with.
 */
@Injectable()
export class QuorumRuleCheck {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Judgements) private readonly judgements: Judgements,
  ) {}

  /** The rule of a stored revision. @throws DomainError notFound. */
  async revision(code: string, revision: number): Promise<QuorumRule> {
    const [row] = await this.db.asProduct.query<{ rule: QuorumRule }[]>(
      `SELECT rule FROM quorum_rules WHERE code = $1 AND revision = $2`,
      [code, revision],
    );
    if (!row) throw notFound();
    return row.rule;
  }

  /** @throws DomainError refused to whoever may not know who endorsed. */
  async check(viewer: Viewer, rule: QuorumRule): Promise<RuleCheck> {
    refuseIf(reasonsOfWho(acts.quorumRule.CHECK_QUORUM_RULE, viewer, []), {
      process: 'quorumRule',
      event: 'CHECK_QUORUM_RULE',
    });
    const result: RuleCheck = { checked: 0, withoutRule: 0, changes: [] };
    let after = '';
    for (;;) {
      const rows = await this.db.asProduct.query<{ id: string; number: string }[]>(
        `SELECT id, number FROM statements WHERE number > $1 AND status IN ('endorsing', 'endorsed')
          ORDER BY number LIMIT ${BATCH}`,
        [after],
      );
      if (rows.length === 0) return result;
      const ids = rows.map((row) => row.id);
      const standings = await this.judgements.ofStatements(ids, viewer);
      for (const { id, number } of rows) {
        const judged = standings.get(id)?.judged;
        result.checked += 1;
        if (!judged) {
          result.withoutRule += 1;
          continue;
        }
        const { met } = judged.weighed;
        const wouldBeMet = weigh(rule, judged.tally, {}).met;
        if (met !== wouldBeMet) result.changes.push({ number, met, wouldBeMet });
      }
      after = rows[rows.length - 1]?.number as string;
    }
  }
}

/** A rule from JSON, as it would be stored. @throws naming what is wrong with it. */
export function readQuorumRule(text: string): QuorumRule {
  const read = ruleSchema.safeParse(JSON.parse(text));
  if (!read.success) throw new Error(`This is no quorum rule: ${z.prettifyError(read.error)}`);
  return read.data;
}
