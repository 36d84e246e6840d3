import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { RequestContext, Viewer } from '#platform';
import type { StoredCase } from '#workflow';
import type { Language } from './statement.content.js';
import { examine } from './statement.examination.js';
import { Judgements } from './statement.judgements.js';
import type { Findings } from './statement.machine.js';
import { isOneOf } from './statement.stored.js';
import type { StoredStatement } from './statement.stored.js';
import { readContents } from './statement.versions.js';

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
      const judged = await context.loaders.load(this.judgements.ofStatements, stored.id);
      facts['CLOSE'] = facts['SUBMIT'] = { quorum: judged?.weighed ?? null };
    }
    return facts;
  }

  /** What is wrong with each draft, by the ids of the statements. Only positions and names of fields are told, no text. */
  readonly ofDrafts = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, Findings>> => {
    const drafts = await this.db.query<{ id: string; versionId: string; authentic: Language; kind: string }[]>(
      `SELECT s.id, v.id AS "versionId", s.authentic_language AS authentic, s.kind
         FROM statements s JOIN statement_versions v ON v.statement_id = s.id AND v.frozen_at IS NULL WHERE s.id = ANY($1)`,
      [ids],
    );
    const contents = await readContents(
      this.db,
      drafts.map((draft) => draft.versionId),
    );
    const readable = drafts.flatMap((draft) => {
      const content = contents.get(draft.versionId);
      return content ? [{ ...draft, content }] : [];
    });
    const examined = await examine(this.db, readable);
    return new Map(readable.map((draft, index) => [draft.id, (examined[index] as { findings: Findings }).findings]));
  };
}
