import { foldKhmer } from '#platform';
import type { Queryable } from '#platform';

/** What the sheet's own words for institutions, instruments and tags are known as here. */
export interface Lookup {
  institutions: Names;
  instruments: Names;
  topics: Names;
  places: Names;
  goals: Names;
  /** The one edition of an instrument that is not a draft, by the instrument's id; nothing where there are several or none. */
  adoptedEditions: Map<string, AdoptedEdition>;
}

/** An edition that was adopted; `adoptedOn` is `YYYY-MM-DD`, nothing where that day is not known. */
export interface AdoptedEdition {
  id: string;
  adoptedOn: string | null;
}

/** Names, codes, abbreviations and aliases of one register, folded, so that spellings of one word are one. */
export class Names {
  private readonly byName = new Map<string, string>();

  add(id: string, names: readonly (string | null | undefined)[]): void {
    for (const name of names) if (name) this.byName.set(foldKhmer(name), id);
  }

  /** The id or code behind a name, or nothing. */
  find(name: string): string | undefined {
    return this.byName.get(foldKhmer(name));
  }

  has(name: string): boolean {
    return this.find(name) !== undefined;
  }
}

/** Reads the registers once for a whole run. */
export async function readLookup(db: Queryable): Promise<Lookup> {
  const lookup: Lookup = {
    institutions: new Names(),
    instruments: new Names(),
    topics: new Names(),
    places: new Names(),
    goals: new Names(),
    adoptedEditions: new Map(),
  };
  const organisations = await db.query<{ id: string; names: (string | null)[] }[]>(
    `SELECT o.id, o.code || array_agg(n.name_en) || array_agg(n.name_km) || array_agg(n.abbreviation)
            || coalesce((SELECT array_agg(alias) FROM organisation_names m, unnest(m.aliases) alias WHERE m.organisation_id = o.id), '{}') AS names
       FROM organisations o JOIN organisation_names n ON n.organisation_id = o.id
      WHERE o.kind IN ('institution', 'unit', 'partner') GROUP BY o.id`,
  );
  for (const row of organisations) lookup.institutions.add(row.id, row.names);
  const instruments = await db.query<{ id: string; names: (string | null)[] }[]>(
    `SELECT id, ARRAY[code, name_en, name_km] || aliases AS names FROM instruments`,
  );
  for (const row of instruments) lookup.instruments.add(row.id, row.names);
  for (const table of ['topics', 'places', 'goals'] as const) {
    const rows = await db.query<{ code: string; names: (string | null)[] }[]>(
      `SELECT code, ARRAY[code, name_en, name_km]${table === 'places' ? ' || aliases' : ''} AS names FROM ${table}`,
    );
    for (const row of rows) lookup[table].add(row.code, row.names);
  }
  const editions = await db.query<{ instrument_id: string; ids: string[]; adopted_on: string | null }[]>(
    `SELECT instrument_id, array_agg(id::text) AS ids, min(adopted_on)::text AS adopted_on
       FROM editions WHERE status IN ('adopted', 'inForce') GROUP BY instrument_id`,
  );
  for (const { instrument_id, ids, adopted_on } of editions)
    if (ids.length === 1) lookup.adoptedEditions.set(instrument_id, { id: ids[0] as string, adoptedOn: adopted_on });
  return lookup;
}
