import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { RecommendationsService } from '#recommendations';
import type { CarryingMove, Stage } from '#recommendations';
import { StatementsService } from '#statements';
import type { Reached, SubmissionMove, SubmissionsMoved } from '#statements';
import { Workflow } from '#workflow';
import type { Act, Moved, StoredCase } from '#workflow';
import { placeClocksOf } from './submission.clocks.js';
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
  /** Its own day, where the act's is not. */
  act?: Partial<Act>;
  /** Keys of the items that it concerns; nothing: all that the submission asks. */
  items?: readonly string[];
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

  /**
   * All of it in the same transaction, in a fixed number of statements of SQL, whatever the submissions and their items.
   * @param reached what their statements have brought about before, and not told: recommendations hear of it first.
   */
  async tell(tx: EntityManager, steps: readonly Step[], act: Act, reached: readonly Reached[] = []): Promise<void> {
    const { evidence: _evidence, commandKey: _key, notKnown: _notKnown, ...fact } = act;
    const all = steps.map(withoutGaps);
    for (let round: readonly Step[] = all; round.length > 0;) {
      round = await this.tellPredecessors(tx, round, fact);
      all.push(...round);
    }
    await placeClocksOf(tx, steps);
    await this.tellStatements(tx, all, fact);
    await this.tellRecommendations(tx, all, fact, reached);
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
      waiting.map(({ successorOfId, after, act }) => ({
        id: successorOfId as string,
        event: {
          type: isOver(after.to, contextOf(after)) ? 'SUCCESSOR_OVER' : 'SUCCESSOR_REOPENED',
          successor: after.id,
        },
        act: { ...act, ...causeOf(after) },
      })),
      fact,
    );
    return moved.map((after) => stepOf(stored.get(after.id) as StoredCase, after));
  }

  /** Each statement hears of one day at once. */
  private async tellStatements(tx: EntityManager, steps: readonly Step[], fact: Act): Promise<void> {
    const told = new Map<string, SubmissionsMoved & { moved: SubmissionMove[] }>();
    for (const { statementId, before, after, act } of steps) {
      const status = standingOf(after.to, after.context);
      const key = JSON.stringify([statementId, act ?? null]);
      const its = told.get(key) ?? { statementId, moved: [], act: { ...act, ...causeOf(after) } };
      told.set(key, its);
      if (!before || standingOf(before.state, before.context) !== status)
        its.moved.push({ submissionId: after.id, status });
    }
    const moved = [...told.values()].filter((its) => its.moved.length > 0);
    if (moved.length > 0) await this.statements.submissionsMoved(tx, moved, fact);
  }

  private async tellRecommendations(
    tx: EntityManager,
    steps: readonly Step[],
    fact: Act,
    reached: readonly Reached[],
  ): Promise<void> {
    const concerned = steps.filter(
      ({ before, after }) =>
        reachedBy(before?.state, before?.context) !== reachedBy(after.to, after.context) &&
        (before || after.to !== 'prepared'),
    );
    const changed = concerned.length === 0 ? [] : await this.changed(tx, concerned, reached);
    const moves: CarryingMove[] = reached.flatMap(({ items, ...its }) =>
      items.map(({ recommendationId }) => ({ ...its, recommendationId })),
    );
    const ways = waysOf(concerned);
    for (const { id: recommendationId, statementId, number, now, stage, asked } of changed) {
      const statement = { id: statementId, number };
      const its = ({ act, after }: Step) => ({ ...act, ...causeOf(after) });
      const { handedOver, last } = ways(asked);
      // Handed over and answered among the same steps: both are told, each of its own day.
      if (stage === 'answered' && now !== 'submitted' && handedOver && handedOver !== last) {
        moves.push({ statement, recommendationId, stage: 'submitted', act: its(handedOver) });
      }
      moves.push({ statement, recommendationId, stage, act: its(last) });
    }
    if (moves.length > 0) await this.recommendations.carryingMoved(tx, moves, fact);
  }

  private changed(tx: EntityManager, steps: readonly Step[], reached: readonly Reached[]): Promise<Changed[]> {
    return tx.query(STAGES, [
      [...new Set(steps.map((step) => step.after.id))],
      SUBSTANTIVE,
      reached.map(({ statement }) => statement.id),
      reached.map(({ stage }) => stage),
    ]);
  }
}

