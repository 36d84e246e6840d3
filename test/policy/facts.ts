import { publicViewer } from '#platform';
import type { Queryable, Viewer } from '#platform';
import { seesRow } from '#policy';
import type { ReadType } from '#policy';
import type { CastMember } from '../support/cast.js';

const FIELD = { topics: ['sna-budget'], addresseeIds: [], instrumentIds: [] };
const inField = (recommendation: string) =>
  `EXISTS (SELECT 1 FROM recommendation_topics k WHERE k.recommendation_id = ${recommendation} AND k.code = 'sna-budget')`;
const handed = (statement: string) =>
  `EXISTS (SELECT 1 FROM submissions u WHERE u.statement_id = ${statement} AND u.context ->> 'deliveredAt' IS NOT NULL)`;

/** What is so about each thing, beside a person ($1: the organisation, $2: the person): written down here once more, and otherwise than in the product. */
const FACTS: Partial<Record<ReadType, string>> = {
  Recommendation: `SELECT x.id, x.proposed_by_id = $1 AS "ownOrganisation", x.state #>> '{living,stage}' <> 'drafted' AS opened,
      ${inField('x.id')} AS "inField", x.release = 'public' AS released, $2::uuid IS NULL AS nobody FROM recommendations x`,
  Statement: `SELECT x.id, x.initiator_id = $1 AS "ownOrganisation", x.state #>> '{}' <> 'drafting' AS opened, ${handed('x.id')} AS "handedOver",
      EXISTS (SELECT 1 FROM statement_items i JOIN statement_versions v ON v.id = i.version_id
               WHERE v.statement_id = x.id AND v.number = x.version_number AND ${inField('i.recommendation_id')}) AS "inField",
      x.release = 'public' AS released, $2::uuid IS NULL AS nobody FROM statements x`,
  StatementVersion: `SELECT x.id, x.statement_id AS "partOf", s.initiator_id = $1 AS "ownOrganisation", x.frozen_at IS NOT NULL AS frozen,
      s.release = 'public' AND x.number = s.version_number AS released, $2::uuid IS NULL AS nobody FROM statement_versions x JOIN statements s ON s.id = x.statement_id`,
  Submission: `SELECT x.id, EXISTS (SELECT 1 FROM endorsements e WHERE e.statement_id = x.statement_id AND e.organisation_id = $1
                AND e.state #>> '{}' IN ('given', 'dissociated')) AS "signedByOwn", x.context ->> 'deliveredAt' IS NOT NULL AS "handedOver",
      EXISTS (SELECT 1 FROM submission_items i WHERE i.submission_id = x.id AND ${inField('i.recommendation_id')}) AS "inField",
      (SELECT s.release = 'public' FROM statements s WHERE s.id = x.statement_id) AS released, $2::uuid IS NULL AS nobody FROM submissions x`,
  Endorsement: `SELECT x.id, x.organisation_id = $1 AS "ownOrganisation", $2::uuid IS NULL AS nobody FROM endorsements x`,
  Integration: `SELECT x.id, x.recommendation_id AS "partOf", x.state #>> '{}' NOT IN ('claimed', 'rejected') AS "verifiedOnce",
      $1::uuid IS NULL AS nobody, $2::uuid IS NULL AS neither FROM integrations x`,
  Document: `SELECT x.id, x.organisation_id = $1 AS "ownOrganisation", x.uploaded_by = $2 AS "uploadedBySelf", x.kind = 'mandate' AS mandate,
      x.visibility = 'members' AS "forMembers", x.visibility = 'public' AS "forEverybody" FROM documents x`,
  Organisation: `SELECT x.id, x.kind IN ('institution', 'unit', 'secretariat') AS "publicBody", x.id = $1 AS "ownSeat",
      $2::uuid IS NULL AS nobody FROM organisations x`,
  Seat: `SELECT x.id, x.organisation_id = $1 AS "ownOrganisation", x.person_id = $2 AS self FROM seats x`,
  Concern: `SELECT x.id, ARRAY(SELECT p.recommendation_id FROM recommendation_concerns p WHERE p.concern_id = x.id
        UNION SELECT l.to_id FROM recommendation_concerns p JOIN recommendation_links l ON l.from_id = p.recommendation_id
               WHERE p.concern_id = x.id) AS "partOfAny", x.organisation_id = $1 AS "ownOrganisation",
      x.confidential = false AS shared, $2::uuid IS NULL AS nobody FROM concerns x`,
  Remark: `SELECT x.id, coalesce(x.statement_id, x.recommendation_id) AS "partOf", x.organisation_id = $1 AS "ownOrganisation",
      x.audience IN ('unnamed', 'named') AS shared, $2::uuid IS NULL AS nobody FROM remarks x`,
  FollowUp: `SELECT x.id, x.submission_id AS "partOf", $1::uuid IS NULL AS nobody, $2::uuid IS NULL AS neither FROM follow_ups x`,
  Invitation: `SELECT x.id, x.organisation_id = $1 AS "ownOrganisation",
      EXISTS (SELECT FROM seats k WHERE k.person_id = $2 AND 'administer' = ANY(k.rights)) AS "keepsSeats" FROM seat_invitations x`,
  ImportRun: `SELECT x.id, x.actor_id = $2 AS "begunBySelf", $1::uuid IS NULL AS nobody FROM import_runs x`,
  QuorumRule: `SELECT x.id, $1::uuid IS NULL AS nobody, $2::uuid IS NULL AS neither FROM quorum_rules x`,
};

