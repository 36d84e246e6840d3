import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { RequestContext, Viewer } from '#platform';
import type { StoredCase } from '#workflow';
import { examine } from './statement.examination.js';
import { Judgements } from './statement.judgements.js';
import type { Findings } from './statement.machine.js';
import { isOneOf } from './statement.stored.js';
import type { StoredStatement } from './statement.stored.js';
import { readDrafts } from './statement.versions.js';

/** What is known about a statement beyond its row, by the event that it decides: so that a button says the same as the act. */
@Injectable()
export class StatementFacts {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Judgements) private readonly judgements: Judgements,
  ) {}

  /** The facts for `Workflow.available`, read for many statements together. */
  async of(stored: StoredCase, context: RequestContext): Promise<Record<string, Record<string, unknown>>> {
    const statement = stored as unknown as StoredStatement;
    const facts: Record<string, Record<string, unknown>> = {
      OPEN: { quorumRuleId: statement.row.quorum_rule_id },
    };
    if (isOneOf(statement, 'drafting')) {
      facts['OPEN'] = { ...facts['OPEN'], findings: await context.loaders.load(this.ofDrafts, stored.id) };
    }
    if (isOneOf(statement, 'endorsing', 'endorsed')) {
      const standing = await context.loaders.load(this.judgements.ofStatements, stored.id);
      facts['CLOSE'] = facts['SUBMIT'] = { quorum: standing?.judged?.weighed ?? null };
    }
    return facts;
  }

  /** What is wrong with each draft, by the ids of the statements. Only positions and names of fields are told, no text. */
  readonly ofDrafts = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, Findings>> => {
    const drafts = await readDrafts(this.db.asProduct, ids);
    const examined = await examine(this.db.asProduct, drafts);
    return new Map(
      drafts.map((draft, index) => [draft.statementId, (examined[index] as { findings: Findings }).findings]),
    );
  };
}
