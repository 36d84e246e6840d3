import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, civilDay, endOfDay, fromGlobalId, nextNumbers, notFound, refuseIf } from '#platform';
import type { Reason } from '#platform';
import { RecommendationsService } from '#recommendations';
import type { Stage } from '#recommendations';
import { Processes, Workflow } from '#workflow';
import type { Act, Moved, Sent } from '#workflow';
import { EndorsementsService } from './endorsements.service.js';
import { replacedBy } from './statement.changes.js';
import { problemsOf, toContent } from './statement.content.js';
import type { Content } from './statement.content.js';
import { examine, hashOf } from './statement.examination.js';
import { headOf, headProblems } from './statement.head.js';
import type { StatementContentInput, StatementTextInput } from './statement.inputs.js';
import { Judgements } from './statement.judgements.js';
import { afterMoves } from './statement.machine.js';
import type { Amendment, PastStatus, SubmissionMove } from './statement.machine.js';
import type { ReopenTo } from './statement.model.js';
import { statementProcess } from './statement.process.js';
import { wasHandedOver } from './statement.requirements.js';
import { isOneOf, lockStatement, stageAt } from './statement.stored.js';
import type { StoredStatement } from './statement.stored.js';
import { addVersions, carriedItems, freezeDraft, readVersions, rewriteDraft } from './statement.versions.js';
import type { CarriedItem, StoredVersion } from './statement.versions.js';
import { MINIMUM_WINDOW, earliestClose, warningsOf } from './statement.window.js';

/** A new statement: what it says, and, when an old record knows it, where that record leaves it. */
export interface NewStatement {
  content: StatementContentInput;
  past?: { status: PastStatus };
  act?: Partial<Act>;
  /** Marks sample data, which one command removes again. */
  sample?: boolean;
}

/** Which statement, and the version of it that the person saw. */
export interface Chosen {
  id: string;
  expectedVersion: number;
}

/** What may be handed over: the frozen version, and its items in order, with those that fell short of their own quorum marked. */
export interface Submittable {
  number: string;
  versionNumber: number;
  items: (CarriedItem & { notEndorsedByAll: boolean })[];
}

/** One method for each verb; everything happens in the caller's transaction, whatever the number of items. */
@Injectable()
export class StatementsService {
  constructor(
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(RecommendationsService) private readonly recommendations: RecommendationsService,
    @Inject(EndorsementsService) private readonly endorsements: EndorsementsService,
    @Inject(Judgements) private readonly judgements: Judgements,
    @Inject(Processes) processes: Processes,
  ) {
    processes.register(statementProcess);
  }

  /**
   * Enters statements, drafted or recorded from the past, in a fixed number of statements of SQL; only the ties of past
   * ones to their recommendations cost two more for each.
   * @returns their ids, in order.
   * @throws DomainError refused with everything that is wrong with any of them.
   */
  async enter(tx: EntityManager, entered: readonly NewStatement[], act: Act): Promise<string[]> {
    const made = entered.map((each) => ({
      ...each,
      id: randomUUID() as string,
      head: headOf(each.content, act),
      content: toContent(each.content, each.content.authenticLanguage, undefined, randomUUID),
    }));
    refuseIf([
      ...(await problemsOf(
        tx,
        made.map((each) => each.content),
      )),
      ...(await headProblems(
        tx,
        made.map((each) => each.head),
      )),
    ]);
    const at = await this.clock.now(tx);
    const past = made.filter((each) => each.past);
    const examined = await examine(
      tx,
      past.map((each) => ({ authentic: each.head.authentic_language, kind: each.head.kind, content: each.content })),
    );
    const writtenOut = new Map(past.map((each, index) => [each.id, examined[index]?.content as Content]));
    const numbers = await nextNumbers(tx, 'S', Number(civilDay(at).slice(0, 4)), made.length);
    const versions = made.map(({ id, head, content: typed }) => {
      const content = writtenOut.get(id);
      return {
        id: randomUUID() as string,
        statementId: id,
        number: 1,
        content: content ?? typed,
        ...(content ? { frozen: { hash: hashOf(head.authentic_language, content), at } } : {}),
      };
    });
    const moved = await this.workflow.create(
      tx,
      statementProcess,
      made.map((each, index) => ({
        id: each.id,
        row: { ...each.head, number: numbers[index], sample: each.sample ?? false },
        event: each.past
          ? {
              type: 'RECORD_PAST',
              status: each.past.status,
              quorumRuleId: each.head.quorum_rule_id,
              hash: versions[index]?.frozen?.hash,
            }
          : { type: 'DRAFT', renews: each.head.renews_id },
        act: each.past ? { imported: true, ...each.act } : each.act,
      })),
      act,
    );
    await addVersions(tx, versions);
    for (const [index, each] of made.entries()) {
      const stage = each.past && stageAt(each.past.status);
      const its = { ...act, ...each.act, cause: { caseId: each.id, version: moved[index]?.version ?? 1 } };
      if (stage) await this.carry(tx, { id: each.id, number: numbers[index] as string }, each.content.items, stage, its);
    }
    return made.map((each) => each.id);
  }

