import type { EntityManager } from 'typeorm';
import { foldKhmer } from '#platform';
import type { Reason } from '#platform';
import { clean } from './instrument.entries.js';
import type { ProvisionInput } from './instrument.inputs.js';
import { REPLACEABLE, editionActs } from './edition.statuses.js';
import type { EditionStatus, InstrumentAct } from './edition.statuses.js';

/** An edition as it stands while it is locked. */
export interface Locked {
  id: string;
  instrumentId: string;
  status: EditionStatus;
  version: number;
  draftedOn: string | null;
  adoptedOn: string | null;
}

/** Why an edition's status stands in the way of an act; the same answer for the act and for the button. */
export function reasonsOfStatus(event: InstrumentAct, status: EditionStatus): Reason[] {
  const from: readonly EditionStatus[] | undefined = (
    editionActs as Partial<Record<InstrumentAct, readonly EditionStatus[]>>
  )[event];
  return !from || from.includes(status) ? [] : [{ code: 'NOT_IN_THIS_STATE', parameters: { state: status } }];
}

/** Locks editions in the order of their ids, so that two acts cannot wait for each other. */
export async function lock(tx: EntityManager, ids: readonly string[]): Promise<Locked[]> {
  if (ids.length === 0) return [];
  return tx.query<Locked[]>(
    `SELECT id, instrument_id AS "instrumentId", status, version, drafted_on::text AS "draftedOn", adopted_on::text AS "adoptedOn"
       FROM editions WHERE id = ANY($1) ORDER BY id FOR UPDATE`,
    [ids],
  );
}

/** Why editions cannot be replaced: not here, or ended already. */
export function notReplaceable(ids: readonly string[], locked: readonly Locked[]): Reason[] {
  const path = ['replacesIds'];
  return ids.flatMap((id): Reason[] => {
    const found = locked.find((each) => each.id === id);
    if (!found) return [{ code: 'UNKNOWN_REFERENCE', parameters: { field: 'replacesIds', value: id }, path }];
    return REPLACEABLE.includes(found.status)
      ? []
      : [{ code: 'NOT_IN_THIS_STATE', parameters: { state: found.status }, path }];
  });
}

/** A provision without a place in the text. */
export function placeless(provision: ProvisionInput, index: number): Reason[] {
  const { chapter, section, article, page } = toProvisionRow(provision);
  if (chapter ?? section ?? article ?? page) return [];
  return [{ code: 'PLACE_IN_TEXT_NEEDED', parameters: { index: index + 1 }, path: ['provisions', String(index)] }];
}

/** A provision as it is stored; texts as typed (NFC), and folded beside for search. */
export function toProvisionRow(provision: ProvisionInput) {
  const [textKm, textEn] = [clean(provision.textKm), clean(provision.textEn)];
  return {
    chapter: clean(provision.chapter),
    section: clean(provision.section),
    article: clean(provision.article),
    page: clean(provision.page),
    text_km: textKm,
    text_en: textEn,
    folded: foldKhmer([textKm, textEn].filter(Boolean).join(' ')),
  };
}
