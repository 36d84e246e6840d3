import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, civilDay, notFound } from '#platform';
import type { Reason } from '#platform';
import type { Act } from '#workflow';
import { lock, notReplaceable, placeless, reasonsOfStatus, toProvisionRow } from './edition.checks.js';
import type { Locked } from './edition.checks.js';
import { clean, futureDays, outOfOrder, reasonsOfActor, refuseAct, writeEntries } from './instrument.entries.js';
import type { NewEntry } from './instrument.entries.js';
import type { ProvisionInput, RegisterEditionInput } from './instrument.inputs.js';
import { missingInstruments, refuseStale } from './instruments.service.js';
import type { EditionAct, EditionStatus } from './edition.statuses.js';

const MOST_PROVISIONS = 500;

/** A new edition; `instrumentId` and `replacesIds` are ids of the database. */
export type NewEdition = Omit<RegisterEditionInput, 'idempotencyKey' | 'reason' | 'evidence'> & { sample?: boolean };

/**
 * The register of editions and provisions. A step locks its edition, checks the version that the sender saw, and writes
 * what it did. What an adoption means for what was found in a text is decided by the feature that keeps the findings.
 */
@Injectable()
export class EditionsService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * Enters a text: a draft, or, with a day of adoption, one that was adopted already. The editions that it replaces are
   * `replaced` from then on.
   * @returns its id.
   * @throws DomainError refused with everything that is wrong.
   */
  async registerEdition(tx: EntityManager, input: NewEdition, act: Act): Promise<string> {
    const id = randomUUID() as string;
    const label = clean(input.label);
    const replaces = [...new Set(input.replacesIds ?? [])];
    const locked = await lock(tx, replaces);
    const { draftedOn, adoptedOn, inForceOn, launchedOn } = input;
    refuseAct('REGISTER_EDITION', [
      ...reasonsOfActor('REGISTER_EDITION', act),
      ...(await missingInstruments(tx, 'instrumentId', [input.instrumentId])),
      ...(label ? [] : [{ code: 'VALUE_MISSING', parameters: { field: 'label' }, path: ['label'] }]),
      ...(inForceOn && !adoptedOn
        ? [{ code: 'VALUE_MISSING', parameters: { field: 'adoptedOn' }, path: ['adoptedOn'] }]
        : []),
      ...futureDays({ draftedOn, adoptedOn, inForceOn, launchedOn }, await this.today(tx)),
      ...outOfOrder(['draftedOn', draftedOn], ['adoptedOn', adoptedOn]),
      ...notReplaceable(replaces, locked),
    ]);
    const entered = await tx.query<unknown[]>(
      `INSERT INTO editions (id, instrument_id, label, status, drafted_on, adopted_on, in_force_on, launched_on, source, sample)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) ON CONFLICT (instrument_id, label) DO NOTHING RETURNING id`,
      [
        id,
        input.instrumentId,
        label,
        inForceOn ? 'inForce' : adoptedOn ? 'adopted' : 'draft',
        draftedOn ?? null,
        adoptedOn ?? null,
        inForceOn ?? null,
        launchedOn ?? null,
        clean(input.source),
        input.sample ?? false,
      ],
    );
    if (entered.length === 0) {
      refuseAct('REGISTER_EDITION', [{ code: 'LABEL_TAKEN', parameters: { label: label ?? '' }, path: ['label'] }]);
    }
    const entry = { instrumentId: input.instrumentId, editionId: id, happenedOn: adoptedOn ?? draftedOn ?? null };
    await this.replace(tx, { ...entry, event: 'REGISTER_EDITION', detail: { label, replaces } }, locked, act);
    return id;
  }

  /**
   * Adds provisions behind those that are there, in their order, in one statement.
   * @returns their ids.
   */
  async addProvisions(
    tx: EntityManager,
    input: { editionId: string; expectedVersion: number; provisions: readonly ProvisionInput[] },
    act: Act,
  ): Promise<string[]> {
    const edition = await this.step(tx, 'ADD_PROVISIONS', { ...input, id: input.editionId }, act, () => [
      ...(input.provisions.length > MOST_PROVISIONS
        ? [{ code: 'TOO_MANY', parameters: { most: MOST_PROVISIONS }, path: ['provisions'] }]
        : []),
      ...input.provisions.flatMap(placeless),
    ]);
    const rows = input.provisions.map((provision) => ({ id: randomUUID(), ...toProvisionRow(provision) }));
    await tx.query(
      `INSERT INTO provisions (id, edition_id, position, chapter, section, article, page, text_km, text_en, folded)
       SELECT p.id, $1, last.position + p.ordinality, p.chapter, p.section, p.article, p.page, p.text_km, p.text_en, p.folded
         FROM (SELECT coalesce(max(position), 0) AS position FROM provisions WHERE edition_id = $1) AS last,
              ROWS FROM (jsonb_to_recordset($2) AS (id uuid, chapter text, section text, article text, page text,
                                                    text_km text, text_en text, folded text)) WITH ORDINALITY AS p`,
      [edition.id, JSON.stringify(rows)],
    );
    await this.change(tx, edition, {}, { event: 'ADD_PROVISIONS', detail: { count: rows.length } }, [], act);
    return rows.map((row) => row.id);
  }

  /**
   * A draft was adopted, and took the place of other editions.
   * @returns the ids of the editions that it replaced.
   */
  async adoptEdition(
    tx: EntityManager,
    input: {
      id: string;
      expectedVersion: number;
      adoptedOn: string;
      launchedOn?: string | null;
      replacesIds?: readonly string[] | null;
    },
    act: Act,
  ): Promise<string[]> {
    const replaces = [...new Set(input.replacesIds ?? [])];
    const { adoptedOn, launchedOn } = input;
    const locked = await lock(tx, [input.id, ...replaces]);
    const today = await this.today(tx);
    const edition = await this.step(tx, 'ADOPT_EDITION', input, act, (before) => [
      ...futureDays({ adoptedOn, launchedOn }, today),
      ...outOfOrder(['draftedOn', before.draftedOn], ['adoptedOn', adoptedOn]),
      ...(replaces.includes(input.id) ? [{ code: 'EDITION_CANNOT_REPLACE_ITSELF', path: ['replacesIds'] }] : []),
      ...notReplaceable(
        replaces.filter((id) => id !== input.id),
        locked,
      ),
    ]);
    const replaced = locked.filter((each) => replaces.includes(each.id));
    const columns = { status: 'adopted', adopted_on: adoptedOn, ...(launchedOn ? { launched_on: launchedOn } : {}) };
    await this.change(
      tx,
      edition,
      columns,
      { event: 'ADOPT_EDITION', happenedOn: adoptedOn, detail: { replaces } },
      replaced,
      act,
    );
    return replaces;
  }

  /** An adopted edition came into force; that day may lie before its adoption. */
  async putInForce(
    tx: EntityManager,
    input: { id: string; expectedVersion: number; inForceOn: string; launchedOn?: string | null },
    act: Act,
  ): Promise<void> {
    const { inForceOn, launchedOn } = input;
    const today = await this.today(tx);
    const edition = await this.step(tx, 'PUT_IN_FORCE', input, act, () => futureDays({ inForceOn, launchedOn }, today));
    const columns = { status: 'inForce', in_force_on: inForceOn, ...(launchedOn ? { launched_on: launchedOn } : {}) };
    await this.change(tx, edition, columns, { event: 'PUT_IN_FORCE', happenedOn: inForceOn }, [], act);
  }

  /** An edition was repealed without a successor; that needs a reason. */
  async repealEdition(
    tx: EntityManager,
    input: { id: string; expectedVersion: number; repealedOn: string },
    act: Act,
  ): Promise<void> {
    const { repealedOn } = input;
    const today = await this.today(tx);
    const edition = await this.step(tx, 'REPEAL_EDITION', input, act, (before) => [
      ...(act.reason?.trim() ? [] : [{ code: 'REASON_NEEDED', path: ['reason'] }]),
      ...futureDays({ repealedOn }, today),
      ...outOfOrder(['adoptedOn', before.adoptedOn], ['repealedOn', repealedOn]),
    ]);
    const entry = { event: 'REPEAL_EDITION' as const, happenedOn: repealedOn };
    await this.change(tx, edition, { status: 'repealed', repealed_on: repealedOn }, entry, [], act);
  }

  /**
   * Where places in texts stand, in the order asked; nothing for an edition that is not here. Held until the transaction
   * ends, so that no edition is adopted between this answer and what is done with it.
   */
  async hold(
    tx: EntityManager,
    places: readonly { editionId: string; provisionId: string }[],
  ): Promise<({ status: EditionStatus; holdsProvision: boolean } | undefined)[]> {
    const rows = await tx.query<{ id: string; status: EditionStatus; provisions: string[] }[]>(
      `SELECT e.id, e.status, ARRAY(SELECT p.id FROM provisions p WHERE p.edition_id = e.id AND p.id = ANY($2)) AS provisions
         FROM editions e WHERE e.id = ANY($1) ORDER BY e.id FOR SHARE OF e`,
      [places.map((place) => place.editionId), places.map((place) => place.provisionId)],
    );
    const byId = new Map(rows.map((row) => [row.id, row]));
    return places.map(({ editionId, provisionId }) => {
      const row = byId.get(editionId);
      return row && { status: row.status, holdsProvision: row.provisions.includes(provisionId) };
    });
  }

  private async today(tx: EntityManager): Promise<string> {
    return civilDay(await this.clock.now(tx));
  }

  /** The edition, locked, once everything that stands in the way of an act has been asked. */
  private async step(
    tx: EntityManager,
    event: EditionAct,
    input: { id: string; expectedVersion: number },
    act: Act,
    problems: (edition: Locked) => readonly Reason[],
  ): Promise<Locked> {
    const [edition] = await lock(tx, [input.id]);
    if (!edition) throw notFound();
    refuseStale(edition.version, input.expectedVersion);
    const reasons = [...reasonsOfActor(event, act), ...reasonsOfStatus(event, edition.status), ...problems(edition)];
    refuseAct(event, reasons, { id: edition.id, version: edition.version });
    return edition;
  }

  private async change(
    tx: EntityManager,
    edition: Locked,
    columns: Record<string, string>,
    entry: Omit<NewEntry, 'instrumentId'>,
    replaced: readonly Locked[],
    act: Act,
  ): Promise<void> {
    const names = Object.keys(columns);
    await tx.query(
      `UPDATE editions SET version = version + 1${names.map((name, index) => `, ${name} = $${index + 2}`).join('')} WHERE id = $1`,
      [edition.id, ...Object.values(columns)],
    );
    await this.replace(tx, { ...entry, instrumentId: edition.instrumentId, editionId: edition.id }, replaced, act);
  }

  private async replace(
    tx: EntityManager,
    entry: NewEntry & { editionId?: string },
    replaced: readonly Locked[],
    act: Act,
  ): Promise<void> {
    if (replaced.length > 0) {
      await tx.query(
        `UPDATE editions SET version = version + 1, status = 'replaced', replaced_by_id = $2 WHERE id = ANY($1)`,
        [replaced.map((each) => each.id), entry.editionId],
      );
    }
    const told = replaced.map(({ id, instrumentId }) => ({
      instrumentId,
      editionId: id,
      event: 'REPLACED' as const,
      happenedOn: entry.happenedOn ?? null,
      detail: { by: entry.editionId },
    }));
    await writeEntries(tx, this.clock, [entry, ...told], act);
  }
}
