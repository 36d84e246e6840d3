import { randomUUID } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Clock, civilDay, nextNumbers, refuseIf } from '#platform';
import { Workflow } from '#workflow';
import type { Act, Moved } from '#workflow';
import { Carryings, causedBy } from './statement.carryings.js';
import type { Reached } from './statement.carryings.js';
import { replacedBy } from './statement.changes.js';
import { problemsOf, toContent } from './statement.content.js';
import type { Content } from './statement.content.js';
import { examine, hashOf } from './statement.examination.js';
import { headOf, headProblems } from './statement.head.js';
import type { StatementContentInput } from './statement.inputs.js';
import type { PastStatus } from './statement.machine.js';
import { statementProcess } from './statement.process.js';
import { lockStatement, stageAt } from './statement.stored.js';
import { addVersions, draftOf, nextVersionNumber, readVersions, rewriteDraft } from './statement.versions.js';
import type { StoredVersion } from './statement.versions.js';

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

/** How a statement comes to be, and how its draft is written. Everything happens in the caller's transaction. */
@Injectable()
export class StatementDrafts {
  constructor(
    @Inject(Workflow) private readonly workflow: Workflow,
    @Inject(Clock) private readonly clock: Clock,
    @Inject(Carryings) private readonly carryings: Carryings,
  ) {}

  /**
   * Enters statements, drafted or recorded from the past, in a fixed number of statements of SQL.
   * @returns their ids, in order.
   * @throws DomainError refused with everything that is wrong with any of them.
   */
  async enter(tx: EntityManager, entered: readonly NewStatement[], act: Act): Promise<string[]> {
    const { ids, reached } = await this.enterUntold(tx, entered, act);
    await this.carryings.reachAll(tx, reached, act);
    return ids;
  }

  /** The same without telling what they carry: for who knows more of their past, and tells it all together. */
  async enterUntold(
    tx: EntityManager,
    entered: readonly NewStatement[],
    act: Act,
  ): Promise<{ ids: string[]; reached: Reached[] }> {
    const made = entered.map((each) => ({
      ...each,
      id: randomUUID(),
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
        id: randomUUID(),
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
          : { type: 'DRAFT', renews: null },
        act: each.past ? { imported: true, ...each.act } : each.act,
      })),
      act,
    );
    await addVersions(tx, versions);
    const reached = made.flatMap(({ id, past: of, act: its, content }, index) => {
      const stage = of && stageAt(of.status);
      const statement = { id, number: numbers[index] as string };
      const cause = { caseId: id, version: moved[index]?.version ?? 1 };
      return stage ? [{ statement, items: content.items, stage, act: { imported: true, ...its, cause } }] : [];
    });
    return { ids: made.map((each) => each.id), reached };
  }

  /** New wording for a draft; what it said before is kept in its history. */
  async edit(tx: EntityManager, input: Chosen & { content: StatementContentInput }, act: Act): Promise<void> {
    const stored = await lockStatement(tx, this.workflow, input.id);
    const draft = draftOf(await readVersions(tx, input.id));
    const head = headOf(input.content, act, stored.row);
    const content = toContent(input.content, head.authentic_language, draft?.content, randomUUID);
    refuseIf([...(await problemsOf(tx, [content])), ...(await headProblems(tx, [head]))]);
    const event = {
      type: 'EDIT',
      languageChanged: head.authentic_language !== stored.row.authentic_language,
      replaced: draft ? replacedBy(draft.content, content) : {},
    };
    const { id, expectedVersion } = input;
    await this.workflow.send(tx, statementProcess, [{ id, expectedVersion, event }], act);
    await tx.query(
      `UPDATE statements SET kind = $2, authentic_language = $3, quorum_rule_id = $4, initiator_id = $5, external_reference = $6
        WHERE id = $1`,
      [input.id, head.kind, head.authentic_language, head.quorum_rule_id, head.initiator_id, head.external_reference],
    );
    await rewriteDraft(tx, (draft as StoredVersion).id, content);
  }

  /** A successor for a later cycle: a draft with the same texts and items, and its lineage. @returns its id. */
  async renew(tx: EntityManager, input: Chosen, act: Act): Promise<string> {
    const stored = await lockStatement(tx, this.workflow, input.id);
    const id = randomUUID() as string;
    const event = { type: 'RENEW', successor: id };
    const delivery = { id: input.id, expectedVersion: input.expectedVersion, event };
    const [moved] = await this.workflow.send(tx, statementProcess, [delivery], act);
    const versions = await readVersions(tx, input.id);
    const current = versions.find((version) => version.number === stored.context.versionNumber) as StoredVersion;
    const [number] = await nextNumbers(tx, 'S', Number(civilDay(stored.now).slice(0, 4)));
    const { kind, authentic_language, quorum_rule_id, initiator_id, sample } = stored.row;
    const row = { number, kind, authentic_language, quorum_rule_id, initiator_id, sample, renews_id: input.id };
    const draft = { type: 'DRAFT', renews: input.id };
    await this.workflow.create(tx, statementProcess, [{ id, row, event: draft }], causedBy(act, moved as Moved));
    const items = current.content.items.map((item) => ({ ...item, key: randomUUID() }));
    const content = { ...current.content, items };
    await addVersions(tx, [{ id: randomUUID(), statementId: id, number: 1, content }]);
    return id;
  }

  /** A new draft that says what the last version says. */
  async startDraft(tx: EntityManager, stored: { id: string; context: { versionNumber: number } }): Promise<void> {
    const versions = await readVersions(tx, stored.id);
    const last = versions.find((version) => version.number === stored.context.versionNumber) ?? versions.at(-1);
    const { content } = last as StoredVersion;
    await addVersions(tx, [{ id: randomUUID(), statementId: stored.id, number: nextVersionNumber(versions), content }]);
  }
}
