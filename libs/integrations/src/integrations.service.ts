import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, civilDay, nextNumbers, notFound, refuseIf } from '#platform';
import { EditionsService } from '#instruments';
import { RecommendationsService } from '#recommendations';
import { Processes, Workflow, readEntries } from '#workflow';
import type { Act, MomentGiven, Moved, StoredCase } from '#workflow';
import { cannotReplaceClaim, problemsOfPlaces, standingOf } from './integration.findings.js';
import { countsAs } from './integration.machine.js';
import type { Finding, IntegrationContext, Recheck } from './integration.machine.js';
import { integrationProcess } from './integration.process.js';
import { integrationsInEditions, otherVerifiers } from './integrations.facts.js';

/** A finding to be entered; ids are ids of the database. */
export interface NewIntegration {
  recommendationId: string;
  finding: Finding;
  /** An old record knows it; it still needs to be seen by somebody. */
  past?: boolean;
  act?: Partial<Act>;
  /** Marks sample data, which one command removes again. */
  sample?: boolean;
}

/** A change of one integration that somebody saw at a version. */
interface Change {
  id: string;
  expectedVersion: number;
}

/** One method for each verb; everything happens in the caller's transaction, and so does what it means for the recommendations. */
@Injectable()
export class IntegrationsService {
  constructor(
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(RecommendationsService) private readonly recommendations: RecommendationsService,
    @Inject(EditionsService) private readonly editions: EditionsService,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Processes) processes: Processes,
  ) {
    processes.register(integrationProcess);
  }

  /**
   * Enters findings, claimed or recorded from the past, in a fixed number of statements. Nothing counts yet.
   * @returns their ids, in order.
   * @throws DomainError refused with everything that is wrong with any of them.
   */
  async claim(tx: EntityManager, claims: readonly NewIntegration[], act: Act): Promise<string[]> {
    const places = await this.editions.hold(
      tx,
      claims.map((each) => each.finding),
    );
    refuseIf(await problemsOfPlaces(tx, claims, places));
    const year = Number(civilDay(await this.clock.now(tx)).slice(0, 4));
    const numbers = await nextNumbers(tx, 'I', year, claims.length);
    const created = await this.workflow.create(
      tx,
      integrationProcess,
      claims.map((each, index) => ({
        id: randomUUID(),
        row: { number: numbers[index], recommendation_id: each.recommendationId, sample: each.sample ?? false },
        event: {
          type: each.past ? 'RECORD_PAST' : 'CLAIM',
          ...each.finding,
          edition: standingOf(places[index]?.status),
        },
        act: each.past ? { imported: true, ...each.act } : (each.act ?? {}),
      })),
      act,
    );
    return created.map((each) => each.id);
  }

  /**
   * Another person has seen it: where it was found, or, with `found`, where it stands now. It counts from here on, unless
   * its degree is contrary.
   */
  async verify(tx: EntityManager, input: Change & { found?: Finding | null }, act: Act): Promise<void> {
    const before = await this.stored(tx, input.id);
    const found = input.found ?? null;
    const recommendationId = before.row['recommendation_id'] as string;
    const place = found ?? contextOf(before);
    const [held] = await this.editions.hold(tx, [place]);
    if (found) refuseIf(await problemsOfPlaces(tx, [{ recommendationId, finding: found }], [held], input.id));
    const others = (await otherVerifiers(tx, [input.id], this.clock)).get(input.id) ?? false;
    const event = { type: 'VERIFY', edition: standingOf(held?.status), otherVerifiers: others, found };
    await this.step(tx, before, input, event, act);
  }

  /** Another person has looked, and it is not so. */
  async reject(tx: EntityManager, input: Change, act: Act): Promise<void> {
    await this.step(tx, await this.stored(tx, input.id), input, { type: 'REJECT' }, act);
  }

  /** It no longer stands there: dropped, repealed or amended away. */
  async reverse(tx: EntityManager, input: Change, act: Act): Promise<void> {
    await this.step(tx, await this.stored(tx, input.id), input, { type: 'REVERSE' }, act);
  }

  /**
   * Compensates a wrong entry. A place may be put right only in a claim that nobody has verified since: nothing becomes
   * verified that nobody has seen.
   */
  async correct(
    tx: EntityManager,
    input: Change & { entry: number; moment: MomentGiven | null; finding: Finding | null },
    act: Act,
  ): Promise<void> {
    const before = await this.stored(tx, input.id);
    let payload: Record<string, unknown> | undefined;
    if (input.finding) {
      const entries = await readEntries(tx, input.id);
      refuseIf(cannotReplaceClaim(entries, input.entry));
      const claim = { recommendationId: before.row['recommendation_id'] as string, finding: input.finding };
      const places = await this.editions.hold(tx, [input.finding]);
      refuseIf(await problemsOfPlaces(tx, [claim], places, input.id));
      payload = { ...input.finding, edition: standingOf(places[0]?.status) };
    }
    const replacement = { ...(payload ? { payload } : {}), ...input.moment };
    const moved = await this.workflow.correct(
      tx,
      integrationProcess,
      { ...input, replacement: Object.keys(replacement).length > 0 ? replacement : null },
      act,
    );
    await this.tellRecommendations(tx, [before], [moved], act);
  }

  /**
   * Texts have changed: whatever was verified in these editions is to be looked at again, in `into`. Any number in a
   * handful of statements. What it counted as stays until somebody has looked.
   * @returns how many.
   */
  async recheckDue(
    tx: EntityManager,
    changed: { editionIds: readonly string[]; into: string | null },
    act: Act,
  ): Promise<number> {
    const due = await integrationsInEditions(tx, changed.editionIds, ['verified']);
    const why = (draft: boolean): Recheck => (draft ? 'adopted' : 'replaced');
    await this.workflow.send(
      tx,
      integrationProcess,
      due.map(({ id, inDraft }) => ({
        id,
        event: { type: 'RECHECK_DUE', why: why(inDraft), editionId: changed.into },
      })),
      asFact(act),
    );
    return due.length;
  }

  /**
   * An edition was repealed: what was verified in it stands nowhere any more. Any number in a handful of statements.
   * @returns how many.
   */
  async editionRepealed(tx: EntityManager, editionId: string, act: Act): Promise<number> {
    const ids = (await integrationsInEditions(tx, [editionId], ['verified', 'toRecheck'])).map(({ id }) => id);
    const before = [...(await this.workflow.read(tx, integrationProcess, ids, { lock: true })).values()];
    const moved = await this.workflow.send(
      tx,
      integrationProcess,
      ids.map((id) => ({ id, event: { type: 'EDITION_REPEALED' } })),
      asFact(act),
    );
    await this.tellRecommendations(tx, before, moved, act);
    return ids.length;
  }

  private async stored(tx: EntityManager, id: string): Promise<StoredCase> {
    const stored = (await this.workflow.read(tx, integrationProcess, [id], { lock: false })).get(id);
    if (!stored) throw notFound();
    return stored;
  }

  private async step(
    tx: EntityManager,
    before: StoredCase,
    { id, expectedVersion }: Change,
    event: { type: string } & Record<string, unknown>,
    act: Act,
  ): Promise<void> {
    // `before` was read without a lock: the version that is sent along makes sure that it is still what is stored.
    const moved = await this.workflow.send(tx, integrationProcess, [{ id, expectedVersion, event }], act);
    await this.tellRecommendations(tx, [before], moved, act);
  }

  /** Upwards, in the same transaction: what began to count, counts otherwise, or counts no longer. */
  private async tellRecommendations(
    tx: EntityManager,
    before: readonly StoredCase[],
    after: readonly Moved[],
    act: Act,
  ): Promise<void> {
    const earlier = new Map(before.map((each) => [each.id, each]));
    const changes = after.flatMap((moved) => {
      const was = earlier.get(moved.id) as StoredCase;
      const edition = countsAs(moved.to, contextOf(moved));
      if (edition === countsAs(was.state, contextOf(was))) return [];
      const recommendationId = was.row['recommendation_id'] as string;
      return [
        { recommendationId, integrationId: moved.id, cause: { caseId: moved.id, version: moved.version }, edition },
      ];
    });
    for (const round of inRounds(changes)) {
      const found = round.flatMap(({ edition, ...each }) => (edition === null ? [] : [{ ...each, edition }]));
      const lost = round.filter((each) => each.edition === null);
      await this.recommendations.integrationVerified(tx, found, act);
      await this.recommendations.integrationReversed(tx, lost, act);
    }
  }
}

const contextOf = (of: { context: Record<string, unknown> }) => of.context as unknown as IntegrationContext;

/** What the product finds out by itself while somebody acts: not that person's command, nor proven by its documents. */
function asFact({ evidence: _evidence, commandKey: _key, ...fact }: Act): Act {
  return fact;
}

/** One step tells a recommendation one thing: two findings of the same one in one text make two rounds, of any size each. */
function inRounds<T extends { recommendationId: string }>(changes: readonly T[]): T[][] {
  const seen = new Map<string, number>();
  const rounds: T[][] = [];
  for (const change of changes) {
    const round = seen.get(change.recommendationId) ?? 0;
    seen.set(change.recommendationId, round + 1);
    (rounds[round] ??= []).push(change);
  }
  return rounds;
}
