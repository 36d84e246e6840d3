import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { endOfDay, fromGlobalId, notFound, refuseIf } from '#platform';
import type { Reason } from '#platform';
import { Processes, Workflow } from '#workflow';
import type { Act, MomentGiven, Moved, Sent, StoredCase } from '#workflow';
import { EndorsementsService } from './endorsements.service.js';
import { StatementDrafts } from './statement-drafts.service.js';
import type { Chosen } from './statement-drafts.service.js';
import { Carryings, causedBy } from './statement.carryings.js';
import { problemsOf, toContent } from './statement.content.js';
import type { Content } from './statement.content.js';
import { examine, hashOf } from './statement.examination.js';
import type { Examined } from './statement.examination.js';
import { headProblems } from './statement.head.js';
import type { StatementTextInput } from './statement.inputs.js';
import { Judgements, itemsBelow } from './statement.judgements.js';
import { afterMoves } from './statement.machine.js';
import type { Amendment, SubmissionMove } from './statement.machine.js';
import type { ReopenTo } from './statement.model.js';
import { statementProcess } from './statement.process.js';
import { wasHandedOver } from './statement.requirements.js';
import { isOneOf, lockStatement } from './statement.stored.js';
import type { StoredStatement } from './statement.stored.js';
import {
  addVersions,
  carriedItems,
  draftOf,
  freezeDraft,
  nextVersionNumber,
  readVersions,
} from './statement.versions.js';
import type { CarriedItem, StoredVersion } from './statement.versions.js';
import { MINIMUM_WINDOW, earliestClose, warningsOf } from './statement.window.js';

/** What may be handed over: the frozen version, and its items in order, with those that fell short of their own quorum marked. */
export interface Submittable {
  number: string;
  versionNumber: number;
  items: (CarriedItem & { notEndorsedByAll: boolean })[];
}

/** What submissions of one statement did on one day, for which reason. */
export interface SubmissionsMoved {
  statementId: string;
  moved: readonly SubmissionMove[];
  act: Partial<Act>;
}

/** One method for each verb; everything happens in the caller's transaction, whatever the number of items. */
@Injectable()
export class StatementsService {
  constructor(
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(StatementDrafts) private readonly drafts: StatementDrafts,
    @Inject(Carryings) private readonly carryings: Carryings,
    @Inject(EndorsementsService) private readonly endorsements: EndorsementsService,
    @Inject(Judgements) private readonly judgements: Judgements,
    @Inject(Processes) processes: Processes,
  ) {
    processes.register(statementProcess);
  }

  /**
   * Freezes the text and opens it for sign-on. Who had endorsed an earlier version has to confirm, if the text differs.
   * @returns what the person should know about the deadline.
   */
  async open(tx: EntityManager, input: Chosen & { deadlineOn?: string | null }, act: Act): Promise<Reason[]> {
    const stored = await lockStatement(tx, this.workflow, input.id);
    const versions = await readVersions(tx, input.id);
    const draft = draftOf(versions);
    const authentic = stored.row.authentic_language;
    const examined = draft && (await this.examineLocked(tx, stored, draft.content));
    const hash = examined ? hashOf(authentic, examined.content) : '';
    const deadline = input.deadlineOn ? endOfDay(input.deadlineOn) : null;
    const moved = await this.send(
      tx,
      input,
      {
        type: 'OPEN',
        versionNumber: draft?.number ?? 0,
        hash,
        deadline,
        quorumRuleId: stored.row.quorum_rule_id,
        findings: examined?.findings,
      },
      act,
    );
    const content = examined?.content as Content;
    await freezeDraft(tx, (draft as StoredVersion).id, content, { hash, at: stored.now });
    const caused = causedBy(act, moved);
    await this.replaceVersion(tx, stored, versions, { number: (draft as StoredVersion).number, hash, content }, caused);
    await this.carryings.reach(tx, named(stored), content.items, 'endorsing', caused);
    return warningsOf(deadline);
  }

  /** Ends the sign-on: endorsed if the quorum is met, else lapsed. The judgement is kept with the rule of the day. */
  async close(tx: EntityManager, input: { id: string; expectedVersion?: number }, act: Act): Promise<void> {
    const stored = await lockStatement(tx, this.workflow, input.id);
    const judged = await this.judgements.judge(tx, stored);
    const moved = await this.send(tx, input, { type: 'CLOSE', quorum: judged?.weighed ?? null }, act);
    if (judged) await this.judgements.keep(tx, stored, 'close', judged);
    await this.carryings.follow(tx, stored.row.number, moved, act);
  }

