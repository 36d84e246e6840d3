import type { EntityManager } from 'typeorm';
import { institutions } from './institutions.data.js';

/** Brings in the institutions that recommendations are addressed to; those that are here already stay as people have kept them. */
export async function loadInstitutions(tx: EntityManager): Promise<void> {
  for (const { code, nameEn, nameKm, aliases, formerly } of institutions) {
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO organisations (code, kind) VALUES ($1, 'institution') ON CONFLICT (code) DO NOTHING RETURNING id`,
      [code],
    );
    if (!row) continue;
    let from = '-infinity';
    for (const name of formerly ?? []) {
      await tx.query(
        `INSERT INTO organisation_names (organisation_id, valid_from, valid_to, name_en, source) VALUES ($1, $2, $3, $4, $5)`,
        [row.id, from, name.until, name.nameEn, name.source],
      );
      from = name.until;
    }
    await tx.query(
      `INSERT INTO organisation_names (organisation_id, valid_from, name_en, name_km, abbreviation, aliases)
       VALUES ($1, $2, $3, $4, $5, $6)`,
      [row.id, from, nameEn, nameKm ?? null, code, aliases ?? []],
    );
  }
}
