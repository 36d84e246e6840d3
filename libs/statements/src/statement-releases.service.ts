import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { StepUp } from '#accounts';
import { notFound, refuseIf } from '#platform';
import type { Queryable } from '#platform';
import { openedByRelease } from '#policy';
import type { Opened } from '#policy';
import { Workflow } from '#workflow';
import type { Act } from '#workflow';
import type { Chosen } from './statement-drafts.service.js';
import { statementProcess } from './statement.process.js';
import type { ReleaseWish } from './statement.release.js';
import { lockStatement } from './statement.stored.js';
import type { StoredStatement } from './statement.stored.js';
import { readVersions } from './statement.versions.js';

/** What a release would do: of which version, and what it opens to whom by the policy itself. */
export interface ReleasePreview {
  digest: string;
  versionNumber: number;
  opens: Opened[];
}

/** Who may see the text of a statement outside the coalition. Names are never part of it. */
@Injectable()
export class StatementReleases {
  constructor(
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(StepUp) private readonly stepUp: StepUp,
  ) {}

  /**
   * What would be seen by whom, and the digest that the act has to name; for who may see the statement. Null when it is
   * not there.
   */
  async preview(db: Queryable, id: string, wish: ReleaseWish): Promise<ReleasePreview | null> {
    const stored = (await this.workflow.read(db, statementProcess, [id], { lock: false })).get(id);
    return stored ? previewOf(db, stored as unknown as StoredStatement, wish) : null;
  }

  /**
   * Says who may see the text of the version that counts. Asked for by somebody who has just shown who they are, and has
   * seen what it does: when something else would be opened by now than what was shown, it is refused.
   */
  async release(tx: EntityManager, input: Chosen & { wish: ReleaseWish; digest: string }, act: Act): Promise<void> {
    if (act.viewer) await this.stepUp.requireFresh(act.viewer, tx);
    const stored = await lockStatement(tx, this.workflow, input.id);
    const { digest } = await previewOf(tx, stored, input.wish);
    refuseIf(digest === input.digest ? [] : [{ code: 'PREVIEW_OUTDATED', path: ['previewDigest'] }], {
      process: statementProcess.name,
      event: 'RELEASE',
      caseId: stored.id,
      caseVersion: stored.version,
    });
    const { id, expectedVersion } = input;
    const [moved] = await this.workflow.send(
      tx,
      statementProcess,
      [{ id, expectedVersion, event: { type: 'RELEASE', ...input.wish } }],
      act,
    );
    if (!moved) throw notFound();
  }

  /** The moment of an embargo has come. */
  async embargoEnds(tx: EntityManager, id: string, act: Act): Promise<void> {
    await this.workflow.send(tx, statementProcess, [{ id, event: { type: 'EMBARGO_ENDED' } }], act);
  }
}

async function previewOf(db: Queryable, stored: StoredStatement, wish: ReleaseWish): Promise<ReleasePreview> {
  const { versionNumber } = stored.context;
  const version = (await readVersions(db, stored.id)).find((each) => each.number === versionNumber);
  const opens = wish.level === 'private' ? [] : openedByRelease('Statement', 'StatementVersion', 'Submission');
  const what = [stored.id, versionNumber, version?.hash ?? null, wish.level, wish.until, wish.upon, opens];
  const digest = createHash('sha256').update(JSON.stringify(what)).digest('base64url');
  return { digest, versionNumber, opens };
}
