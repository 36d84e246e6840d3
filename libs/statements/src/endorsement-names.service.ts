import { createHash } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { StepUp } from '#accounts';
import { Clock, Database, PHNOM_PENH, refuseIf } from '#platform';
import type { Queryable, Viewer } from '#platform';
import { readersBeside } from '#policy';
import { Workflow } from '#workflow';
import type { Act } from '#workflow';
import type { Appearance } from './endorsement.machine.js';
import { endorsementProcess } from './endorsement.process.js';

/** An organisation's name in both languages; in Khmer where the register has it. */
export interface NameShown {
  km: string | null;
  en: string;
}

interface Endorser extends NameShown {
  id: string;
  version: number;
  appearance: Appearance;
}

/** What a release of names would do: which become public, which only the addressees are told, and who reads the list. */
export interface NamesShown {
  digest: string;
  names: NameShown[];
  toAddressees: NameShown[];
  readers: ReturnType<typeof readersBeside>;
}

/**
 * Names of endorsers that others than the secretariat may read. Two say so: the organisation, by how it appears, and the
 * secretariat, name by name. Either can end it at once.
 */
@Injectable()
export class EndorsementNames {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(StepUp) private readonly stepUp: StepUp,
  ) {}

  /**
   * The released names beside statements that the viewer has found by their scope, by name: no moment, no id, no order
   * that tells when somebody decided. Read by the product: rows of other organisations are nobody's else to read.
   */
  readonly signatories = async (
    statementIds: readonly string[],
    _viewer: Viewer,
  ): Promise<Map<string, NameShown[]>> => {
    const rows = await this.db.asProduct.query<(NameShown & { id: string })[]>(
      `SELECT e.statement_id AS id, n.name_km AS km, n.name_en AS en FROM ${this.from()}
        WHERE e.statement_id = ANY($1) AND e.status = 'given'
          AND e.context ->> 'appearance' = 'public' AND e.context ->> 'named' = 'public'
        ORDER BY n.name_en, n.name_km`,
      [statementIds],
      { prepared: true },
    );
    const found = new Map<string, NameShown[]>(statementIds.map((id) => [id, []]));
    for (const { id, km, en } of rows) found.get(id)?.push({ km, en });
    return found;
  };

  /**
   * What releasing these names would show to whom, and the digest that the act has to name.
   * @param chosen ids of endorsements; all whose organisations let their names be seen if left out.
   */
  async preview(db: Queryable, statementId: string, chosen: readonly string[] | undefined): Promise<NamesShown> {
    const endorsers = await this.endorsers(db, statementId, chosen);
    const shown = (appearance: Appearance) =>
      endorsers.filter((each) => each.appearance === appearance).map(({ km, en }) => ({ km, en }));
    const [statement] = await db.query<{ released: boolean }[]>(
      `SELECT release = 'public' AS released FROM statements WHERE id = $1`,
      [statementId],
    );
    return {
      digest: digestOf(statementId, endorsers),
      names: shown('public'),
      toAddressees: shown('addressee'),
      readers: readersBeside('Statement', statement?.released ?? false),
    };
  }

  /**
   * Releases names, each in the history of its own endorsement. Asked for by somebody who has just shown who they are, and
   * has seen which names: when they are others by now, nothing is done.
   */
  async release(
    tx: EntityManager,
    input: { statementId: string; chosen?: readonly string[] | undefined; digest: string },
    act: Act,
  ): Promise<void> {
    if (act.viewer) await this.stepUp.requireFresh(act.viewer, tx);
    const endorsers = await this.endorsers(tx, input.statementId, input.chosen);
    const attempt = { process: endorsementProcess.name, event: 'RELEASE_NAME' };
    refuseIf(endorsers.length > 0 ? [] : [{ code: 'NO_NAME_TO_RELEASE' }], attempt);
    const same = digestOf(input.statementId, endorsers) === input.digest;
    refuseIf(same ? [] : [{ code: 'PREVIEW_OUTDATED', path: ['previewDigest'] }], attempt);
    await this.workflow.send(
      tx,
      endorsementProcess,
      endorsers.map(({ id, appearance }) => ({ id, event: { type: 'RELEASE_NAME', appearance } })),
      act,
    );
  }

  /** Those who have endorsed and let their name be seen, of the chosen ones. */
  private endorsers(db: Queryable, statementId: string, chosen: readonly string[] | undefined): Promise<Endorser[]> {
    return db.query<Endorser[]>(
      `SELECT e.id, e.version, e.context ->> 'appearance' AS appearance, n.name_km AS km, n.name_en AS en FROM ${this.from()}
        WHERE e.statement_id = $1 AND e.status = 'given' AND e.context ->> 'appearance' IN ('addressee', 'public')
          AND ($2::uuid[] IS NULL OR e.id = ANY($2))
        ORDER BY n.name_en, n.name_km, e.id`,
      [statementId, chosen ?? null],
    );
  }

  /** Endorsements with the name that their organisation has today. */
  private from(): string {
    const today = `(${this.clock.sql()} AT TIME ZONE '${PHNOM_PENH}')::date`;
    return `endorsements e JOIN organisation_names n ON n.organisation_id = e.organisation_id
       AND n.valid_from <= ${today} AND n.valid_to > ${today}`;
  }
}

function digestOf(statementId: string, endorsers: readonly Endorser[]): string {
  const what = [statementId, ...endorsers.map(({ id, appearance, km, en }) => [id, appearance, km, en])];
  return createHash('sha256').update(JSON.stringify(what)).digest('base64url');
}
