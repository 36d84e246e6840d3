import { Inject, Injectable } from '@nestjs/common';
import { Field, ID, Int, ObjectType } from '@nestjs/graphql';
import {
  Cursors,
  DateTime,
  Database,
  connectionType,
  graphqlEnum,
  readPagesBeside,
  toConnection,
  toGlobalId,
} from '#platform';
import type { Connection, Page, PageRequest, RequestContext, Viewer } from '#platform';
import { sees } from '#policy';
import { PRECISIONS } from './act.js';
import type { Precision } from './act.js';
import { HISTORY_ROW } from './history.queries.js';
import type { HistoryRow } from './history.queries.js';
import { stateInWords } from './pure.js';
import { replacementOf } from './replay.js';

export const PrecisionEnum = graphqlEnum('Precision', PRECISIONS, 'How exactly the moment of something is known.');

@ObjectType({ description: 'When something happened, and how exactly that is known.' })
export class CorrectedMoment {
  @Field(() => DateTime, { description: 'When it happened.' })
  happenedAt!: string;
  @Field(() => PrecisionEnum, { description: 'How exactly that is known.' })
  precision!: Precision;
  @Field(() => DateTime, { nullable: true, description: 'The end, where only a range is known.' })
  happenedUntil!: string | null;
}

@ObjectType({
  description:
    'One step of a case: who, for which organisation, when it happened, when it was recorded, why, with which evidence.',
})
export class HistoryEntry {
  @Field(() => Int, { description: 'The version of the case after this step.' })
  version!: number;
  @Field({ description: 'What was sent, or found.' })
  event!: string;
  @Field(() => String, { nullable: true, description: 'Where the case stood before; null for the first entry.' })
  from!: string | null;
  @Field({ description: 'Where it stood after.' })
  to!: string;
  @Field(() => DateTime, { description: 'When it happened.' })
  happenedAt!: string;
  @Field(() => PrecisionEnum, { description: 'How exactly that is known.' })
  precision!: Precision;
  @Field(() => DateTime, { nullable: true, description: 'The end, where only a range is known.' })
  happenedUntil!: string | null;
  @Field(() => DateTime, { description: 'When it was written down.' })
  recordedAt!: string;
  @Field({ description: 'Written down more than a day after it happened.' })
  late!: boolean;
  @Field({ description: 'Came in from an old record.' })
  imported!: boolean;
  @Field(() => [String], { description: 'Steps of which nothing is known.' })
  notKnown!: string[];
  @Field(() => Int, { nullable: true, description: 'The entry that this one corrects.' })
  corrects!: number | null;
  @Field(() => CorrectedMoment, {
    nullable: true,
    description:
      'When the entry that this one corrects happened, as this one says; null where it says that it should not have been made.',
  })
  correctedMoment!: CorrectedMoment | null;
  @Field(() => String, { nullable: true, description: 'Why; for those who work inside the coalition.' })
  reason!: string | null;
  @Field(() => [ID], { description: 'Documents that prove it; none for those outside.' })
  evidence!: string[];
  @Field(() => Int, { description: 'The version of the process by which it was judged.' })
  processVersion!: number;
  @Field(() => String, { nullable: true, description: 'What was sent along, as JSON; for the secretariat.' })
  payload!: string | null;
  /** Ids of who acted and for whom; the features that know people and organisations show them. */
  actorId!: string | null;
  seatId!: string | null;
  commandKey!: string | null;
  organisationId!: string | null;
}

export const HistoryConnection = connectionType('HistoryEntry', () => HistoryEntry);

const DAY = 86_400_000;

export function toHistoryEntry(row: HistoryRow, context: RequestContext): HistoryEntry {
  return {
    version: row.version,
    event: row.event,
    // Made where they are asked for: a page of a history is read far more often than all that stands in it.
    get from() {
      return row.fromState === null ? null : stateInWords(row.fromState);
    },
    get to() {
      return stateInWords(row.toState);
    },
    happenedAt: row.happenedAt,
    precision: row.precision as Precision,
    happenedUntil: row.happenedUntil,
    recordedAt: row.recordedAt,
    get late() {
      return Date.parse(row.recordedAt) - Date.parse(row.happenedAt) > DAY;
    },
    imported: row.imported,
    notKnown: row.notKnown,
    corrects: row.corrects,
    get correctedMoment() {
      const right = row.corrects === null ? null : replacementOf(row);
      if (!right) return null;
      const { happenedAt, precision = 'moment', happenedUntil = null } = right;
      return { happenedAt, precision, happenedUntil };
    },
    reason: sees(context.viewer, 'HistoryEntry.reason') ? row.reason : null,
    get evidence() {
      return sees(context.viewer, 'HistoryEntry.evidence') ? row.evidence.map((id) => toGlobalId('doc', id)) : [];
    },
    processVersion: row.machineVersion,
    get payload() {
      return sees(context.viewer, 'HistoryEntry.payload') ? JSON.stringify(row.payload) : null;
    },
    actorId: sees(context.viewer, 'HistoryEntry.actor') ? row.actorId : null,
    seatId: sees(context.viewer, 'HistoryEntry.actor') ? row.seatId : null,
    commandKey: sees(context.viewer, 'HistoryEntry.actor') ? row.commandKey : null,
    organisationId: row.organisationId,
  };
}

/** Reads histories a page at a time, newest first. Whether the viewer may see the case is asked before, by its feature. */
@Injectable()
export class History {
  constructor(
    @Inject(Database) private readonly db: Database,
    @Inject(Cursors) private readonly cursors: Cursors,
  ) {}

  async of(caseId: string, request: PageRequest, context: RequestContext): Promise<Connection<HistoryEntry>> {
    const page = await context.loaders.loadAsked(this.pagesOf, caseId, { first: request.first, after: request.after });
    return toConnection(page as Page<HistoryRow>, request, (row) => toHistoryEntry(row, context));
  }

  /** The same page of many histories in one statement. */
  private readonly pagesOf = (
    caseIds: readonly string[],
    viewer: Viewer,
    request: PageRequest,
  ): Promise<Map<string, Page<HistoryRow>>> =>
    readPagesBeside<HistoryRow>(
      this.db.as(viewer),
      this.cursors,
      {
        columns: HISTORY_ROW,
        from: 'case_history',
        of: 'case_history.case_id',
        where: [],
        parameters: [],
        key: [{ expression: 'case_history.version', type: 'integer' }],
        descending: true,
        identity: (caseId) => ['history', caseId],
      },
      caseIds,
      request,
    );
}