  /** New wording for a draft; what it said before is kept in its history. */
  async edit(tx: EntityManager, input: Chosen & { content: StatementContentInput }, act: Act): Promise<void> {
    const stored = await lockStatement(tx, this.workflow, input.id);
    const draft = draftOf(await readVersions(tx, input.id));
    const head = headOf(input.content, act, stored.row);
    const content = toContent(input.content, head.authentic_language, draft?.content, randomUUID);
    refuseIf([...(await problemsOf(tx, [content])), ...(await headProblems(tx, [head]))]);
    await this.send(
      tx,
      input,
      {
        type: 'EDIT',
        languageChanged: head.authentic_language !== stored.row.authentic_language,
        replaced: draft ? replacedBy(draft.content, content) : {},
      },
      act,
    );
    await tx.query(
      `UPDATE statements SET kind = $2, authentic_language = $3, quorum_rule_id = $4, initiator_id = $5, external_reference = $6
        WHERE id = $1`,
      [
        input.id,
        head.kind,
        head.authentic_language,
        head.quorum_rule_id,
        head.initiator_id,
        head.external_reference,
      ],
    );
    await rewriteDraft(tx, (draft as StoredVersion).id, content);
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
    await this.carry(tx, stored, content.items, 'endorsing', caused);
    return warningsOf(deadline);
  }

  /** Ends the sign-on: endorsed if the quorum is met, else lapsed. The judgement is kept with the rule of the day. */
  async close(tx: EntityManager, input: { id: string; expectedVersion?: number }, act: Act): Promise<void> {
    const stored = await lockStatement(tx, this.workflow, input.id);
    const judged = await this.judgements.judge(tx, stored);
    const moved = await this.send(tx, input, { type: 'CLOSE', quorum: judged?.weighed ?? null }, act);
    if (judged) await this.judgements.keep(tx, stored, 'close', judged);
    await this.tellStage(tx, stored, moved, act);
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
    const number = nextNumber(versions);
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
    if (amendment === 'material') await this.carry(tx, stored, content.items, 'endorsing', caused);
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
    if (input.to === 'drafting') await this.startDraft(tx, stored);
    else await this.tellStage(tx, stored, moved, act);
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
    const below = await this.judgements.itemsBelow(tx, stored, judged);
    const items = await carriedItems(tx, input.id, stored.context.versionNumber);
    return {
      number: stored.row.number,
      versionNumber: stored.context.versionNumber,
      items: items.map((item) => ({ ...item, notEndorsedByAll: below.has(item.key) })),
    };
  }

  /** Its submissions have moved. The first one that an addressee has in its hands makes it submitted. */
  async submissionMoved(
    tx: EntityManager,
    statementId: string,
    moves: readonly SubmissionMove[],
    act: Act,
  ): Promise<void> {
    const { evidence: _evidence, commandKey: _key, ...fact } = act;
    const stored = await lockStatement(tx, this.workflow, statementId);
    const before = stored.context.handedOver.length;
    const first = before === 0 && afterMoves(stored.context, moves).handedOver.length > 0;
    const type = first && isOneOf(stored, 'drafting', 'endorsing', 'lapsed', 'endorsed') ? 'DELIVERED' : 'SUBMISSIONS_MOVED';
    await this.workflow.send(tx, statementProcess, [{ id: statementId, event: { type, moved: moves } }], fact);
  }

  /** Everything is in: refused while a submission is not over. */
  async conclude(tx: EntityManager, input: Chosen, act: Act): Promise<void> {
    await this.send(tx, input, { type: 'CONCLUDE' }, act);
  }

  /** Takes it back, from wherever it stands; its carryings end. Its submissions are ended by the feature above. */
  async withdraw(tx: EntityManager, input: Chosen, act: Act): Promise<void> {
    const stored = await lockStatement(tx, this.workflow, input.id);
    const moved = await this.send(tx, input, { type: 'WITHDRAW' }, act);
    await this.tellStage(tx, stored, moved, act);
  }

