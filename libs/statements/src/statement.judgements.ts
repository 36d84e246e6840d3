import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '#platform';
import type { Queryable, Viewer } from '#platform';
import { Quorum } from './endorsement.tally.js';
import type { QuorumRuleRow } from './quorum-rule.model.js';
import { quorumMissing } from './quorum.js';
import type { QuorumRule, Tally } from './quorum.js';
import type { JudgementRow } from './statement-quorum.model.js';
import type { Weighed } from './statement.machine.js';
import type { StoredStatement } from './statement.stored.js';

/** A quorum as it stands: the rule, what was counted, and what that comes to. */
export interface Judged {
  ruleId: string;
  rule: QuorumRule;
  tally: Tally;
  weighed: Weighed;
}

/** All about the quorum of one statement. */
export interface QuorumStanding {
  /** The rule that it was opened with, or, before, the one that its draft names. */
  rule: QuorumRuleRow | null;
  /** As it stands now; nothing before it was opened, and without a rule. */
  judged: Judged | undefined;
  /** What was judged and kept, oldest first. */
  kept: JudgementRow[];
  /** How many have endorsed and do not wish to be hidden: all that anybody outside the secretariat may be told. */
  shown: number;
}

type StandingRow = Omit<QuorumStanding, 'judged'> & {
  id: string;
  versionNumber: number;
  /** The codes of the networks and bodies that the rule names, by their ids. */
  codes: Record<string, string> | null;
};

const ruleAsJson = (
  rule: string,
) => `jsonb_build_object('id', ${rule}.id, 'code', ${rule}.code, 'revision', ${rule}.revision,
  'rule', ${rule}.rule, 'source', ${rule}.source, 'setAt', ${rule}.created_at, 'current', NOT EXISTS (
    SELECT 1 FROM quorum_rules newer WHERE newer.code = ${rule}.code AND newer.revision > ${rule}.revision))`;

const STANDINGS = `SELECT s.id, s.version_number AS "versionNumber", CASE WHEN q.id IS NOT NULL THEN ${ruleAsJson('q')} END AS rule,
  (SELECT jsonb_object_agg(o.id, o.code) FROM organisations o WHERE o.id::text IN (
     SELECT each ->> 'organisationId' FROM jsonb_array_elements(q.rule -> 'fromNetworks') each
      UNION ALL SELECT jsonb_array_elements_text(q.rule -> 'noBlockBy'))) AS codes,
  coalesce((SELECT jsonb_agg(jsonb_build_object('statementId', j.statement_id, 'occasion', j.occasion, 'versionNumber',
     j.version_number, 'met', j.met, 'judgedAt', j.judged_at, 'tally', j.tally, 'rule', ${ruleAsJson('jq')}) ORDER BY j.id)
     FROM quorum_judgements j JOIN quorum_rules jq ON jq.id = j.rule_id WHERE j.statement_id = s.id), '[]') AS kept,
  (SELECT count(*) FROM endorsements e WHERE e.statement_id = s.id AND e.status = 'given' AND NOT e.past
      AND e.version_number = s.version_number AND e.appearance <> 'hidden')::integer AS shown
  FROM statements s LEFT JOIN quorum_rules q ON q.id = coalesce((s.context ->> 'quorumRuleId')::uuid, s.quorum_rule_id)
 WHERE s.id = ANY($1)`;

