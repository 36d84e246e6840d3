import { randomBytes } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Addresses, Secrets, hashToken } from '#accounts';
import type { DocumentStore } from '#documents';
import { civilDay, toGlobalId } from '#platform';
import type { Clock, Config, Database, Queryable } from '#platform';
import { rehearse } from './practice.js';
import { tellReport } from './report-story.js';
import { apiClient } from './sample-client.js';
import { sampleOrganisations } from './sample-organisations.js';
import { sampleAddress, sampleSignIns } from './sample-people.js';

const DAY = 86_400_000;
/** How long ago the practice workspace began, in days. */
const BEGAN = 120;

/** Are there sample data? */
export async function hasSamples(db: Queryable): Promise<boolean> {
  const rows = await db.query<unknown[]>('SELECT 1 FROM sign_ins WHERE sample LIMIT 1');
  return rows.length > 0;
}

/**
 * Brings the sample data in, every case by a command through the api at `url`, on a clock that is moved from four months
 * ago to today, so that windows close and silences fall as they would have.
 * @param drain performs what is due.
 */
export async function addSamples(product: {
  url: string;
  config: Config;
  database: Database;
  clock: Clock;
  drain: () => Promise<void>;
}): Promise<void> {
  const { database, clock } = product;
  const today = await clock.now(database);
  const tokens = await database.transaction((tx) => addPeople(tx, new Addresses(new Secrets(product.config))));
  const codes = await database.query<{ id: string; code: string }[]>('SELECT id, code FROM organisations');
  let ago = 0;
  const moveTo = async (wanted: number) => {
    clock.advance((ago - wanted) * DAY);
    ago = wanted;
    await product.drain();
  };
  const stage = {
    ...apiClient(product.url),
    organisations: new Map(codes.map((row) => [row.code, toGlobalId('org', row.id)])),
    day: (before: number) => civilDay(new Date(Date.parse(today) - before * DAY).toISOString()),
    moveTo,
  };
  try {
    await moveTo(BEGAN);
    await tellReport(stage);
    await rehearse(stage, tokens);
  } finally {
    await moveTo(0);
  }
  await database.query(`DELETE FROM sign_ins WHERE sample AND token_hash <> ALL($1)`, [
    sampleSignIns.map((each) => hashToken(each.token)),
  ]);
}

