import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Database, DomainError, refuseIf } from '#platform';
import type { Viewer } from '#platform';
import { acts, reasonsOfWho, seesEvery } from '#policy';
import type { Act } from '#workflow';
import { CONFIRMATION_DAYS } from './confirmation-rule.js';
import type { ConfirmationRule, SetConfirmationRuleInput } from './confirmation-rule.model.js';

/** How long organisations have to confirm what was entered for them: versioned data; what waits keeps its moment. */
@Injectable()
export class ConfirmationRules {
  constructor(@Inject(Database) private readonly db: Database) {}

  /** The rule of today, for whoever may know it. */
  async current(viewer: Viewer): Promise<ConfirmationRule | null> {
    if (!seesEvery('ConfirmationRule', viewer)) return null;
    const [rule] = await this.db.query<ConfirmationRule[]>(
      `SELECT revision, days, source, created_at AS "setAt" FROM confirmation_rules ORDER BY revision DESC LIMIT 1`,
    );
    return rule ?? null;
  }

  /**
   * Sets the next revision.
   * @throws DomainError refused when the days do not fit, conflict when somebody else has revised it meanwhile.
   */
  async set(tx: EntityManager, input: SetConfirmationRuleInput, act: Act): Promise<number> {
    const { least, most } = CONFIRMATION_DAYS;
    const fits = input.days >= least && input.days <= most;
    refuseIf(
      [
        ...(act.viewer ? reasonsOfWho(acts.confirmationRule.SET_CONFIRMATION_RULE, act.viewer, []) : []),
        ...(fits
          ? []
          : [
              {
                code: 'WRONG_VALUE',
                parameters: { field: 'days', value: input.days, right: `${least}–${most}` },
                path: ['days'],
              },
            ]),
      ],
      { process: 'confirmationRule', event: 'SET_CONFIRMATION_RULE' },
    );
    // Two who revise at once cannot both win: the revision is unique, and the next one follows what was seen.
    const written = await tx.query<{ revision: number }[]>(
      `INSERT INTO confirmation_rules (revision, days, source, set_by_id)
       SELECT max(revision) + 1, $2, $3, $4 FROM confirmation_rules HAVING max(revision) = $1
       ON CONFLICT DO NOTHING RETURNING revision`,
      [input.expectedRevision, input.days, input.source?.normalize('NFC').trim() || null, act.viewer?.personId ?? null],
    );
    if (written[0]) return written[0].revision;
    const [newest] = await tx.query<{ revision: number }[]>(`SELECT max(revision) AS revision FROM confirmation_rules`);
    const versions = { yours: input.expectedRevision, current: newest?.revision ?? input.expectedRevision + 1 };
    const reason = { code: 'CHANGED_MEANWHILE', parameters: versions, path: ['expectedRevision'] };
    throw new DomainError('conflict', [reason], { versions });
  }
}
