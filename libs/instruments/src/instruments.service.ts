import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, DomainError, foldKhmer, fromGlobalId, notFound } from '#platform';
import type { Reason } from '#platform';
import type { Act } from '#workflow';
import { clean, outOfOrder, reasonsOfActor, refuseAct, writeEntries } from './instrument.entries.js';
import type { InstrumentContentInput, OpenWindowInput } from './instrument.inputs.js';

/** The registers of instruments and of their windows; one method for each verb, in the caller's transaction. */
@Injectable()
export class InstrumentsService {
  constructor(@Inject(Clock) private readonly clock: Clock) {}

  /**
   * Enters an instrument.
   * @returns its id.
   * @throws DomainError refused with everything that is wrong.
   */
  async registerInstrument(
    tx: EntityManager,
    input: { code: string; content: InstrumentContentInput; sample?: boolean },
    act: Act,
  ): Promise<string> {
    const id = randomUUID() as string;
    const row = toRow(input.content);
    const code = clean(input.code);
    refuseAct('REGISTER_INSTRUMENT', [
      ...reasonsOfActor('REGISTER_INSTRUMENT', act),
      ...(code ? [] : [{ code: 'VALUE_MISSING', parameters: { field: 'code' }, path: ['code'] }]),
      ...(await this.problemsOf(tx, id, row)),
    ]);
    const entered = await tx.query<unknown[]>(
      `INSERT INTO instruments (id, code, kind, parent_id, name_km, name_en, aliases, folded, period_from, period_to, sample)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11) ON CONFLICT (code) DO NOTHING RETURNING id`,
      [
        id,
        code,
        row.kind,
        row.parentId,
        row.nameKm,
        row.nameEn,
        row.aliases,
        row.folded,
        row.periodFrom,
        row.periodTo,
        input.sample ?? false,
      ],
    );
    if (entered.length === 0)
      refuseAct('REGISTER_INSTRUMENT', [{ code: 'CODE_TAKEN', parameters: { code: code ?? '' }, path: ['code'] }]);
    await writeEntries(tx, this.clock, [{ instrumentId: id, event: 'REGISTER_INSTRUMENT' }], act);
    return id;
  }

  /** Puts right what is known of an instrument; what was recorded before is kept among its entries. */
  async editInstrument(
    tx: EntityManager,
    input: { id: string; expectedVersion: number; content: InstrumentContentInput },
    act: Act,
  ): Promise<void> {
    const [before] = await tx.query<Record<string, unknown>[]>(
      `SELECT version, kind, parent_id AS "parentId", name_km AS "nameKm", name_en AS "nameEn", aliases,
              period_from::text AS "periodFrom", period_to::text AS "periodTo" FROM instruments WHERE id = $1 FOR UPDATE`,
      [input.id],
    );
    if (!before) throw notFound();
    const { version, ...known } = before as { version: number };
    refuseStale(version, input.expectedVersion);
    const row = toRow(input.content);
    refuseAct(
      'EDIT_INSTRUMENT',
      [...reasonsOfActor('EDIT_INSTRUMENT', act), ...(await this.problemsOf(tx, input.id, row))],
      {
        id: input.id,
        version,
      },
    );
    await tx.query(
      `UPDATE instruments SET version = version + 1, kind = $2, parent_id = $3, name_km = $4, name_en = $5, aliases = $6,
              folded = $7, period_from = $8, period_to = $9 WHERE id = $1`,
      [input.id, row.kind, row.parentId, row.nameKm, row.nameEn, row.aliases, row.folded, row.periodFrom, row.periodTo],
    );
    await writeEntries(
      tx,
      this.clock,
      [{ instrumentId: input.id, event: 'EDIT_INSTRUMENT', detail: { before: known } }],
      act,
    );
  }

