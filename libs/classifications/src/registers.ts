import type { EntityManager } from 'typeorm';
import { places } from './places.data.js';
import { goals, topics } from './topics.data.js';

/** Brings places, topics and goals in, or up to date; what people have added stays. Safe to run again. */
export async function loadClassifications(tx: EntityManager): Promise<void> {
  await tx.query(
    `INSERT INTO places (code, parent_code, level, name_en, name_km, aliases)
     SELECT code, parent_code, level, name_en, name_km, aliases FROM jsonb_populate_recordset(NULL::places, $1)
     ON CONFLICT (code) DO UPDATE SET name_en = excluded.name_en, name_km = excluded.name_km, aliases = excluded.aliases`,
    [
      JSON.stringify(
        places.map(([code, name_en, name_km, aliases]) => ({
          code,
          parent_code: code.length > 2 ? code.slice(0, -2) : null,
          level: code.length > 2 ? 'district' : 'province',
          name_en,
          name_km,
          aliases: aliases ?? [],
        })),
      ),
    ],
  );
  for (const [table, rows] of [
    ['topics', topics],
    ['goals', goals],
  ] as const) {
    await tx.query(
      `INSERT INTO ${table} (code, name_en, name_km) SELECT code, name_en, name_km FROM jsonb_populate_recordset(NULL::${table}, $1)
       ON CONFLICT (code) DO UPDATE SET name_en = excluded.name_en, name_km = coalesce(excluded.name_km, ${table}.name_km)`,
      [JSON.stringify(rows.map(([code, name_en, name_km]) => ({ code, name_en, name_km: name_km ?? null })))],
    );
  }
}
