import type { Addresses } from '#accounts';
import type { Clock, Database } from '#platform';

/** Who the first administrator is: an office and an address, and the secretariat that the office belongs to. */
export interface FirstAdministrator {
  address: string;
  office: string;
  organisation: string;
  organisationName: string;
}

/**
 * Makes the first administrator of an installation, who lets in everybody else. The secretariat is entered if it is not
 * there yet.
 * @throws Error when somebody administers already: from then on people are let in by those who are in.
 * @throws DomainError refused when the address is none, or somebody else's.
 */
export async function createFirstAdministrator(
  { database, clock, addresses }: { database: Database; clock: Clock; addresses: Addresses },
  first: FirstAdministrator,
): Promise<void> {
  await database.transaction(async (tx) => {
    // Two at once wait for each other here, and the second finds the first.
    await tx.query(`LOCK TABLE seats IN SHARE ROW EXCLUSIVE MODE`);
    const there = await tx.query<unknown[]>(
      `SELECT 1 FROM seats s JOIN people p ON p.id = s.person_id
        WHERE s.role = 'administrator' AND s.valid_to > ${clock.sql()} AND NOT p.sample LIMIT 1`,
    );
    if (there.length > 0) throw new Error('Somebody administers this installation already: ask them for a seat');
    await tx.query(
      `WITH made AS (INSERT INTO organisations (code, kind) VALUES ($1, 'secretariat') ON CONFLICT (code) DO NOTHING RETURNING id)
       INSERT INTO organisation_names (organisation_id, name_en) SELECT id, $2 FROM made`,
      [first.organisation, first.organisationName],
    );
    const [person] = await tx.query<{ id: string }[]>(`INSERT INTO people (office_en) VALUES ($1) RETURNING id`, [
      first.office,
    ]);
    const { id } = person as { id: string };
    await tx.query(
      `INSERT INTO seats (person_id, organisation_id, role, rights)
       SELECT $1, id, 'administrator', '{administer}' FROM organisations WHERE code = $2`,
      [id, first.organisation],
    );
    await addresses.give(tx, id, first.address);
  });
}
