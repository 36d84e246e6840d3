import { Inject, Injectable } from '@nestjs/common';
import { CONFIG, Clock, Database, DomainError } from '#platform';
import type { Config, Queryable, Viewer } from '#platform';
import { FRESH_MINUTES } from './session.sql.js';

/**
 * What can hurt many people at once (exports, changes of roles, confidential names) is asked for by somebody who has just
 * shown a passkey or a second factor: a device that was left open does not do it.
 */
@Injectable()
export class StepUp {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  /**
   * Lets through who proved themselves on this device within ten minutes. A token cannot prove anything: with production
   * settings it is refused, elsewhere (samples, tests) it is let through.
   * @throws DomainError refused, `PROVE_IT_IS_YOU`.
   */
  async requireFresh(viewer: Viewer, db: Queryable = this.db): Promise<void> {
    if (!(await this.isFresh(viewer, db))) throw new DomainError('refused', [{ code: 'PROVE_IT_IS_YOU' }]);
  }

  /** The same as an answer. */
  async isFresh(viewer: Viewer, db: Queryable = this.db): Promise<boolean> {
    if (viewer.apiToken) return false;
    if (!viewer.session) return this.config.NODE_ENV !== 'production';
    if (viewer.session.provedAt === null) return false;
    const now = Date.parse(await this.clock.now(db));
    return Date.parse(viewer.session.provedAt) > now - FRESH_MINUTES * 60_000;
  }
}
