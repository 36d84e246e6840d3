import type { INestApplicationContext } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { hashToken } from '#accounts';
import { Database, publicViewer } from '#platform';
import type { Queryable, Viewer } from '#platform';
import { sampleOrganisations } from './sample-organisations.js';
import { sampleSignIns } from './sample-people.js';

/** Are there sample data? */
export async function hasSamples(db: Queryable): Promise<boolean> {
  const rows = await db.query<unknown[]>('SELECT 1 FROM sign_ins WHERE sample LIMIT 1');
  return rows.length > 0;
}

/** The viewer behind a sample sign-in, for the commands that bring the sample data in. */
export type Cast = Record<string, Viewer>;

/** Brings in organisations, offices, seats and sign-ins: registers, no case. */
export async function addSamplePeople(tx: EntityManager): Promise<Cast> {
  const organisations = new Map<string, string>();
  for (const each of sampleOrganisations) {
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO organisations (code, kind, place_code, sample) VALUES ($1, $2, $3, true) RETURNING id`,
      [each.code, each.kind, each.placeCode ?? null],
    );
    organisations.set(each.code, (row as { id: string }).id);
    await tx.query(`INSERT INTO organisation_names (organisation_id, name_en, name_km) VALUES ($1, $2, $3)`, [
      row?.id,
      each.nameEn,
      each.nameKm ?? null,
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
  const cast: Cast = {};
  // Beside those who sign in, every member organisation has a representative, so that all can endorse.
  const silent = sampleOrganisations
    .filter((each) => each.kind === 'member' && !sampleSignIns.some((signIn) => signIn.organisation === each.code))
    .map((each) => ({
      token: undefined,
      officeEn: 'Representative',
      officeKm: null,
      organisation: each.code,
      role: 'memberRepresentative' as const,
      rights: ['draft', 'endorse', 'verify'] as const,
    }));
  for (const each of [...sampleSignIns, ...silent]) {
    const [person] = await tx.query<{ id: string }[]>(
      `INSERT INTO people (office_en, office_km, sample) VALUES ($1, $2, true) RETURNING id`,
      [each.officeEn, each.officeKm],
    );
    const organisationId = organisations.get(each.organisation) as string;
    const [seat] = await tx.query<{ id: string }[]>(
      `INSERT INTO seats (person_id, organisation_id, role, rights) VALUES ($1, $2, $3, $4) RETURNING id`,
      [person?.id, organisationId, each.role, each.rights],
    );
    if (each.token) {
      await tx.query(`INSERT INTO sign_ins (token_hash, person_id, sample) VALUES ($1, $2, true)`, [
        hashToken(each.token),
        person?.id,
      ]);
    }
    cast[each.token ?? each.organisation] = {
      ...publicViewer,
      personId: (person as { id: string }).id,
      seatId: (seat as { id: string }).id,
      organisationId,
      role: each.role,
      rights: [...each.rights],
    };
  }
  return cast;
}

/** Brings the sample data in, every case by a command, so that its history reproduces its state. */
export async function addSamples(app: INestApplicationContext): Promise<void> {
  const database = app.get(Database);
  await database.transaction(async (tx) => {
    await addSamplePeople(tx);
  });
}

const CASE_TABLES = ['integrations', 'submissions', 'endorsements', 'statements', 'recommendations'];

/**
 * Removes what is marked as sample, with histories and sign-ins, and nothing else.
 * @returns how many cases were removed.
 */
export async function removeSamples(database: Database): Promise<number> {
  return database.transaction(async (tx) => {
    await tx.query(`SET LOCAL anusas.removing_samples = 'yes'`);
    const cases = await tx.query<{ id: string }[]>(
      CASE_TABLES.map((table) => `SELECT id FROM ${table} WHERE sample`).join(' UNION ALL '),
    );
    const ids = cases.map((row) => row.id);
    await tx.query(`DELETE FROM case_history WHERE case_id = ANY($1)`, [ids]);
    await tx.query(`DELETE FROM effects WHERE case_id = ANY($1)`, [ids]);
    await tx.query(`DELETE FROM refused_attempts WHERE case_id = ANY($1)`, [ids]);
    for (const table of CASE_TABLES) await tx.query(`DELETE FROM ${table} WHERE sample`);
    await tx.query(`DELETE FROM people WHERE sample`);
    await tx.query(`DELETE FROM organisations WHERE sample`);
    return ids.length;
  });
}
