import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Cursors, Database, DomainError, fromGlobalId, readPage, refuseIf } from '#platform';
import type { Page, PageRequest, Queryable, Reason, Viewer } from '#platform';
import { acts, reasonsOfWho, seesEvery } from '#policy';
import type { Act } from '#workflow';
import type { QuorumRuleRow, SetQuorumRuleInput } from './quorum-rule.model.js';
import type { QuorumRule } from './quorum.js';

const COLUMNS = `q.id, q.code, q.revision, q.rule, q.source, q.created_at AS "setAt",
  NOT EXISTS (SELECT 1 FROM quorum_rules newer WHERE newer.code = q.code AND newer.revision > q.revision) AS current`;

/** Quorum rules: versioned data. A revision is never changed, so that every judgement can be read with its rule. */
@Injectable()
export class QuorumRules {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  /** By their ids, for whoever may see the statement that they belong to. */
  readonly byIds = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, QuorumRuleRow>> => {
    const rows = await this.db.query<QuorumRuleRow[]>(`SELECT ${COLUMNS} FROM quorum_rules q WHERE q.id = ANY($1)`, [
      ids,
    ]);
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** By their ids, for those who work inside the coalition. */
  readonly nodes = async (ids: readonly string[], viewer: Viewer): Promise<Map<string, QuorumRuleRow>> =>
    seesEvery('QuorumRule', viewer) ? this.byIds(ids, viewer) : new Map();

  /** All revisions of all rules, the newest of each first; nothing for outsiders. */
  list(request: PageRequest, viewer: Viewer): Promise<Page<QuorumRuleRow>> {
    return readPage<QuorumRuleRow>(
      this.db,
      this.cursors,
      {
        columns: COLUMNS,
        from: 'quorum_rules q',
        where: [seesEvery('QuorumRule', viewer) ? 'true' : 'false'],
        parameters: [],
        key: [
          { expression: 'q.created_at', type: 'timestamptz' },
          { expression: 'q.id', type: 'uuid' },
        ],
        descending: true,
        identity: ['quorum rules'],
      },
      request,
    );
  }

  /**
   * Sets a rule; what was opened under an earlier revision keeps that one.
   * @returns the id of the new revision.
   * @throws DomainError refused with everything that is wrong, conflict when somebody else has revised it meanwhile.
   */
  async set(
    tx: EntityManager,
    input: Omit<SetQuorumRuleInput, 'idempotencyKey'> & { sample?: boolean },
    act: Act,
  ): Promise<string> {
    const code = input.code.normalize('NFC').trim();
    const rule = toRule(input);
    refuseIf(
      [
        ...(act.viewer ? reasonsOfWho(acts.quorumRule.SET_QUORUM_RULE, act.viewer, []) : []),
        ...(code ? [] : [{ code: 'VALUE_MISSING', parameters: { field: 'code' }, path: ['code'] }]),
        ...wrongNumbers(input),
        ...(await unknownReferences(tx, rule)),
      ],
      { process: 'quorumRule', event: 'SET_QUORUM_RULE' },
    );
    const [newest] = await tx.query<{ revision: number }[]>(
      `SELECT revision FROM quorum_rules WHERE code = $1 ORDER BY revision DESC LIMIT 1`,
      [code],
    );
    const current = newest?.revision ?? 0;
    const id = randomUUID() as string;
    // Two who revise at once cannot both win: the pair of code and revision is unique.
    const written =
      current === input.expectedRevision
        ? await tx.query<unknown[]>(
            `INSERT INTO quorum_rules (id, code, revision, rule, source, set_by_id, sample)
             VALUES ($1, $2, $3, $4, $5, $6, $7) ON CONFLICT (code, revision) DO NOTHING RETURNING id`,
            [
              id,
              code,
              current + 1,
              JSON.stringify(rule),
              input.source?.normalize('NFC').trim() || null,
              act.viewer?.personId ?? null,
              input.sample ?? false,
            ],
          )
        : [];
    if (written.length === 0) {
      const versions = { yours: input.expectedRevision, current: Math.max(current, input.expectedRevision + 1) };
      const reason = { code: 'CHANGED_MEANWHILE', parameters: versions, path: ['expectedRevision'] };
      throw new DomainError('conflict', [reason], { versions });
    }
    return id;
  }
}

function toRule(input: Omit<SetQuorumRuleInput, 'idempotencyKey'>): QuorumRule {
  return {
    atLeast: input.atLeast,
    ...(input.fromNetworks?.length
      ? {
          fromNetworks: input.fromNetworks.map(({ networkId, atLeast }) => ({
            organisationId: fromGlobalId('org', networkId),
            atLeast,
          })),
        }
      : {}),
    ...(input.fromProvinces?.length
      ? { fromProvinces: input.fromProvinces.map(({ placeCode, atLeast }) => ({ code: placeCode, atLeast })) }
      : {}),
    ...(input.noBlockBy?.length ? { noBlockBy: input.noBlockBy.map((id) => fromGlobalId('org', id)) } : {}),
    ...(input.itemAtLeast == null ? {} : { itemAtLeast: input.itemAtLeast }),
  };
}

function wrongNumbers(input: Omit<SetQuorumRuleInput, 'idempotencyKey'>): Reason[] {
  const numbers: [string, number | null | undefined][] = [
    ['atLeast', input.atLeast],
    ['itemAtLeast', input.itemAtLeast],
    ...(input.fromNetworks ?? []).map((each): [string, number] => ['fromNetworks', each.atLeast]),
    ...(input.fromProvinces ?? []).map((each): [string, number] => ['fromProvinces', each.atLeast]),
  ];
  return numbers
    .filter(([, value]) => value != null && value < 1)
    .map(([field, value]) => ({
      code: 'WRONG_VALUE',
      parameters: { field, value: value as number, right: '≥ 1' },
      path: [field],
    }));
}

async function unknownReferences(db: Queryable, rule: QuorumRule): Promise<Reason[]> {
  const missing = await db.query<{ field: string; value: string }[]>(
    `SELECT 'fromNetworks' AS field, id::text AS value FROM unnest($1::uuid[]) id
      WHERE NOT EXISTS (SELECT 1 FROM organisations o WHERE o.id = id.id AND o.kind = 'network')
     UNION ALL SELECT 'fromProvinces', code FROM unnest($2::text[]) code
      WHERE NOT EXISTS (SELECT 1 FROM places p WHERE p.code = code.code AND p.level = 'province')
     UNION ALL SELECT 'noBlockBy', id::text FROM unnest($3::uuid[]) id
      WHERE NOT EXISTS (SELECT 1 FROM organisations o WHERE o.id = id.id
                         AND o.kind IN ('secretariat', 'member', 'network', 'body'))`,
    [
      (rule.fromNetworks ?? []).map((each) => each.organisationId),
      (rule.fromProvinces ?? []).map((each) => each.code),
      rule.noBlockBy ?? [],
    ],
  );
  return missing.map(({ field, value }) => ({
    code: 'UNKNOWN_REFERENCE',
    parameters: { field, value },
    path: [field],
  }));
}
