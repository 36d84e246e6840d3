import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RecommendationsService } from '#recommendations';
import type { Stage } from '#recommendations';
import { StatementsService } from '#statements';
import { Workflow } from '#workflow';
import type { Act, Moved, StoredCase } from '#workflow';
import type { SubmissionContext } from './submission.context.js';
import { isOver } from './submission.machine.js';
import { submissionProcess } from './submission.process.js';
import { SUBSTANTIVE } from './readings.js';

/** A step of one submission: where it stood (nothing when the step created it), and where it stands. */
export interface Step {
  statementId: string;
  successorOfId: string | null;
  before: Pick<StoredCase, 'state' | 'context'> | undefined;
  after: Moved;
}

/** What a submission is to its statement. */
type Standing = 'prepared' | 'delivered' | 'over';

const contextOf = (of: { context: Record<string, unknown> }) => of.context as unknown as SubmissionContext;

function standingOf(state: unknown, context: Record<string, unknown>): Standing {
  if (isOver(state, contextOf({ context }))) return 'over';
  return state === 'prepared' ? 'prepared' : 'delivered';
}

/** Everything upon which the stage of what it asks depends. */
const reachedBy = (state: unknown, context: Record<string, unknown> | undefined) =>
  context &&
  JSON.stringify([contextOf({ context }).deliveredAt !== null, state === 'answered', contextOf({ context }).responses]);

/** Tells upwards what the steps of submissions mean: the submission that was passed on, the statement, the recommendations. */
@Injectable()
export class SubmissionTies {
  constructor(
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(StatementsService) private readonly statements: StatementsService,
    @Inject(RecommendationsService) private readonly recommendations: RecommendationsService,
  ) {}

  /** All of it in the same transaction, in a fixed number of statements for each statement concerned, whatever the items. */
  async tell(tx: EntityManager, steps: readonly Step[], act: Act): Promise<void> {
    const { evidence: _evidence, commandKey: _key, notKnown: _notKnown, ...fact } = act;
    const all = [...steps];
    for (let round = steps; round.length > 0;) {
      round = await this.tellPredecessors(tx, round, fact);
      all.push(...round);
    }
    for (const statementId of new Set(all.map((step) => step.statementId))) {
      const its = all.filter((step) => step.statementId === statementId);
      await this.tellStatement(tx, statementId, its, fact);
      await this.tellRecommendations(tx, statementId, its, fact);
    }
  }

  /** What was passed on is over when what came of it is, and open again when that is. */
  private async tellPredecessors(tx: EntityManager, steps: readonly Step[], fact: Act): Promise<Step[]> {
    const turned = steps.filter(({ successorOfId, before, after }) => {
      const was = before !== undefined && isOver(before.state, contextOf(before));
      return successorOfId !== null && was !== isOver(after.to, contextOf(after));
    });
    if (turned.length === 0) return [];
    const ids = turned.map((step) => step.successorOfId as string);
    const stored = await this.workflow.read(tx, submissionProcess, ids, { lock: true });
    // A redirection that was taken out again no longer waits for anything.
    const waiting = turned.filter(
      ({ successorOfId, after }) =>
        contextOf(stored.get(successorOfId as string) as StoredCase).successor?.id === after.id,
    );
    const moved = await this.workflow.send(
      tx,
      submissionProcess,
      waiting.map(({ successorOfId, after }) => ({
        id: successorOfId as string,
        event: {
          type: isOver(after.to, contextOf(after)) ? 'SUCCESSOR_OVER' : 'SUCCESSOR_REOPENED',
          successor: after.id,
        },
        act: causeOf(after),
      })),
      fact,
    );
    return moved.map((after) => stepOf(stored.get(after.id) as StoredCase, after));
  }

  private async tellStatement(tx: EntityManager, id: string, steps: readonly Step[], fact: Act): Promise<void> {
    const moves = steps.flatMap(({ before, after }) => {
      const status = standingOf(after.to, after.context);
      return before && standingOf(before.state, before.context) === status ? [] : [{ submissionId: after.id, status }];
    });
    if (moves.length === 0) return;
    const [first] = steps as [Step];
    await this.statements.submissionMoved(tx, id, moves, { ...fact, ...causeOf(first.after) });
  }

  private async tellRecommendations(
    tx: EntityManager,
    statementId: string,
    steps: readonly Step[],
    fact: Act,
  ): Promise<void> {
    const concerned = steps.filter(
      ({ before, after }) =>
        reachedBy(before?.state, before?.context) !== reachedBy(after.to, after.context) &&
        (before || after.to !== 'prepared'),
    );
    if (concerned.length === 0) return;
    const changed = await tx.query<{ id: string; number: string; stage: Stage }[]>(STAGES, [
      statementId,
      concerned.map((step) => step.after.id),
      SUBSTANTIVE,
    ]);
    if (changed.length === 0) return;
    const moved = changed.map(({ id: recommendationId, stage }) => ({ recommendationId, stage }));
    const [first] = concerned as [Step];
    const number = (changed[0] as { number: string }).number;
    await this.recommendations.carryingMoved(tx, { id: statementId, number }, moved, {
      ...fact,
      ...causeOf(first.after),
    });
  }
}

/** A step of a submission that was there before. */
export function stepOf(before: StoredCase, after: Moved): Step {
  return {
    statementId: before.row['statement_id'] as string,
    successorOfId: before.row['successor_of_id'] as string | null,
    before,
    after,
  };
}

const causeOf = (moved: Moved) => ({ cause: { caseId: moved.id, version: moved.version } });

/**
 * The recommendations that these submissions ask, with the stage to which all submissions of the statement together have
 * brought them, where it is not the one that the carrying has. What the statement no longer carries is left alone; what
 * an old record said of the statement stays.
 */
const STAGES = `
  WITH asked AS (SELECT DISTINCT recommendation_id FROM submission_items WHERE submission_id = ANY($2)),
  reached AS (
    SELECT i.recommendation_id AS id,
           bool_or(s.status = 'answered' OR EXISTS (
             SELECT 1 FROM responses r JOIN response_items ri ON ri.response_id = r.id AND ri.item_key = i.item_key
              WHERE r.submission_id = s.id AND NOT r.annuls AND ri.reading = ANY($3)
                AND NOT EXISTS (SELECT 1 FROM responses c WHERE c.corrects_id = r.id))) AS answered,
           bool_or(s.context ->> 'deliveredAt' IS NOT NULL) AS delivered
      FROM submission_items i JOIN submissions s ON s.id = i.submission_id
     WHERE s.statement_id = $1 AND i.recommendation_id IN (SELECT recommendation_id FROM asked)
     GROUP BY i.recommendation_id),
  staged AS (
    SELECT r.id, st.number, r.context #>> ARRAY['carryings', st.id::text, 'stage'] AS now,
           CASE WHEN reached.answered THEN 'answered'
                WHEN reached.delivered OR st.context ->> 'past' IN ('submitted', 'concluded') THEN 'submitted'
                ELSE 'endorsed' END AS stage
      FROM reached JOIN recommendations r ON r.id = reached.id JOIN statements st ON st.id = $1)
  SELECT id, number, stage FROM staged WHERE now IS NOT NULL AND now <> stage ORDER BY id`;