/** Types that are seen with another, by the thing they stand beside. */
const BESIDE = {
  Response: `SELECT x.id, x.submission_id AS "partOf" FROM responses x`,
  Receipt: `SELECT x.id, x.submission_id AS "partOf" FROM receipts x`,
  StatementItem: `SELECT x.id, x.version_id AS "partOf" FROM statement_items x`,
  Edition: `SELECT x.id, NULL::uuid AS "partOf" FROM editions x`,
  Instrument: `SELECT x.id, NULL::uuid AS "partOf" FROM instruments x`,
  Provision: `SELECT x.id, NULL::uuid AS "partOf" FROM provisions x`,
} as const;

/** The prefix of the ids of each type that has ids. */
export const PREFIX: Record<string, string> = {
  ...{ Recommendation: 'rec', Statement: 'stm', StatementVersion: 'ver', StatementItem: 'itm', Submission: 'sub' },
  ...{ Response: 'res', Receipt: 'rcp', Endorsement: 'end', Integration: 'int', Document: 'doc', Organisation: 'org' },
  ...{
    Seat: 'sea',
    Remark: 'rmk',
    FollowUp: 'fol',
    Concern: 'con',
    QuorumRule: 'qru',
    Edition: 'edi',
    Instrument: 'ins',
    Provision: 'prv',
    ImportRun: 'imp',
  },
};

export function toViewer(member: CastMember | undefined): Viewer {
  if (!member) return publicViewer;
  const field = member.role === 'budgetGroupMember' ? FIELD : publicViewer.field;
  return { ...member, field };
}

/** What a viewer sees by the policy: of each type the ids (UUIDs), and of each type all that there are. */
export interface Sight {
  seen: Map<string, Set<string>>;
  all: Map<string, string[]>;
  /** Remarks and concerns of which the viewer reads each wording: all for the secretariat, a member its own. */
  wholeVoices: Set<string>;
  /** Documents whose names the viewer may know. */
  ownDocuments: Set<string>;
  /** Seats of which the viewer was lent something. */
  lent: Set<string>;
  /** Recommendations whose words stand in a draft that the viewer sees. */
  wordedByDrafts: Set<string>;
}

type Row = { id: string; partOf?: string; partOfAny?: string[] } & Record<string, unknown>;

export async function sightOf(db: Queryable, viewer: Viewer): Promise<Sight> {
  const sight: Sight = {
    ...{ seen: new Map(), all: new Map() },
    ...{ ownDocuments: new Set(), wholeVoices: new Set(), wordedByDrafts: new Set(), lent: new Set() },
  };
  const has = (type: string, id: unknown) => sight.seen.get(type)?.has(id as string) ?? false;
  for (const [type, sql] of Object.entries(FACTS)) {
    const rows = await db.query<Row[]>(sql, [viewer.organisationId, viewer.personId]);
    const factsOf = (row: Row) =>
      new Set([
        ...Object.keys(row).filter((fact) => row[fact] === true),
        ...(type === 'Integration' && has('Recommendation', row.partOf) ? ['ofRecommendationInSight'] : []),
        ...(row.partOfAny?.some((id) => has('Recommendation', id)) ? ['ofRecommendationInSight'] : []),
        ...(type === 'FollowUp' && has('Submission', row.partOf) ? ['ofSubmissionInSight'] : []),
        ...(type === 'Remark' && (has('Recommendation', row.partOf) || has('Statement', row.partOf))
          ? ['ofSubjectInSight']
          : []),
      ]);
    const seen = rows.filter((row) => {
      if (type === 'StatementVersion' && !has('Statement', row.partOf)) return false;
      return seesRow(type as ReadType, viewer, factsOf(row));
    });
    sight.all.set(
      type,
      rows.map(({ id }) => id),
    );
    sight.seen.set(type, new Set(seen.map(({ id }) => id)));
    if (['Remark', 'Concern'].includes(type)) {
      const inside = ['policyOfficer', 'coordinator', 'chair'].includes(viewer.role);
      const own = (row: Row) => viewer.role === 'memberRepresentative' && row['ownOrganisation'] === true;
      for (const row of rows) if (inside || own(row)) sight.wholeVoices.add(row.id);
    }
    if (type !== 'Document') continue;
    for (const row of rows) {
      const own = factsOf(row);
      own.delete('forMembers');
      own.delete('forEverybody');
      if (seesRow('Document', viewer, own)) sight.ownDocuments.add(row.id);
    }
  }
  const lent = await db.query<{ id: string }[]>(`SELECT seat_id AS id FROM seat_delegations WHERE to_person_id = $1`, [
    viewer.personId,
  ]);
  for (const { id } of lent) sight.lent.add(id);
  const drafts = await db.query<{ id: string; version: string }[]>(
    `SELECT i.recommendation_id AS id, v.id AS version FROM statement_items i JOIN statement_versions v ON v.id = i.version_id
      WHERE v.frozen_at IS NULL`,
  );
  for (const { id, version } of drafts) if (has('StatementVersion', version)) sight.wordedByDrafts.add(id);
  for (const [type, sql] of Object.entries(BESIDE)) {
    const rows = await db.query<Row[]>(sql);
    const beside = { Response: 'Submission', Receipt: 'Submission', StatementItem: 'StatementVersion' }[type];
    const insideOnly = type === 'Receipt' && ['administrator', 'observer', 'public'].includes(viewer.role);
    sight.all.set(
      type,
      rows.map(({ id }) => id),
    );
    const seen = rows.filter((row) => !insideOnly && (beside === undefined || has(beside, row.partOf)));
    sight.seen.set(type, new Set(seen.map(({ id }) => id)));
  }
  return sight;
}
