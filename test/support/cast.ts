import { createHash } from 'node:crypto';
import { toGlobalId } from '#platform';
import type { Queryable, Right, Role } from '#platform';

/** Somebody who can act in a test: an office, a seat, an organisation; never a person's name. */
export interface CastMember {
  token: string;
  personId: string;
  seatId: string;
  organisationId: string;
  role: Role;
  rights: Right[];
}

const uuid = (kind: number, index: number) =>
  `${String(kind).padStart(8, '0')}-0000-4000-8000-${String(index).padStart(12, '0')}`;
const member = (index: number, organisationId: string, role: Role, rights: Right[]): CastMember => ({
  token: `test-token-${index}`,
  personId: uuid(1, index),
  seatId: uuid(2, index),
  organisationId,
  role,
  rights,
});

/** Organisations, by what they are: the secretariat, twelve members, a group, two networks, three institutions. */
export const org = {
  secretariat: uuid(3, 1),
  member: (index: number) => uuid(3, 100 + index),
  budgetGroup: uuid(3, 2),
  networkA: uuid(3, 3),
  networkB: uuid(3, 4),
  planning: uuid(3, 11),
  finance: uuid(3, 12),
  interior: uuid(3, 13),
  partner: uuid(3, 14),
};
export const MEMBERS = 12;

export const instrument = { programme: uuid(4, 1), plan: uuid(4, 2), law: uuid(4, 3) };

/** The ids of the cast as clients see them. */
export const orgId = (id: string) => toGlobalId('org', id);
export const instrumentId = (id: string) => toGlobalId('ins', id);

export const cast = {
  officer: member(1, org.secretariat, 'policyOfficer', ['draft', 'record', 'verify']),
  otherOfficer: member(2, org.secretariat, 'policyOfficer', ['draft', 'record', 'verify']),
  coordinator: member(3, org.secretariat, 'coordinator', ['record', 'administer']),
  chair: member(4, org.secretariat, 'chair', []),
  monitor: member(5, org.budgetGroup, 'budgetGroupMember', ['record']),
  observer: member(6, org.partner, 'observer', []),
  administrator: member(7, org.secretariat, 'administrator', ['administer']),
  /** The representative of member organisation 1 to 12. */
  representative: (index: number) =>
    member(100 + index, org.member(index), 'memberRepresentative', ['draft', 'endorse', 'verify']),
};

/** Everybody in the cast, for tests that try each role. */
export const everybody: Record<string, CastMember> = {
  officer: cast.officer,
  coordinator: cast.coordinator,
  chair: cast.chair,
  representative: cast.representative(1),
  monitor: cast.monitor,
  observer: cast.observer,
  administrator: cast.administrator,
};

/** Brings the cast into a database: registers only, no case. */
export async function addCast(db: Queryable): Promise<void> {
  const numbers = Array.from({ length: MEMBERS }, (_, index) => index + 1);
  await db.query(
    `INSERT INTO topics (code, name_en) VALUES ('sna-budget', 'Budget of sub-national administrations'), ('civic-engagement', 'Civic engagement') ON CONFLICT DO NOTHING`,
  );
  await db.query(
    `INSERT INTO places (code, level, name_km, name_en) VALUES ('02', 'province', 'បាត់ដំបង', 'Battambang'), ('12', 'province', 'ភ្នំពេញ', 'Phnom Penh') ON CONFLICT DO NOTHING`,
  );
  await db.query(
    `INSERT INTO goals (code, name_en) VALUES ('16', 'Peace, justice and strong institutions') ON CONFLICT DO NOTHING`,
  );
  const organisations: [string, string, string][] = [
    [org.secretariat, 'TEST-SEC', 'secretariat'],
    [org.budgetGroup, 'TEST-BWG', 'body'],
    [org.networkA, 'TEST-NETA', 'network'],
    [org.networkB, 'TEST-NETB', 'network'],
    [org.planning, 'TEST-MOP', 'institution'],
    [org.finance, 'TEST-MEF', 'institution'],
    [org.interior, 'TEST-MOI', 'institution'],
    [org.partner, 'TEST-DP', 'partner'],
    ...numbers.map((index): [string, string, string] => [org.member(index), `TEST-CSO-${index}`, 'member']),
  ];
  for (const [id, code, kind] of organisations) {
    await db.query(`INSERT INTO organisations (id, code, kind) VALUES ($1, $2, $3)`, [id, code, kind]);
    await db.query(`INSERT INTO organisation_names (organisation_id, name_en, abbreviation) VALUES ($1, $2, $3)`, [
      id,
      `${code} (test)`,
      code,
    ]);
  }
  await db.query(`UPDATE organisations SET place_code = '02' WHERE code IN ('TEST-CSO-1', 'TEST-CSO-2', 'TEST-CSO-3')`);
  await db.query(
    `INSERT INTO memberships (network_id, member_id) SELECT $1, id FROM organisations WHERE code IN ('TEST-CSO-1', 'TEST-CSO-2', 'TEST-CSO-3', 'TEST-CSO-4')`,
    [org.networkA],
  );
  for (const [id, code, kind, name] of [
    [instrument.programme, 'TEST-NP', 'programme', 'National programme (test)'],
    [instrument.plan, 'TEST-NSDP', 'plan', 'Development plan (test)'],
    [instrument.law, 'TEST-LAW', 'law', 'Public finance law (test)'],
  ]) {
    await db.query(`INSERT INTO instruments (id, code, kind, name_en) VALUES ($1, $2, $3, $4)`, [id, code, kind, name]);
  }
  const people = [
    cast.officer,
    cast.otherOfficer,
    cast.coordinator,
    cast.chair,
    cast.monitor,
    cast.observer,
    cast.administrator,
    ...numbers.map((index) => cast.representative(index)),
  ];
  for (const each of people) {
    await db.query(`INSERT INTO people (id, office_en) VALUES ($1, $2)`, [each.personId, `${each.role} (test)`]);
    await db.query(`INSERT INTO seats (id, person_id, organisation_id, role, rights) VALUES ($1, $2, $3, $4, $5)`, [
      each.seatId,
      each.personId,
      each.organisationId,
      each.role,
      each.rights,
    ]);
    await db.query(`INSERT INTO sign_ins (token_hash, person_id) VALUES ($1, $2)`, [
      createHash('sha256').update(each.token).digest('hex'),
      each.personId,
    ]);
  }
  await db.query(`INSERT INTO group_fields (organisation_id, topics) VALUES ($1, '{sna-budget}')`, [org.budgetGroup]);
}