  /** Gives the sign-on more time. @returns what the person should know about the deadline. */
  async extend(tx: EntityManager, input: Chosen & { deadlineOn?: string | null }, act: Act): Promise<Reason[]> {
    const deadline = input.deadlineOn ? endOfDay(input.deadlineOn) : null;
    await this.send(tx, input, { type: 'EXTEND', deadline }, act);
    return warningsOf(deadline);
  }

  /**
   * Changes a frozen text by a new version. In substance: back to sign-on, every endorsement to be confirmed, and the
   * window at least as long as the minimum, which the same act sees to unless a later day is given.
   * @returns what the person should know about the deadline.
   */
  async amend(
    tx: EntityManager,
    input: Chosen & { amendment: Amendment; content: StatementTextInput; deadlineOn?: string | null },
    act: Act,
  ): Promise<Reason[]> {
    const stored = await lockStatement(tx, this.workflow, input.id);
    const versions = await readVersions(tx, input.id);
    const current = versions.find((version) => version.number === stored.context.versionNumber);
    const authentic = stored.row.authentic_language;
    const typed = toContent(input.content, authentic, current?.content, randomUUID);
    refuseIf(await problemsOf(tx, [typed]));
    const { content, findings } = await this.examineLocked(tx, stored, typed);
    const kept = new Set(current?.content.items.map((item) => item.key));
    const added = content.items.filter((item) => !kept.has(item.key));
    const hash = hashOf(authentic, content);
    const number = nextVersionNumber(versions);
    const { earliest, earliestDay } = earliestClose(stored.now);
    const deadline = input.deadlineOn ? endOfDay(input.deadlineOn) : latest(stored.context.deadline, earliest);
    const moved = await this.send(
      tx,
      input,
      {
        type: 'AMEND',
        amendment: input.amendment,
        versionNumber: number,
        hash,
        findings,
        deadline: input.amendment === 'material' ? deadline : null,
        earliest,
        earliestDay,
        minimumWindow: MINIMUM_WINDOW,
        added: added.length,
      },
      act,
    );
    const frozen = { hash, at: stored.now };
    const { amendment } = input;
    const version = { id: randomUUID() as string, statementId: input.id, number, content, frozen, amendment };
    await addVersions(tx, [act.reason ? { ...version, reason: act.reason } : version]);
    const caused = causedBy(act, moved);
    await this.replaceVersion(tx, stored, versions, { number, hash, content, amendment }, caused);
    if (amendment === 'material') await this.carryings.reach(tx, named(stored), content.items, 'endorsing', caused);
    return amendment === 'material' ? warningsOf(deadline) : [];
  }

  /**
   * Opens again what lapsed or was endorsed: the same version with its endorsements, or, after a lapse, a draft that
   * starts from it. @returns what the person should know about the deadline.
   */
  async reopen(
    tx: EntityManager,
    input: Chosen & { to: ReopenTo; deadlineOn?: string | null; quorumRuleId?: string | null },
    act: Act,
  ): Promise<Reason[]> {
    const stored = await lockStatement(tx, this.workflow, input.id);
    const given = input.quorumRuleId ? fromGlobalId('qru', input.quorumRuleId) : null;
    if (given) refuseIf(await headProblems(tx, [{ quorum_rule_id: given, initiator_id: null }]));
    const deadline = input.to === 'endorsing' && input.deadlineOn ? endOfDay(input.deadlineOn) : null;
    const quorumRuleId = stored.context.quorumRuleId ?? given;
    const moved = await this.send(tx, input, { type: 'REOPEN', to: input.to, deadline, quorumRuleId }, act);
    if (input.to === 'drafting') await this.drafts.startDraft(tx, stored);
    else await this.carryings.follow(tx, stored.row.number, moved, act);
    return warningsOf(deadline);
  }

  /**
   * Lets it be handed over. The quorum is judged again until the first delivery, never after. The submissions are made
   * by the feature above, in the same transaction.
   */
  async submit(tx: EntityManager, input: Chosen, act: Act): Promise<Submittable> {
    const stored = await lockStatement(tx, this.workflow, input.id);
    const judged = wasHandedOver(stored.context) ? undefined : await this.judgements.judge(tx, stored);
    await this.send(tx, input, { type: 'SUBMIT', quorum: judged?.weighed ?? null }, act);
    if (judged) await this.judgements.keep(tx, stored, 'submit', judged);
    const items = await carriedItems(tx, input.id, stored.context.versionNumber);
    const standing = judged ?? (await this.judgements.lastKept(tx, input.id));
    const keys = items.map((item) => item.key);
    const below = standing ? itemsBelow(standing, keys) : new Set<string>();
    return {
      number: stored.row.number,
      versionNumber: stored.context.versionNumber,
      items: items.map((item) => ({ ...item, notEndorsedByAll: below.has(item.key) })),
    };
  }