/** Judges quorums, and keeps what was judged with the rule of that day. */
@Injectable()
export class Judgements {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Quorum) private readonly quorum: Quorum,
  ) {}

  /** All about the quorums of statements, by their ids. Who may know how much of it is decided where it is shown;
   * so it is asked by the product. */
  readonly ofStatements = (ids: readonly string[], _viewer: Viewer): Promise<Map<string, QuorumStanding>> =>
    this.read(this.db.asProduct, ids);

  /** The quorum of a statement as it stands now; nothing when it has no rule, as an old record may have left it. */
  async judge(db: Queryable, stored: Pick<StoredStatement, 'id'>): Promise<Judged | undefined> {
    return (await this.read(db, [stored.id])).get(stored.id)?.judged;
  }

  /** What was last judged before a hand-over; nothing for one that an old record handed over. */
  async lastKept(db: Queryable, statementId: string): Promise<Pick<Judged, 'rule' | 'tally'> | undefined> {
    const kept = (await this.read(db, [statementId])).get(statementId)?.kept ?? [];
    const last = kept.filter(({ occasion }) => occasion === 'submit').at(-1);
    return last && { rule: last.rule.rule, tally: last.tally };
  }

  /** Writes down what was judged, so that it can be read when rule and endorsements have long changed. */
  async keep(tx: EntityManager, stored: StoredStatement, occasion: 'close' | 'submit', judged: Judged): Promise<void> {
    await tx.query(
      `INSERT INTO quorum_judgements (statement_id, version_number, occasion, rule_id, met, tally, judged_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7)`,
      [
        stored.id,
        stored.context.versionNumber,
        occasion,
        judged.ruleId,
        judged.weighed.met,
        JSON.stringify(judged.tally),
        stored.now,
      ],
    );
  }

  private async read(db: Queryable, ids: readonly string[]): Promise<Map<string, QuorumStanding>> {
    const rows = await db.query<StandingRow[]>(STANDINGS, [ids]);
    const asked = rows.filter(({ rule, versionNumber }) => rule !== null && versionNumber > 0);
    const tallies = asked.length > 0 ? await this.quorum.tallies(db, asked) : new Map<string, Tally>();
    return new Map(
      rows.map(({ id, versionNumber: _number, codes, rule, kept, shown }) => {
        const tally = tallies.get(id);
        const judged =
          rule && tally
            ? { ruleId: rule.id, rule: rule.rule, tally, weighed: weigh(rule.rule, tally, codes ?? {}) }
            : undefined;
        return [id, { rule: rule && dated(rule), judged, kept: kept.map(datedJudgement), shown }];
      }),
    );
  }
}

// JSON has no moments: what the database put into it is text.
const dated = (rule: QuorumRuleRow): QuorumRuleRow => ({ ...rule, setAt: new Date(rule.setAt) });
const datedJudgement = (row: JudgementRow): JudgementRow => ({
  ...row,
  rule: dated(row.rule),
  judgedAt: new Date(row.judgedAt),
});

/**
 * What a tally comes to under a rule. Items that fall short of their own quorum do not stand in the way of the whole:
 * they are dropped by an amendment, or sent marked “not endorsed by all”.
 */
export function weigh(rule: QuorumRule, tally: Tally, codes: Readonly<Record<string, string>>): Weighed {
  const { itemAtLeast: _items, ...ofTheWhole } = rule;
  const named = (id: string) => codes[id] ?? '?';
  const lacks = [
    ...(rule.fromNetworks ?? []).map(({ organisationId, atLeast }) => ({
      what: named(organisationId),
      given: tally.byNetwork[organisationId] ?? 0,
      needed: atLeast,
    })),
    ...(rule.fromProvinces ?? []).map(({ code, atLeast }) => ({
      what: code,
      given: tally.byProvince[code] ?? 0,
      needed: atLeast,
    })),
  ].filter(({ given, needed }) => given < needed);
  const blocks = (rule.noBlockBy ?? [])
    .filter((id) => tally.blocks.includes(id))
    .map((id) => ({ what: named(id), given: 0, needed: 0 }));
  return {
    met: quorumMissing(ofTheWhole, tally).length === 0,
    given: tally.given,
    needed: rule.atLeast,
    lacks: [...lacks, ...blocks],
  };
}

/** The items that fall short of their own quorum, by their keys. */
export function itemsBelow({ rule, tally }: Pick<Judged, 'rule' | 'tally'>, keys: readonly string[]): Set<string> {
  const { itemAtLeast } = rule;
  return new Set(
    itemAtLeast === undefined ? [] : keys.filter((key) => (tally.items[key] ?? tally.given) < itemAtLeast),
  );
}