/** Organisations, offices, seats and sign-ins: registers, no case. @returns a token for the representative of each member. */
async function addPeople(tx: EntityManager, addresses: Addresses): Promise<ReadonlyMap<string, string>> {
  const organisations = new Map<string, string>();
  for (const each of sampleOrganisations) {
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO organisations (code, kind, place_code, sample) VALUES ($1, $2, $3, true) RETURNING id`,
      [each.code, each.kind, each.placeCode ?? null],
    );
    organisations.set(each.code, (row as { id: string }).id);
    await tx.query(`INSERT INTO organisation_names (organisation_id, name_en, abbreviation) VALUES ($1, $2, $3)`, [
      row?.id,
      each.nameEn,
      each.code,
    ]);
  }
  for (const each of sampleOrganisations.filter((organisation) => organisation.network)) {
    await tx.query(`INSERT INTO memberships (network_id, member_id) VALUES ($1, $2)`, [
      organisations.get(each.network as string),
      organisations.get(each.code),
    ]);
  }
  await tx.query(`INSERT INTO group_fields (organisation_id, topics) VALUES ($1, '{sna-budget}')`, [
    organisations.get('SAMPLE-BWG'),
  ]);
  const tokens = new Map<string, string>();
  // Beside those who sign in, every member organisation has a representative, so that all can endorse.
  const silent = sampleOrganisations
    .filter((each) => each.kind === 'member' && !sampleSignIns.some((signIn) => signIn.organisation === each.code))
    .map(({ code }) => ({
      token: randomBytes(16).toString('hex'),
      officeEn: 'Representative',
      officeKm: null,
      organisation: code,
      role: 'memberRepresentative' as const,
      rights: ['draft', 'endorse', 'verify'] as const,
    }));
  for (const each of [...sampleSignIns, ...silent]) {
    const [person] = await tx.query<{ id: string }[]>(
      `INSERT INTO people (office_en, office_km, sample) VALUES ($1, $2, true) RETURNING id`,
      [each.officeEn, each.officeKm],
    );
    await tx.query(`INSERT INTO seats (person_id, organisation_id, role, rights) VALUES ($1, $2, $3, $4)`, [
      person?.id,
      organisations.get(each.organisation),
      each.role,
      each.rights,
    ]);
    await tx.query(`INSERT INTO sign_ins (token_hash, person_id, sample) VALUES ($1, $2, true)`, [
      hashToken(each.token),
      person?.id,
    ]);
    if (person && sampleSignIns.some(({ token }) => token === each.token))
      await addresses.give(tx, person.id, sampleAddress(each.token));
    if (each.role === 'memberRepresentative') tokens.set(each.organisation, each.token);
  }
  return tokens;
}

/** Each case table with what leads from its row to a sample, in the order in which they can go. */
const CASES = ['integrations', 'submissions', 'endorsements', 'statements', 'recommendations'];

/**
 * Removes the sample data: every case that an organisation of the sample created, with its history, and those
 * organisations with their people, sign-ins and documents. Nothing else.
 * @returns how many cases were removed.
 * @throws when something of the register in use stands on a sample.
 */
export async function removeSamples(database: Database, files: Pick<DocumentStore, 'remove'>): Promise<number> {
  const keys: string[] = [];
  const removed = await database.transaction(async (tx) => {
    await tx.query(`SET LOCAL anusas.removing_samples = 'yes'`);
    const rows = await tx.query<{ case_id: string }[]>(
      `SELECT case_id FROM case_history WHERE version = 1 AND organisation_id IN (SELECT id FROM organisations WHERE sample)`,
    );
    const ids = rows.map((row) => row.case_id);
    // Their seals stay: a chain has no holes. This says to whoever verifies it why the histories are gone.
    await tx.query(`INSERT INTO removed_samples (case_id) SELECT unnest($1::uuid[])`, [ids]);
    for (const table of ['case_history', 'effects', 'refused_attempts'])
      await tx.query(`DELETE FROM ${table} WHERE case_id = ANY($1)`, [ids]);
    for (const table of CASES) await tx.query(`DELETE FROM ${table} WHERE id = ANY($1)`, [ids]);
    const invented = `SELECT id FROM instruments WHERE code LIKE 'SAMPLE-%'`;
    await tx.query(`DELETE FROM instrument_entries WHERE instrument_id IN (${invented})`);
    await tx.query(
      `DELETE FROM provisions WHERE edition_id IN (SELECT id FROM editions WHERE instrument_id IN (${invented}))`,
    );
    await tx.query(`DELETE FROM editions WHERE instrument_id IN (${invented})`);
    await tx.query(`DELETE FROM instruments WHERE code LIKE 'SAMPLE-%'`);
    await tx.query(`DELETE FROM quorum_rules WHERE code LIKE 'sample-%'`);
    await tx.query(`DELETE FROM commands WHERE actor_id IN (SELECT id FROM people WHERE sample)`);
    await tx.query(`DELETE FROM refused_attempts WHERE actor_id IN (SELECT id FROM people WHERE sample)`);
    await tx.query(`DELETE FROM import_runs WHERE actor_id IN (SELECT id FROM people WHERE sample)`);
    const handedIn = `SELECT storage_key FROM documents WHERE uploaded_by IN (SELECT id FROM people WHERE sample)`;
    keys.push(...(await tx.query<{ storage_key: string }[]>(handedIn)).map((row) => row.storage_key));
    await tx.query(`DELETE FROM documents WHERE storage_key IN (${handedIn})`);
    await tx.query(`DELETE FROM people WHERE sample`);
    await tx.query(`DELETE FROM organisations WHERE sample`);
    return ids.length;
  });
  for (const key of keys) await files.remove(key);
  return removed;
}
