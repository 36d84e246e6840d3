import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, DomainError, civilDay, fromGlobalId, notFound, refuseIf } from '#platform';
import type { Reason, Viewer } from '#platform';
import { acts, reasonsOfWho } from '#policy';
import { visibleRecommendations } from '#recommendations';
import type { Act } from '#workflow';
import type { EditConcernInput, RecordConcernInput, ShowConcernInput } from './concern.inputs.js';
import type { ConcernAct } from './concern.model.js';
import { visibleConcerns } from './concern.scope.js';

/** How long a concern may be, in characters as people count them in any script (code points). */
const MOST_CHARACTERS = 4_000;

type ConcernEvent = keyof typeof acts.concern;

/** What is written by an act: into the concern as it stands, and into its entries. */
interface Change {
  act: ConcernAct;
  text?: string;
  language?: 'km' | 'en';
  confidential?: boolean;
  recommendationId?: string;
}

/** What community groups are concerned about or ask for, as organisations heard it. Each act is kept with its words. */
@Injectable()
export class ConcernsService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * Writes down what a community group said. Of the place only the province is kept, of the day only the month.
   * @returns its id.
   * @throws DomainError refused with everything that is wrong.
   */
  async record(tx: EntityManager, input: RecordConcernInput, act: Act): Promise<string> {
    const viewer = act.viewer as Viewer;
    const text = clean(input.text);
    const now = await this.clock.now(tx);
    const place = await provinceOf(tx, input.placeCode ?? null);
    refuseIf(
      [
        ...reasonsOfWho(acts.concern.RECORD, viewer, []),
        ...wrongText(text),
        ...(place === undefined
          ? [
              {
                code: 'UNKNOWN_REFERENCE',
                parameters: { field: 'placeCode', value: input.placeCode ?? '' },
                path: ['placeCode'],
              },
            ]
          : []),
        ...(input.heardOn > civilDay(now) ? [{ code: 'IN_THE_FUTURE', path: ['heardOn'] }] : []),
      ],
      { process: 'concern', event: 'RECORD' },
    );
    const id = randomUUID() as string;
    const confidential = input.confidential ?? true;
    await tx.query(
      `INSERT INTO concerns (id, kind, community, organisation_id, confidential, language, text, place_code, heard_in,
                             created_at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, date_trunc('month', $9::date), $10)`,
      [
        ...[id, input.kind, input.community, viewer.organisationId, confidential, input.language, text],
        ...[place, input.heardOn, now],
      ],
    );
    await this.enter(tx, id, 1, { act: 'recorded', text, language: input.language, confidential }, viewer);
    return id;
  }

  /** Other words; the ones before stay in its entries. */
  async edit(tx: EntityManager, id: string, input: EditConcernInput, act: Act): Promise<void> {
    const text = clean(input.text);
    const change: Change = { act: 'edited', text, language: input.language };
    await this.step(tx, id, input.expectedVersion, 'EDIT', act, wrongText(text), change);
    await tx.query(`UPDATE concerns SET text = $2, language = $3 WHERE id = $1`, [id, text, input.language]);
  }

  /** Makes it confidential, or no longer so; the organisation that heard it alone decides that. */
  async show(tx: EntityManager, id: string, input: ShowConcernInput, act: Act): Promise<void> {
    const { expectedVersion, confidential } = input;
    await this.step(tx, id, expectedVersion, 'SHOW', act, [], { act: 'shown', confidential });
    await tx.query(`UPDATE concerns SET confidential = $2 WHERE id = $1`, [id, confidential]);
  }

  /** Takes it back: the mark stays, the words are read by the secretariat and the organisation that heard it only. */
  async withdraw(tx: EntityManager, id: string, expectedVersion: number, act: Act): Promise<void> {
    await this.step(tx, id, expectedVersion, 'WITHDRAW', act, [], { act: 'withdrawn' });
    await tx.query(`UPDATE concerns SET withdrawn_at = $2 WHERE id = $1`, [id, await this.clock.now(tx)]);
  }

  /** Makes it part of a recommendation that the viewer sees, for good: an origin is not taken away again. */
  async takeUp(
    tx: EntityManager,
    id: string,
    input: { expectedVersion: number; recommendationId: string },
    act: Act,
  ): Promise<void> {
    const viewer = act.viewer as Viewer;
    const recommendationId = fromGlobalId('rec', input.recommendationId);
    const parameters: unknown[] = [recommendationId, id];
    const [found] = await tx.query<{ part: boolean; own: boolean }[]>(
      `SELECT EXISTS (SELECT 1 FROM recommendation_concerns p WHERE p.recommendation_id = r.id AND p.concern_id = $2) AS part,
              r.proposed_by_id = $${parameters.push(viewer.organisationId)} AS own
         FROM recommendations r WHERE r.id = $1 AND ${visibleRecommendations(viewer, parameters)}`,
      parameters,
    );
    if (!found) throw notFound();
    const already = found.part ? [{ code: 'PART_OF_IT_ALREADY', path: ['recommendationId'] }] : [];
    const change: Change = { act: 'tookUp', recommendationId };
    await this.step(tx, id, input.expectedVersion, 'TAKE_UP', act, already, change, found.own);
    await tx.query(`INSERT INTO recommendation_concerns (recommendation_id, concern_id) VALUES ($1, $2)`, [
      recommendationId,
      id,
    ]);
  }

  /** @param also whether everything else that the act is about is the viewer's organisation's own, too. */
  private async step(
    tx: EntityManager,
    id: string,
    expectedVersion: number,
    event: ConcernEvent,
    act: Act,
    wrong: readonly Reason[],
    change: Change,
    also = true,
  ): Promise<void> {
    const viewer = act.viewer as Viewer;
    const parameters: unknown[] = [id];
    const [stored] = await tx.query<{ version: number; organisationId: string; withdrawn: boolean }[]>(
      `SELECT c.version, c.organisation_id AS "organisationId", c.withdrawn_at IS NOT NULL AS withdrawn
         FROM concerns c WHERE c.id = $1 AND ${visibleConcerns(viewer, parameters)} FOR UPDATE OF c`,
      parameters,
    );
    if (!stored) throw notFound();
    const own = also && stored.organisationId === viewer.organisationId;
    refuseIf(
      [
        ...reasonsOfWho(acts.concern[event], viewer, own ? ['ownOrganisation'] : []),
        ...(stored.withdrawn ? [{ code: 'CONCERN_TAKEN_BACK' }] : []),
        ...wrong,
      ],
      { process: 'concern', event, caseId: id, caseVersion: stored.version },
    );
    if (stored.version !== expectedVersion) {
      const versions = { yours: expectedVersion, current: stored.version };
      throw new DomainError('conflict', [{ code: 'CHANGED_MEANWHILE', parameters: versions }], { versions });
    }
    await tx.query(`UPDATE concerns SET version = version + 1 WHERE id = $1`, [id]);
    await this.enter(tx, id, stored.version + 1, change, viewer);
  }

  private async enter(tx: EntityManager, id: string, version: number, change: Change, viewer: Viewer): Promise<void> {
    const { act, language = null, text = null, confidential = null, recommendationId = null } = change;
    await tx.query(
      `INSERT INTO concern_entries (concern_id, version, act, language, text, confidential, recommendation_id, actor_id,
                                    seat_id, organisation_id, at)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)`,
      [
        ...[id, version, act, language, text, confidential, recommendationId],
        ...[viewer.personId, viewer.seatId, viewer.organisationId, await this.clock.now(tx)],
      ],
    );
  }
}

const clean = (text: string) => text.normalize('NFC').trim();

function wrongText(text: string): Reason[] {
  if (text === '') return [{ code: 'VALUE_MISSING', parameters: { field: 'text' }, path: ['text'] }];
  const { length } = [...text];
  if (length <= MOST_CHARACTERS) return [];
  return [{ code: 'CONCERN_TOO_LONG', parameters: { length, most: MOST_CHARACTERS }, path: ['text'] }];
}

/** The province of a place, by their official codes; nothing for no place, undefined for one that is not there. */
async function provinceOf(tx: EntityManager, code: string | null): Promise<string | null | undefined> {
  if (code === null) return null;
  const [place] = await tx.query<{ province: string }[]>(
    `SELECT province.code AS province FROM places p JOIN places province ON province.code = left(p.code, 2) WHERE p.code = $1`,
    [code],
  );
  return place?.province;
}
