import { Inject, Injectable } from '@nestjs/common';
import { dayNumbered, numberOf } from '#deadlines';
import { visibleFollowUps } from '#follow-ups';
import { visibleIntegrations } from '#integrations';
import { Clock, Database, civilDay, toGlobalId } from '#platform';
import type { Viewer } from '#platform';
import { acts, reasonsOfWho, sees } from '#policy';
import type { Relation, Who } from '#policy';
import { visibleStatements } from '#statements';
import { visibleSubmissions } from '#submissions';
import { TURNS, WORK_TO_DO } from './my-work.model.js';
import type { WorkRow, WorkToDo } from './my-work.model.js';

/** Of each kind at most so many are looked at, and so many shown in all. */
const MOST = 100;
/** Days that count as this week. */
const WEEK = 7;

interface Look {
  viewer: Viewer;
  today: string;
  soon: string;
}

/** What waits for a viewer, across everything that can wait; each kind is one statement, through its own scope. */
@Injectable()
export class MyWorkQueries {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Clock) private readonly clock: Clock,
  ) {}

  /** What only the viewer can do first, then by what waiting costs: late, soon, and the kind. */
  async of(viewer: Viewer): Promise<WorkRow[]> {
    const today = civilDay(await this.clock.now(this.db));
    const look = { viewer, today, soon: dayNumbered(numberOf(today) + WEEK) };
    const found = await Promise.all([
      this.decisions(look),
      this.followUps(look),
      this.submissions(look),
      this.integrations(look),
      this.drafts(look),
    ]);
    return found.flat().sort(byCost).slice(0, MOST);
  }

  /** Statements on which the organisation has not decided, or not for good. */
  private async decisions({ viewer, today }: Look): Promise<WorkRow[]> {
    if (!may(acts.endorsement.ENDORSE, viewer, ['ownOrganisation'])) return [];
    const parameters: unknown[] = [viewer.organisationId];
    const rows = await this.db.as(viewer).query<{ id: string; deadline: string | null; status: string | null }[]>(
      `SELECT s.id, s.context ->> 'deadline' AS deadline, e.status FROM statements s
         LEFT JOIN endorsements e ON e.statement_id = s.id AND e.organisation_id = $1
        WHERE s.status = 'endorsing' AND (e.id IS NULL OR e.status IN ('toReconfirm', 'awaitingConfirmation'))
          AND ${visibleStatements(viewer, parameters)}
        ORDER BY s.context ->> 'deadline', s.id LIMIT ${MOST}`,
      parameters,
    );
    const kinds: Record<string, WorkToDo> = { toReconfirm: 'reconfirm', awaitingConfirmation: 'confirm' };
    return rows.map(({ id, deadline, status }) => {
      const by = deadline && civilDay(deadline);
      const about = toGlobalId('stm', id);
      return item(kinds[status ?? ''] ?? 'decide', 'onlyYou', about, by, today, 'organisation');
    });
  }

  /** One's own tasks of the week; and what is overdue with others, for who could take it over. */
  private async followUps({ viewer, today, soon }: Look): Promise<WorkRow[]> {
    const theirs = may(acts.followUp.RECORD_OUTCOME, viewer, ['responsible']);
    const others = may(acts.followUp.HAND_OVER, viewer, []);
    if (!theirs && !others) return [];
    const parameters: unknown[] = [viewer.personId, viewer.role, soon, today, others];
    const rows = await this.db.as(viewer).query<{ id: string; by: string; own: boolean; ofRole: boolean }[]>(
      `SELECT f.id, f.due_on::text AS by, coalesce(f.owner_id = $1, false) AS own, coalesce(f.owner_role = $2, false) AS "ofRole"
         FROM follow_ups f
        WHERE f.status = 'open' AND f.due_on <= $3::date AND (f.snoozed_until IS NULL OR f.snoozed_until <= $4::date)
          AND (f.owner_id = $1 OR f.owner_role = $2 OR ($5 AND f.due_on < $4::date)) AND ${visibleFollowUps(viewer, parameters)}
        ORDER BY f.due_on, f.id LIMIT ${MOST}`,
      parameters,
    );
    return rows.map(({ id, by, own, ofRole }) => {
      const about = toGlobalId('fol', id);
      if (own) return item('followUp', 'onlyYou', about, by, today, 'owner');
      return item('followUp', ofRole ? 'thisWeek' : 'waitingForOthers', about, by, today, ofRole ? 'role' : 'right');
    });
  }

  /** Letters to be handed over, proofs that are missing, answers that are due; others' submissions only once they are late. */
  private async submissions({ viewer, today, soon }: Look): Promise<WorkRow[]> {
    const field = may(acts.submission.RESPOND, viewer, ['inField']);
    const all = may(acts.submission.RESPOND, viewer, []);
    if (!field || !sees(viewer, 'Submission.deadline')) return [];
    const parameters: unknown[] = [viewer.personId];
    const rows = await this.db
      .as(viewer)
      .query<{ id: string; status: string; own: boolean; due: string | null; proven: boolean }[]>(
        `SELECT s.id, s.status, coalesce(s.responsible_id = $1, false) AS own,
                CASE WHEN c.running THEN c.due_on::text END AS due, jsonb_array_length(s.context -> 'receipts') > 0 AS proven
           FROM submissions s JOIN statements st ON st.id = s.statement_id
                LEFT JOIN clocks c ON c.case_id = s.id AND c.kind = 'answer'
          WHERE s.status IN ('prepared', 'delivered', 'acknowledged') AND ${visibleSubmissions(viewer, parameters)}
          ORDER BY c.due_on NULLS LAST, s.id LIMIT ${MOST}`,
        parameters,
      );
    return rows.flatMap(({ id, status, own, due, proven }): WorkRow[] => {
      const about = toGlobalId('sub', id);
      const as = own ? 'owner' : all ? 'right' : 'field';
      const turn = own ? 'onlyYou' : all ? 'waitingForOthers' : 'thisWeek';
      if (status === 'prepared') return own ? [item('deliver', turn, about, null, today, as)] : [];
      const missing = own && !proven ? [item('receipt', turn, about, null, today, as)] : [];
      if (due !== null && due < today) return [item('answerOverdue', turn, about, due, today, as), ...missing];
      if (due !== null && due <= soon) return [item('answerDue', turn, about, due, today, as), ...missing];
      const awaited = own || !all ? [item('awaited', 'waitingForOthers', about, due, today, as)] : [];
      return [...missing, ...awaited];
    });
  }

  /** What others claimed, and what was found and has to be looked at again. */
  private async integrations({ viewer, today }: Look): Promise<WorkRow[]> {
    if (!may(acts.integration.VERIFY, viewer, [])) return [];
    const parameters: unknown[] = [viewer.personId];
    const rows = await this.db.as(viewer).query<{ id: string; status: string }[]>(
      `SELECT i.id, i.status FROM integrations i JOIN recommendations r ON r.id = i.recommendation_id
        WHERE i.status IN ('claimed', 'toRecheck') AND (i.context #>> '{claimedBy,person}')::uuid IS DISTINCT FROM $1
          AND ${visibleIntegrations(viewer, parameters)}
        ORDER BY i.created_at, i.id LIMIT ${MOST}`,
      parameters,
    );
    return rows.map(({ id, status }) =>
      item(status === 'claimed' ? 'verify' : 'recheck', 'thisWeek', toGlobalId('int', id), null, today, 'right'),
    );
  }

  /** Statements in drafting of which one language was changed and the other was not. */
  private async drafts({ viewer, today }: Look): Promise<WorkRow[]> {
    if (!may(acts.statement.EDIT, viewer, [])) return [];
    const parameters: unknown[] = [];
    const rows = await this.db.as(viewer).query<{ id: string }[]>(
      `SELECT s.id FROM statements s JOIN statement_versions v ON v.statement_id = s.id AND v.number = s.version_number
        WHERE s.status = 'drafting' AND 'behind' IN (v.km_status, v.en_status) AND ${visibleStatements(viewer, parameters)}
        ORDER BY s.created_at, s.id LIMIT ${MOST}`,
      parameters,
    );
    return rows.map(({ id }) => item('translate', 'thisWeek', toGlobalId('stm', id), null, today, 'right'));
  }
}

const may = (rules: readonly Who[], viewer: Viewer, relations: readonly Relation[]): boolean =>
  reasonsOfWho(rules, viewer, relations).length === 0;

function item(
  kind: WorkToDo,
  turn: WorkRow['turn'],
  about: string,
  by: string | null,
  today: string,
  as: WorkRow['as'],
): WorkRow {
  return { kind, turn, about, by, late: by !== null && by < today, as };
}

function byCost(one: WorkRow, other: WorkRow): number {
  const order = ({ turn, late, by, kind, about }: WorkRow) =>
    [TURNS.indexOf(turn), late ? 0 : 1, by ?? '9999', String(WORK_TO_DO.indexOf(kind)).padStart(2, '0'), about].join(
      ' ',
    );
  const [a, b] = [order(one), order(other)];
  return a < b ? -1 : a > b ? 1 : 0;
}
