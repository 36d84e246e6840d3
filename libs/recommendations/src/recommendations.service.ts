import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, civilDay, nextNumbers, refuseIf } from '#platform';
import { Processes, Workflow } from '#workflow';
import type { Act, Cause, MomentGiven, Moved, Sent } from '#workflow';
import { problemsOf, toContent, writeContents } from './recommendation.content.js';
import type { RecommendationContentInput } from './recommendation.inputs.js';
import type { Closing, Stage } from './recommendation.machine.js';
import { recommendationProcess } from './recommendation.process.js';

export type RecommendationLinkKind = 'mergedInto' | 'splitInto' | 'supersededBy';

/** A new recommendation: what it says, and, when an old record knows it, where that record stands. */
export interface NewRecommendation {
  content: RecommendationContentInput;
  past?: { stage: Stage; record?: Record<string, unknown> };
  act?: Partial<Act>;
  /** Marks sample data, which one command removes again. */
  sample?: boolean;
}

/** New content for a recommendation that somebody saw at a version. */
export interface Edit {
  id: string;
  expectedVersion: number;
  content: RecommendationContentInput;
}

/** How far a statement has brought a recommendation; `act`: its own day, where it is not that of the rest. */
export interface CarryingMove {
  statement: { id: string; number: string };
  recommendationId: string;
  stage: Stage;
  act?: Partial<Act>;
}

/** An integration that counts no longer, and the step that said so. */
export interface IntegrationLost {
  recommendationId: string;
  integrationId: string;
  cause: Cause;
}

/** A verified integration, and what its edition is. */
export interface IntegrationFound extends IntegrationLost {
  edition: 'draft' | 'adopted';
}

const CLOSINGS = {
  MERGE: { closing: 'merged', link: 'mergedInto' },
  SPLIT: { closing: 'split', link: 'splitInto' },
  SUPERSEDE: { closing: 'superseded', link: 'supersededBy' },
  WITHDRAW: { closing: 'withdrawn', link: undefined },
  RETIRE: { closing: 'retired', link: undefined },
} as const satisfies Record<string, { closing: Closing; link: RecommendationLinkKind | undefined }>;
export type ClosingEvent = keyof typeof CLOSINGS;