  /**
   * Submissions have moved: of any number of statements, and on as many days as they say, in two statements of SQL. The
   * first one that an addressee has in its hands makes its statement submitted.
   */
  async submissionsMoved(tx: EntityManager, told: readonly SubmissionsMoved[], act: Act): Promise<void> {
    const { evidence: _evidence, commandKey: _key, ...fact } = act;
    await this.workflow.send(
      tx,
      statementProcess,
      told.map(({ statementId, moved, act: its }) => ({
        id: statementId,
        event: (stored) => ({ type: handsOverFirst(stored, moved) ? 'DELIVERED' : 'SUBMISSIONS_MOVED', moved }),
        act: its,
      })),
      fact,
    );
  }

  /** Everything is in: refused while a submission is not over. */
  async conclude(tx: EntityManager, input: Chosen, act: Act): Promise<void> {
    await this.send(tx, input, { type: 'CONCLUDE' }, act);
  }

  /** Takes it back, from wherever it stands; its carryings end. Its submissions are ended by the feature above. */
  async withdraw(tx: EntityManager, input: Chosen, act: Act): Promise<void> {
    const stored = await lockStatement(tx, this.workflow, input.id);
    const moved = await this.send(tx, input, { type: 'WITHDRAW' }, act);
    await this.carryings.follow(tx, stored.row.number, moved, act);
  }

  /** Compensates a wrong entry of its history; what follows from where it then stands is told to its recommendations. */
  async correct(
    tx: EntityManager,
    input: Chosen & { entry: number; replacement: MomentGiven | null },
    act: Act,
  ): Promise<void> {
    const stored = await lockStatement(tx, this.workflow, input.id);
    const moved = await this.workflow.correct(tx, statementProcess, input, act);
    const versionNumber = moved.context['versionNumber'] as number;
    if (moved.to === stored.state && versionNumber === stored.context.versionNumber) return;
    const caused = causedBy(act, moved);
    const was = await carriedItems(tx, input.id, stored.context.versionNumber);
    const is = await carriedItems(tx, input.id, versionNumber);
    const gone = was.filter((item) => !is.some((each) => each.key === item.key));
    await this.carryings.end(tx, stored.id, gone, caused);
    await this.carryings.follow(tx, stored.row.number, moved, act);
    if (moved.to === 'drafting' && !draftOf(await readVersions(tx, input.id))) await this.drafts.startDraft(tx, stored);
  }

  /** A version has taken the place of another: endorsers are asked or carried over, and what was left out is not carried. */
  private async replaceVersion(
    tx: EntityManager,
    stored: StoredStatement,
    versions: readonly StoredVersion[],
    now: { number: number; hash: string; content: Content; amendment?: Amendment },
    caused: Act,
  ): Promise<void> {
    const before = versions.find((version) => version.number === stored.context.versionNumber);
    if (!before) return;
    const material = now.amendment ? now.amendment === 'material' : before.hash !== now.hash;
    await this.endorsements.versionAmended(tx, stored.id, { versionNumber: now.number, material }, caused);
    const left = before.content.items.filter((item) => !now.content.items.some((each) => each.key === item.key));
    await this.carryings.end(tx, stored.id, left, caused);
  }

  /** Examines a content whose recommendations stay as they are until the transaction ends. */
  private async examineLocked(tx: EntityManager, stored: StoredStatement, content: Content): Promise<Examined> {
    const ids = content.items.map((item) => item.recommendationId);
    await tx.query(`SELECT id FROM recommendations WHERE id = ANY($1) ORDER BY id FOR UPDATE`, [ids]);
    const { authentic_language: authentic, kind } = stored.row;
    const [examined] = await examine(tx, [{ authentic, kind, content }]);
    return examined as Examined;
  }

  private async send(
    tx: EntityManager,
    { id, expectedVersion }: { id: string; expectedVersion?: number },
    event: Sent,
    act: Act,
  ): Promise<Moved> {
    const delivery = expectedVersion === undefined ? { id, event } : { id, event, expectedVersion };
    const [moved] = await this.workflow.send(tx, statementProcess, [delivery], act);
    if (!moved) throw notFound();
    return moved;
  }
}

/** Do these moves put the statement into an addressee's hands for the first time? */
function handsOverFirst(stored: StoredCase, moved: readonly SubmissionMove[]): boolean {
  const { state, context } = stored as unknown as StoredStatement;
  if (context.handedOver.length > 0 || afterMoves(context, moved).handedOver.length === 0) return false;
  return isOneOf({ state }, 'drafting', 'endorsing', 'lapsed', 'endorsed');
}

const latest = (one: string | null, other: string) => (one !== null && one > other ? one : other);
const named = (stored: StoredStatement) => ({ id: stored.id, number: stored.row.number });