  /**
   * Notes a time in which an instrument can be changed; it may lie ahead, or be over.
   * @returns its id.
   */
  async openWindow(
    tx: EntityManager,
    input: Omit<OpenWindowInput, 'idempotencyKey'> & { sample?: boolean },
    act: Act,
  ): Promise<string> {
    const id = randomUUID() as string;
    const nameEn = clean(input.nameEn);
    refuseAct('OPEN_WINDOW', [
      ...reasonsOfActor('OPEN_WINDOW', act),
      ...(await missingInstruments(tx, 'instrumentId', [input.instrumentId])),
      ...(nameEn ? [] : [{ code: 'VALUE_MISSING', parameters: { field: 'nameEn' }, path: ['nameEn'] }]),
      ...outOfOrder(['opensOn', input.opensOn], ['closesOn', input.closesOn]),
    ]);
    await tx.query(
      `INSERT INTO windows (id, instrument_id, kind, name_km, name_en, opens_on, closes_on, source, sample)
       VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)`,
      [
        id,
        input.instrumentId,
        input.kind,
        clean(input.nameKm),
        nameEn,
        input.opensOn,
        input.closesOn,
        clean(input.source),
        input.sample ?? false,
      ],
    );
    const detail = { window: id, opensOn: input.opensOn, closesOn: input.closesOn };
    await writeEntries(tx, this.clock, [{ instrumentId: input.instrumentId, event: 'OPEN_WINDOW', detail }], act);
    return id;
  }

  private async problemsOf(tx: EntityManager, id: string, row: ReturnType<typeof toRow>): Promise<Reason[]> {
    const reasons = outOfOrder(['periodFrom', row.periodFrom], ['periodTo', row.periodTo]);
    if (!row.nameEn)
      reasons.push({ code: 'VALUE_MISSING', parameters: { field: 'nameEn' }, path: ['content', 'nameEn'] });
    if (!row.parentId) return reasons;
    const above = await tx.query<{ id: string }[]>(
      `WITH RECURSIVE above AS (
         SELECT id, parent_id FROM instruments WHERE id = $1
         UNION SELECT i.id, i.parent_id FROM instruments i JOIN above ON i.id = above.parent_id
       ) SELECT id FROM above`,
      [row.parentId],
    );
    const path = ['content', 'parentId'];
    if (above.length === 0) {
      reasons.push({ code: 'UNKNOWN_REFERENCE', parameters: { field: 'parentId', value: row.parentId }, path });
    } else if (above.some((each) => each.id === id)) {
      reasons.push({ code: 'PARENT_IN_A_CIRCLE', path });
    }
    return reasons;
  }
}

/** @throws DomainError conflict with both versions when somebody else was quicker. */
export function refuseStale(current: number, yours: number): void {
  if (current === yours) return;
  const versions = { current, yours };
  throw new DomainError('conflict', [{ code: 'CHANGED_MEANWHILE', parameters: versions, path: ['expectedVersion'] }], {
    versions,
  });
}

/** A reason for each id that is no instrument. */
export async function missingInstruments(tx: EntityManager, field: string, ids: readonly string[]): Promise<Reason[]> {
  const rows = await tx.query<{ value: string }[]>(
    `SELECT v AS value FROM unnest($1::uuid[]) v WHERE NOT EXISTS (SELECT 1 FROM instruments i WHERE i.id = v)`,
    [ids],
  );
  return rows.map(({ value }) => ({ code: 'UNKNOWN_REFERENCE', parameters: { field, value }, path: [field] }));
}

function toRow(content: InstrumentContentInput) {
  const aliases = [...new Set((content.aliases ?? []).map(clean).filter((alias) => alias !== null))];
  const nameKm = clean(content.nameKm);
  const nameEn = clean(content.nameEn);
  return {
    kind: content.kind,
    parentId: content.parentId ? fromGlobalId('ins', content.parentId) : null,
    nameKm,
    nameEn,
    aliases,
    folded: foldKhmer([nameKm, nameEn, ...aliases].filter(Boolean).join(' ')),
    periodFrom: content.periodFrom ?? null,
    periodTo: content.periodTo ?? null,
  };
}