/** A recommendation that a statement has brought to another stage, and where submissions ask it. */
interface Changed {
  id: string;
  statementId: string;
  number: string;
  now: Stage;
  stage: Stage;
  asked: { submission: string; item: string }[];
}

/** Of the steps that concern what is asked there: the first by which it was handed over, and the first that says more. */
function waysOf(steps: readonly Step[]): (asked: Changed['asked']) => { handedOver: Step | undefined; last: Step } {
  const handedOver = new Map<string, number>();
  const answered = new Map<string, number>();
  for (const [index, { before, after, items }] of steps.entries()) {
    const first = before ? answered : handedOver;
    for (const key of items ? items.map((item) => `${after.id} ${item}`) : [after.id]) {
      if (!first.has(key)) first.set(key, index);
    }
  }
  const earliest = (of: ReadonlyMap<string, number>, asked: Changed['asked']) => {
    const keys = asked.flatMap(({ submission, item }) => [submission, `${submission} ${item}`]);
    const indices = keys.flatMap((key) => of.get(key) ?? []);
    return indices.length > 0 ? steps[Math.min(...indices)] : undefined;
  };
  return (asked) => {
    const first = earliest(handedOver, asked);
    return { handedOver: first, last: earliest(answered, asked) ?? first ?? (steps[0] as Step) };
  };
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

/** What a record does not know of one case says nothing of the others. */
function withoutGaps(step: Step): Step {
  const { notKnown: _notKnown, ...act } = step.act ?? {};
  return step.act ? { ...step, act } : step;
}

const causeOf = (moved: Moved) => ({ cause: { caseId: moved.id, version: moved.version } });

/**
 * The recommendations that these submissions ask, with the stage to which all submissions of the statement together have
 * brought them, where it is not the one that the carrying has, or that is about to be told. What the statement no longer
 * carries is left alone; what an old record said of the statement stays. The context of a statement lists all its
 * submissions: it is looked at once for each statement, not again for each of the hundreds that are asked. For the same
 * reason submissions are found by their items: all of a statement beside all that are asked would be hundreds of
 * thousands of pairs.
 */
const STAGES = `
  WITH asked AS (
    SELECT s.statement_id, i.recommendation_id,
           jsonb_agg(jsonb_build_object('submission', i.submission_id, 'item', i.item_key)) AS asked
      FROM submission_items i JOIN submissions s ON s.id = i.submission_id
     WHERE i.submission_id = ANY($1) GROUP BY s.statement_id, i.recommendation_id),
  everywhere AS MATERIALIZED (
    SELECT asked.statement_id, asked.asked, i.recommendation_id, i.item_key, i.submission_id
      FROM asked JOIN submission_items i ON i.recommendation_id = asked.recommendation_id),
  reached AS (
    SELECT i.statement_id, i.recommendation_id AS id, i.asked,
           bool_or(s.status = 'answered' OR EXISTS (
             SELECT 1 FROM responses r JOIN response_items ri ON ri.response_id = r.id AND ri.item_key = i.item_key
              WHERE r.submission_id = s.id AND NOT r.annuls AND ri.reading = ANY($2)
                AND NOT EXISTS (SELECT 1 FROM responses c WHERE c.corrects_id = r.id))) AS answered,
           bool_or(s.context ->> 'deliveredAt' IS NOT NULL) AS delivered
      FROM everywhere i JOIN submissions s ON s.id = i.submission_id AND s.statement_id = i.statement_id
     GROUP BY i.statement_id, i.recommendation_id, i.asked),
  carrying AS MATERIALIZED (
    SELECT id, number, context ->> 'past' IN ('submitted', 'concluded') AS handed_over
      FROM statements WHERE id IN (SELECT statement_id FROM asked)),
  staged AS (
    SELECT r.id, st.id AS statement, st.number, reached.asked,
           coalesce(r.context #>> ARRAY['carryings', st.id::text, 'stage'], untold.stage) AS now,
           CASE WHEN reached.answered THEN 'answered'
                WHEN reached.delivered OR st.handed_over THEN 'submitted'
                ELSE 'endorsed' END AS stage
      FROM reached JOIN recommendations r ON r.id = reached.id JOIN carrying st ON st.id = reached.statement_id
      LEFT JOIN unnest($3::uuid[], $4::text[]) AS untold(statement, stage) ON untold.statement = st.id)
  SELECT id, statement AS "statementId", number, now, stage, asked FROM staged
   WHERE now IS NOT NULL AND now <> stage ORDER BY statement, id`;
