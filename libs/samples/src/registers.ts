import { loadClassifications } from '#classifications';
import { loadInstruments } from '#instruments';
import { loadInstitutions } from '#organisations';
import type { Database } from '#platform';

/** The registers that every installation starts with: places, topics, goals, institutions, instruments. Safe to run again. */
export async function loadRegisters(database: Database): Promise<void> {
  await database.transaction(async (tx) => {
    await loadClassifications(tx);
    await loadInstitutions(tx);
    await loadInstruments(tx);
  });
}
