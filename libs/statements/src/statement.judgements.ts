import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database } from '#platform';
import type { Queryable, Viewer } from '#platform';
import { Quorum } from './endorsement.tally.js';
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

type Asked = { id: string; versionNumber: number; ruleId: string };

/** Judges quorums, and keeps what was judged with the rule of that day. */
@Injectable()
export class Judgements {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Quorum) private readonly quorum: Quorum,
  ) {}

  /** The quorum of a statement as it stands now; nothing when it has no rule, as an old record may have left it. */
  async judge(db: Queryable, stored: Pick<StoredStatement, 'id' | 'context'>): Promise<Judged | undefined> {
    const { quorumRuleId: ruleId, versionNumber } = stored.context;
    if (ruleId === null) return undefined;
    return (await this.judgeAll(db, [{ id: stored.id, versionNumber, ruleId }])).get(stored.id);
  }

  /** The quorums of statements that were opened, by their ids. */
  readonly ofStatements = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, Judged>> => {
    const asked = await this.db.query<Asked[]>(
      `SELECT id, version_number AS "versionNumber", context ->> 'quorumRuleId' AS "ruleId" FROM statements
        WHERE id = ANY($1) AND version_number > 0 AND context ->> 'quorumRuleId' IS NOT NULL`,
      [ids],
    );
    return this.judgeAll(this.db, asked);
  };

  /** How many have endorsed each statement and do not wish to be hidden; all that anybody outside the secretariat may be told. */
  readonly shownCounts = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, number>> => {
    const rows = await this.db.query<{ id: string; count: number }[]>(
      `SELECT e.statement_id AS id, count(*)::integer AS count FROM endorsements e
        WHERE e.statement_id = ANY($1) AND e.status = 'given' AND e.appearance <> 'hidden' GROUP BY e.statement_id`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row.count]));
  };

  /** The judgements of each statement that were kept, oldest first. */
  readonly keptOf = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, JudgementRow[]>> => {
    const rows = await this.db.query<JudgementRow[]>(
      `SELECT j.statement_id AS "statementId", j.occasion, j.version_number AS "versionNumber", j.met,
              j.judged_at AS "judgedAt", j.tally,
              jsonb_build_object('id', q.id, 'code', q.code, 'revision', q.revision, 'rule', q.rule, 'source', q.source,
                'setAt', q.created_at, 'current', NOT EXISTS (SELECT 1 FROM quorum_rules newer
                  WHERE newer.code = q.code AND newer.revision > q.revision)) AS rule
         FROM quorum_judgements j JOIN quorum_rules q ON q.id = j.rule_id WHERE j.statement_id = ANY($1) ORDER BY j.id`,
      [ids],
    );
    const kept = new Map<string, JudgementRow[]>(ids.map((id) => [id, []]));
    for (const row of rows)
      kept.get(row.statementId)?.push({ ...row, rule: { ...row.rule, setAt: new Date(row.rule.setAt) } });
    return kept;
  };

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

  /** What was last judged before a hand-over; nothing for one that an old record handed over. */
  async lastKept(db: Queryable, statementId: string): Promise<Pick<Judged, 'rule' | 'tally'> | undefined> {
    const [row] = await db.query<Pick<Judged, 'rule' | 'tally'>[]>(
      `SELECT q.rule, j.tally FROM quorum_judgements j JOIN quorum_rules q ON q.id = j.rule_id
        WHERE j.statement_id = $1 AND j.occasion = 'submit' ORDER BY j.id DESC LIMIT 1`,
      [statementId],
    );
    return row;
  }

  private async judgeAll(db: Queryable, asked: readonly Asked[]): Promise<Map<string, Judged>> {
    if (asked.length === 0) return new Map();
    const rules = await db.query<{ id: string; rule: QuorumRule }[]>(
      `SELECT id, rule FROM quorum_rules WHERE id = ANY($1)`,
      [[...new Set(asked.map((each) => each.ruleId))]],
    );
    const tallies = await this.quorum.tallies(db, asked);
    const named = [
      ...new Set(
        rules.flatMap(({ rule }) => [
          ...(rule.fromNetworks ?? []).map((each) => each.organisationId),
          ...(rule.noBlockBy ?? []),
        ]),
      ),
    ];
    const codes = new Map<string, string>();
    if (named.length > 0) {
      const rows = await db.query<{ id: string; code: string }[]>(
        `SELECT id, code FROM organisations WHERE id = ANY($1)`,
        [named],
      );
      for (const { id, code } of rows) codes.set(id, code);
    }
    const judged = new Map<string, Judged>();
    for (const { id, ruleId } of asked) {
      const rule = rules.find((each) => each.id === ruleId)?.rule;
      const tally = tallies.get(id);
      if (rule && tally) judged.set(id, { ruleId, rule, tally, weighed: weigh(rule, tally, codes) });
    }
    return judged;
  }
}

/**
 * What a tally comes to under a rule. Items that fall short of their own quorum do not stand in the way of the whole:
 * they are dropped by an amendment, or sent marked “not endorsed by all”.
 */
export function weigh(rule: QuorumRule, tally: Tally, codes: ReadonlyMap<string, string>): Weighed {
  const { itemAtLeast: _items, ...ofTheWhole } = rule;
  const named = (id: string) => codes.get(id) ?? '?';
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
