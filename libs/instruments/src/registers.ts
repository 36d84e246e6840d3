import type { EntityManager } from 'typeorm';
import { foldKhmer } from '#platform';
import { instruments } from './instruments.data.js';

/** Brings in the plans, programmes and laws that recommendations are aimed at; those that are here stay as people have kept them. */
export async function loadInstruments(tx: EntityManager): Promise<void> {
  for (const { code, kind, nameEn, nameKm, aliases, parent, period, edition } of instruments) {
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO instruments (code, kind, parent_id, name_en, name_km, aliases, folded, period_from, period_to)
       VALUES ($1, $2, (SELECT id FROM instruments WHERE code = $3), $4, $5, $6, $7, $8, $9)
       ON CONFLICT (code) DO NOTHING RETURNING id`,
      [
        code,
        kind,
        parent ?? null,
        nameEn,
        nameKm ?? null,
        aliases ?? [],
        foldKhmer([nameKm, nameEn, ...(aliases ?? [])].filter(Boolean).join(' ')),
        period?.[0] ?? null,
        period?.[1] ?? null,
      ],
    );
    if (!row || !edition) continue;
    await tx.query(
      `INSERT INTO editions (instrument_id, label, status, adopted_on, launched_on, source) VALUES ($1, $2, $3, $4, $5, $6)`,
      [row.id, edition.label, edition.status, edition.adoptedOn ?? null, edition.launchedOn ?? null, edition.source],
    );
  }
}
