import { Inject, Injectable } from '@nestjs/common';
import { Database } from '#platform';
import type { Queryable, Viewer } from '#platform';
import type { InstrumentRow } from './instrument.model.js';

/** Instruments are public texts: everybody may see them. */
@Injectable()
export class InstrumentsQueries {
  constructor(@Inject(Database) private readonly db: Database) {}

  readonly byIds = async (ids: readonly string[], _viewer: Viewer): Promise<Map<string, InstrumentRow>> => {
    const rows = await this.db.query<InstrumentRow[]>(
      `SELECT id, code, kind, name_km AS "nameKm", name_en AS "nameEn", period_from::text AS "periodFrom",
              period_to::text AS "periodTo" FROM instruments WHERE id = ANY($1)`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  };

  /** Which of these ids are instruments; used before a reference is stored. */
  async existing(db: Queryable, ids: readonly string[]): Promise<Set<string>> {
    const rows = await db.query<{ id: string }[]>(`SELECT id FROM instruments WHERE id = ANY($1)`, [ids]);
    return new Set(rows.map((row) => row.id));
  }
}
