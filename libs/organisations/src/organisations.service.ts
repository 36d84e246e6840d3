import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { fromGlobalId, refuseIf } from '#platform';
import type { Reason, Viewer } from '#platform';
import { acts, reasonsOfWho } from '#policy';
import type { Act } from '#workflow';
import type {
  MembershipInput,
  OrganisationNameInput,
  RegisterOrganisationInput,
  RenameOrganisationInput,
} from './organisation.inputs.js';

/** The register of organisations: no cases, but names and memberships have their days, so that the past stays readable. */
@Injectable()
export class OrganisationsService {
  /** Enters an organisation. @returns its id. @throws DomainError refused with everything that is wrong. */
  async register(tx: EntityManager, input: RegisterOrganisationInput, act: Act): Promise<string> {
    const institution = input.kind === 'institution' || input.kind === 'unit';
    const parentId = input.parentId ? fromGlobalId('org', input.parentId) : null;
    const reasons = reasonsOf(act, institution ? 'REGISTER_INSTITUTION' : 'REGISTER_ORGANISATION');
    if (!input.code.trim()) reasons.push({ code: 'VALUE_MISSING', parameters: { field: 'code' }, path: ['code'] });
    if (!input.name.en.trim())
      reasons.push({ code: 'VALUE_MISSING', parameters: { field: 'name.en' }, path: ['name', 'en'] });
    if (input.kind === 'unit' && !parentId)
      reasons.push({ code: 'VALUE_MISSING', parameters: { field: 'parentId' }, path: ['parentId'] });
    reasons.push(...(await missing(tx, 'organisations', 'id::text', parentId, 'parentId')));
    reasons.push(...(await missing(tx, 'places', 'code', input.placeCode ?? null, 'placeCode')));
    refuseIf(reasons);
    const [row] = await tx.query<{ id: string }[]>(
      `INSERT INTO organisations (code, kind, parent_id, place_code) VALUES ($1, $2, $3, $4) ON CONFLICT (code) DO NOTHING RETURNING id`,
      [input.code.trim(), input.kind, parentId, input.placeCode ?? null],
    );
    if (!row) refuseIf([{ code: 'ORGANISATION_CODE_TAKEN', parameters: { code: input.code }, path: ['code'] }]);
    const { id } = row as { id: string };
    await addName(tx, id, '-infinity', input.name);
    return id;
  }

  /** Gives an organisation a new name from a day on. What it was called before stays for what happened then. */
  async rename(tx: EntityManager, input: RenameOrganisationInput, act: Act): Promise<void> {
    const id = fromGlobalId('org', input.id);
    refuseIf([...reasonsOf(act, 'RENAME_ORGANISATION'), ...(await missing(tx, 'organisations', 'id::text', id, 'id'))]);
    await tx.query(`SELECT 1 FROM organisations WHERE id = $1 FOR UPDATE`, [id]);
    const later = await tx.query<{ day: string }[]>(
      `SELECT valid_from::text AS day FROM organisation_names WHERE organisation_id = $1 AND valid_from >= $2 LIMIT 1`,
      [id, input.from],
    );
    refuseIf(later.map(({ day }) => ({ code: 'ORGANISATION_NAMED_SO_ALREADY', parameters: { day }, path: ['from'] })));
    await tx.query(`UPDATE organisation_names SET valid_to = $2 WHERE organisation_id = $1 AND valid_to = 'infinity'`, [
      id,
      input.from,
    ]);
    await addName(tx, id, input.from, input.name);
  }

  /** Makes an organisation a member of a network from a day on. */
  async join(tx: EntityManager, input: MembershipInput, act: Act): Promise<void> {
    const [networkId, memberId] = [fromGlobalId('org', input.networkId), fromGlobalId('org', input.memberId)];
    const reasons = reasonsOf(act, 'JOIN_NETWORK');
    reasons.push(
      ...(await missing(tx, `organisations WHERE kind IN ('network', 'body') AND id = $1`, '', networkId, 'networkId')),
    );
    reasons.push(
      ...(await missing(tx, `organisations WHERE kind IN ('member', 'network') AND id = $1`, '', memberId, 'memberId')),
    );
    const there = await tx.query<unknown[]>(
      `SELECT 1 FROM memberships WHERE network_id = $1 AND member_id = $2 AND valid_to > $3`,
      [networkId, memberId, input.on],
    );
    if (there.length > 0) reasons.push({ code: 'ALREADY_A_MEMBER', path: ['memberId'] });
    refuseIf(reasons);
    await tx.query(`INSERT INTO memberships (network_id, member_id, valid_from) VALUES ($1, $2, $3)`, [
      networkId,
      memberId,
      input.on,
    ]);
  }

  /** Ends a membership; the day given is the first without it. */
  async leave(tx: EntityManager, input: MembershipInput, act: Act): Promise<void> {
    refuseIf(reasonsOf(act, 'LEAVE_NETWORK'));
    const [, ended] = await tx.query<[unknown[], number]>(
      `UPDATE memberships SET valid_to = $3 WHERE network_id = $1 AND member_id = $2 AND valid_from < $3 AND valid_to > $3`,
      [fromGlobalId('org', input.networkId), fromGlobalId('org', input.memberId), input.on],
    );
    if (ended === 0) refuseIf([{ code: 'NOT_A_MEMBER', path: ['memberId'] }]);
  }
}

function reasonsOf(act: Act, event: keyof typeof acts.organisation): Reason[] {
  return reasonsOfWho(acts.organisation[event], act.viewer as Viewer, []);
}

async function missing(
  tx: EntityManager,
  table: string,
  column: string,
  value: string | null,
  field: string,
): Promise<Reason[]> {
  if (value === null) return [];
  const where = column ? ` WHERE ${column} = $1` : '';
  const found = await tx.query<unknown[]>(`SELECT 1 FROM ${table}${where}`, [value]);
  return found.length > 0 ? [] : [{ code: 'UNKNOWN_REFERENCE', parameters: { field, value }, path: [field] }];
}

async function addName(tx: EntityManager, id: string, from: string, name: OrganisationNameInput): Promise<void> {
  await tx.query(
    `INSERT INTO organisation_names (organisation_id, valid_from, name_en, name_km, abbreviation, aliases, source)
     VALUES ($1, $2, $3, $4, $5, $6, $7)`,
    [
      id,
      from,
      name.en.trim(),
      name.km?.trim() || null,
      name.abbreviation?.trim() || null,
      name.aliases ?? [],
      name.source ?? null,
    ],
  );
}