/** One method for each verb; everything happens in the caller's transaction. */
@Injectable()
export class RecommendationsService {
  constructor(
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Processes) processes: Processes,
  ) {
    processes.register(recommendationProcess);
  }

  /**
   * Enters recommendations, drafted or recorded from the past, in a fixed number of statements.
   * @returns their ids, in order.
   * @throws DomainError refused with everything that is wrong with any of them.
   */
  async enter(tx: EntityManager, entered: readonly NewRecommendation[], act: Act): Promise<string[]> {
    if (entered.length === 0) return [];
    const contents = entered.map((each) => toContent(each.content));
    refuseIf(await problemsOf(tx, contents));
    const year = Number(civilDay(await this.clock.now(tx)).slice(0, 4));
    const numbers = await nextNumbers(tx, 'R', year, entered.length);
    const ids = entered.map(() => randomUUID() as string);
    await this.workflow.create(
      tx,
      recommendationProcess,
      entered.map((each, index) => ({
        id: ids[index] as string,
        row: {
          ...contents[index]?.row,
          number: numbers[index],
          proposed_by_id: act.viewer?.organisationId ?? null,
          sample: each.sample ?? false,
        },
        event: each.past
          ? { type: 'RECORD_PAST', stage: each.past.stage, ...(each.past.record ? { record: each.past.record } : {}) }
          : { type: 'DRAFT' },
        act: each.past ? { imported: true, ...each.act } : each.act,
      })),
      act,
    );
    await writeContents(tx, new Map(ids.map((id, index) => [id, contents[index] as ReturnType<typeof toContent>])));
    return ids;
  }

  /** New content for a recommendation; what it said before is kept in its history. */
  async edit(tx: EntityManager, edit: Edit, act: Act): Promise<void> {
    await this.editAll(tx, [edit], act);
  }

  /**
   * The same for any number of recommendations, each named once, in a fixed number of statements.
   * @throws DomainError refused with everything that is wrong with any of them, conflict, or notFound.
   */
  async editAll(tx: EntityManager, edits: readonly Edit[], act: Act): Promise<void> {
    if (edits.length === 0) return;
    const contents = edits.map((edit) => toContent(edit.content));
    refuseIf(await problemsOf(tx, contents));
    const stored = await tx.query<({ id: string } & Record<string, string | null>)[]>(
      `SELECT recommendation_id AS id, title_km, title_en, body_km, body_en, problem_km, problem_en
         FROM recommendation_texts WHERE recommendation_id = ANY($1)`,
      [edits.map(({ id }) => id)],
    );
    const texts = new Map(stored.map(({ id, ...before }) => [id, before]));
    const replaced = ({ id }: Edit, index: number) =>
      Object.fromEntries(
        Object.entries(texts.get(id) ?? {}).filter(([name, text]) => contents[index]?.texts[name] !== text),
      );
    await this.send(
      tx,
      edits.map((edit, index) => ({
        id: edit.id,
        expectedVersion: edit.expectedVersion,
        event: { type: 'EDIT', replaced: replaced(edit, index) },
      })),
      act,
    );
    await tx.query(
      `UPDATE recommendations AS r SET scope = its.scope, administration_type = its.administration_type,
              authentic_language = its.authentic_language, external_reference = its.external_reference
         FROM jsonb_to_recordset($1) AS its(id uuid, scope text, administration_type text, authentic_language text,
                                            external_reference text)
        WHERE r.id = its.id AND (r.scope, r.administration_type, r.authentic_language, r.external_reference) IS DISTINCT FROM
                                (its.scope, its.administration_type, its.authentic_language, its.external_reference)`,
      [JSON.stringify(edits.map(({ id }, index) => ({ ...contents[index]?.row, id })))],
    );
    await writeContents(
      tx,
      new Map(edits.map(({ id }, index) => [id, contents[index] as ReturnType<typeof toContent>])),
    );
  }

  /** An organisation hands its draft to the secretariat, or the secretariat answers. */
  async propose(
    tx: EntityManager,
    input: { id: string; expectedVersion: number; event: Sent },
    act: Act,
  ): Promise<void> {
    await this.send(tx, [input], act);
  }

  /** Closes a recommendation. A merge is a link: each keeps its own answers, and endorsements never add up. */
  async close(
    tx: EntityManager,
    type: ClosingEvent,
    input: { id: string; expectedVersion: number; successorIds: readonly string[] },
    act: Act,
  ): Promise<void> {
    if (input.successorIds.includes(input.id)) refuseIf([{ code: 'SUCCESSOR_IS_ITSELF', path: ['successorIds'] }]);
    const successors = [...new Set(input.successorIds)];
    const present = await tx.query<{ id: string }[]>(`SELECT id FROM recommendations WHERE id = ANY($1)`, [successors]);
    const missing = successors.filter((id) => !present.some((row) => row.id === id));
    refuseIf(
      missing.map((value) => ({
        code: 'UNKNOWN_REFERENCE',
        parameters: { field: 'successorIds', value },
        path: ['successorIds'],
      })),
    );
    const [moved] = await this.send(
      tx,
      [{ id: input.id, expectedVersion: input.expectedVersion, event: { type, successors } }],
      act,
    );
    await linkSuccessors(tx, { fromId: input.id, version: moved?.version as number, type, successors });
  }

  /** Compensates a wrong entry of a recommendation's history; what a closing linked goes with it, and comes back with it. */
  async correct(
    tx: EntityManager,
    input: { id: string; expectedVersion: number; entry: number; replacement: MomentGiven | null },
    act: Act,
  ): Promise<void> {
    await this.workflow.correct(tx, recommendationProcess, input, act);
    const [entry] = await tx.query<{ type: string; successors: string[] | null }[]>(
      `SELECT event AS type, payload -> 'successors' AS successors FROM case_history WHERE case_id = $1 AND version = $2`,
      [input.id, input.entry],
    );
    if (!entry?.successors || !(entry.type in CLOSINGS)) return;
    await tx.query(`DELETE FROM recommendation_links WHERE from_id = $1 AND from_version = $2`, [
      input.id,
      input.entry,
    ]);
    if (input.replacement === null) return;
    const { type, successors } = entry as { type: ClosingEvent; successors: string[] };
    await linkSuccessors(tx, { fromId: input.id, version: input.entry, type, successors });
  }

  /** Statements have brought recommendations to a stage, or to another one. Called by statements and submissions. */
  async carryingMoved(tx: EntityManager, moved: readonly CarryingMove[], act: Act): Promise<void> {
    await this.tell(
      tx,
      moved.map(({ statement, recommendationId, stage, act: its }) => ({
        id: recommendationId,
        event: { type: 'CARRYING_MOVED', statement: statement.id, number: statement.number, stage },
        ...(its ? { act: its } : {}),
      })),
      act,
    );
  }

  /** A statement no longer carries these recommendations; what another one achieved stays. */
  async carryingEnded(
    tx: EntityManager,
    statementId: string,
    recommendationIds: readonly string[],
    act: Act,
  ): Promise<void> {
    await this.tell(
      tx,
      recommendationIds.map((id) => ({ id, event: { type: 'CARRYING_ENDED', statement: statementId } })),
      act,
    );
  }

  /** Verified integrations count for their recommendations: in a draft edition, or in an adopted one. Each recommendation once. */
  async integrationVerified(tx: EntityManager, found: readonly IntegrationFound[], act: Act): Promise<void> {
    await this.tell(
      tx,
      found.map(({ recommendationId, integrationId: integration, edition, cause }) => ({
        id: recommendationId,
        event: { type: 'INTEGRATION_VERIFIED', integration, edition },
        act: { cause },
      })),
      act,
    );
  }

  /** Integrations count no longer: dropped, repealed, amended away, or found wrong. Each recommendation once. */
  async integrationReversed(tx: EntityManager, lost: readonly IntegrationLost[], act: Act): Promise<void> {
    await this.tell(
      tx,
      lost.map(({ recommendationId, integrationId: integration, cause }) => ({
        id: recommendationId,
        event: { type: 'INTEGRATION_REVERSED', integration },
        act: { cause },
      })),
      act,
    );
  }

  private send(
    tx: EntityManager,
    deliveries: { id: string; expectedVersion: number; event: Sent }[],
    act: Act,
  ): Promise<Moved[]> {
    return this.workflow.send(tx, recommendationProcess, deliveries, act);
  }

  /** Facts: what another case has caused, whoever sent that. They carry the cause, and never a version. */
  private async tell(
    tx: EntityManager,
    deliveries: { id: string; event: Sent; act?: Partial<Act> }[],
    act: Act,
  ): Promise<void> {
    const { evidence: _evidence, commandKey: _key, ...fact } = act;
    await this.workflow.send(tx, recommendationProcess, deliveries, fact);
  }
}

/** Keeps what a closing made of a recommendation; nothing for one that makes nothing of it. */
async function linkSuccessors(
  tx: EntityManager,
  closed: { fromId: string; version: number; type: ClosingEvent; successors: readonly string[] },
): Promise<void> {
  const { link } = CLOSINGS[closed.type];
  if (!link) return;
  await tx.query(
    `INSERT INTO recommendation_links (from_id, to_id, kind, from_version) SELECT $1, unnest($2::uuid[]), $3, $4`,
    [closed.fromId, closed.successors, link, closed.version],
  );
}