  /** A successor for a later cycle: a draft with the same texts and items, and its lineage. @returns its id. */
  async renew(tx: EntityManager, input: Chosen, act: Act): Promise<string> {
    const stored = await lockStatement(tx, this.workflow, input.id);
    const id = randomUUID() as string;
    const moved = await this.send(tx, input, { type: 'RENEW', successor: id }, act);
    const versions = await readVersions(tx, input.id);
    const current = versions.find((version) => version.number === stored.context.versionNumber) as StoredVersion;
    const [number] = await nextNumbers(tx, 'S', Number(civilDay(stored.now).slice(0, 4)));
    const { kind, authentic_language, quorum_rule_id, initiator_id, sample } = stored.row;
    const row = { number, kind, authentic_language, quorum_rule_id, initiator_id, sample, renews_id: input.id };
    const event = { type: 'DRAFT', renews: input.id };
    await this.workflow.create(tx, statementProcess, [{ id, row, event }], causedBy(act, moved));
    const items = current.content.items.map((item) => ({ ...item, key: randomUUID() as string }));
    const content = { ...current.content, items };
    await addVersions(tx, [{ id: randomUUID(), statementId: id, number: 1, content }]);
    return id;
  }

  /** Compensates a wrong entry of its history; what follows from where it then stands is told to its recommendations. */
  async correct(
    tx: EntityManager,
    input: Chosen & { entry: number; replacement: { happenedAt: string } | null },
    act: Act,
  ): Promise<void> {
    const stored = await lockStatement(tx, this.workflow, input.id);
    const moved = await this.workflow.correct(tx, statementProcess, input, act);
    const versionNumber = moved.context['versionNumber'] as number;
    if (moved.to === stored.state && versionNumber === stored.context.versionNumber) return;
    const caused = causedBy(act, moved);
    const was = await carriedItems(tx, input.id, stored.context.versionNumber);
    const is = await carriedItems(tx, input.id, versionNumber);
    await this.endCarrying(tx, stored.id, was.filter((item) => !is.some((each) => each.key === item.key)), caused);
    await this.tellStage(tx, stored, moved, act);
    if (moved.to === 'drafting' && !draftOf(await readVersions(tx, input.id))) await this.startDraft(tx, stored);
  }

  /** A new draft that says what the last version says. */
  private async startDraft(tx: EntityManager, stored: StoredStatement): Promise<void> {
    const versions = await readVersions(tx, stored.id);
    const last = versions.find((version) => version.number === stored.context.versionNumber) ?? versions.at(-1);
    const { content } = last as StoredVersion;
    await addVersions(tx, [{ id: randomUUID(), statementId: stored.id, number: nextNumber(versions), content }]);
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
    await this.endCarrying(tx, stored.id, left, caused);
  }

  /** Examines a content whose recommendations stay as they are until the transaction ends. */
  private async examineLocked(tx: EntityManager, stored: StoredStatement, content: Content) {
    const ids = content.items.map((item) => item.recommendationId);
    await tx.query(`SELECT id FROM recommendations WHERE id = ANY($1) ORDER BY id FOR UPDATE`, [ids]);
    const { authentic_language: authentic, kind } = stored.row;
    const [examined] = await examine(tx, [{ authentic, kind, content }]);
    return examined as { content: Content; findings: NonNullable<typeof examined>['findings'] };
  }

  /** Tells the recommendations how far the statement has brought them, from where it stands after the step. */
  private async tellStage(tx: EntityManager, stored: StoredStatement, moved: Moved, act: Act): Promise<void> {
    const caused = causedBy(act, moved);
    const items = await carriedItems(tx, stored.id, moved.context['versionNumber'] as number);
    if (moved.to === 'withdrawn') return this.endCarrying(tx, stored.id, items, caused);
    const stage = stageAt(moved.to as string);
    if (stage && stage !== 'submitted') await this.carry(tx, stored, items, stage, caused);
  }

  private async carry(
    tx: EntityManager,
    statement: { id: string; number?: string; row?: { number: string } },
    items: readonly { recommendationId: string }[],
    stage: Stage,
    act: Act,
  ): Promise<void> {
    const named = { id: statement.id, number: statement.number ?? (statement.row?.number as string) };
    const moved = items.map(({ recommendationId }) => ({ recommendationId, stage }));
    if (moved.length > 0) await this.recommendations.carryingMoved(tx, named, moved, act);
  }

  private async endCarrying(
    tx: EntityManager,
    id: string,
    items: readonly { recommendationId: string }[],
    act: Act,
  ): Promise<void> {
    const ids = items.map((item) => item.recommendationId);
    if (ids.length > 0) await this.recommendations.carryingEnded(tx, id, ids, act);
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

const draftOf = (versions: readonly StoredVersion[]) => versions.find((version) => version.frozenAt === null);
const nextNumber = (versions: readonly StoredVersion[]) => Math.max(0, ...versions.map((each) => each.number)) + 1;
const latest = (one: string | null, other: string) => (one !== null && one > other ? one : other);
const causedBy = (act: Act, moved: Moved): Act => ({ ...act, cause: { caseId: moved.id, version: moved.version } });
