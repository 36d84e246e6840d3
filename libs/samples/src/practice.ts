import { ASKS } from './practice.asks.js';
import { COORDINATOR, MEMBER, OFFICER, PracticeMoves } from './practice.moves.js';
import type { Case } from './practice.moves.js';
import type { Stage } from './sample-client.js';

/**
 * The practice workspace: invented organisations and ministries, at every stage of every process, told over four
 * months through the product's own commands.
 */
export async function rehearse(stage: Stage, members: ReadonlyMap<string, string>): Promise<void> {
  const play = new Play(stage, members);
  await play.setOut();
  await play.integrateAndConclude();
  await play.answerInPart();
  await play.lapseWithdrawAndPrepare();
  await play.openNow();
  await play.close();
}

/** The acts, in order of time. Each leaves cases behind at states of their own. */
class Play extends PracticeMoves {
  async setOut(): Promise<void> {
    const { stage } = this;
    this.rule = (
      await stage.send(
        COORDINATOR,
        'setQuorumRule',
        'SetQuorumRuleInput',
        {
          code: 'sample-rule',
          expectedRevision: 0,
          atLeast: 5,
          itemAtLeast: 4,
          source: 'Invented for the practice workspace.',
        },
        'quorumRule { id }',
      )
    ).quorumRule.id as string;
    const plan = await this.instrument('SAMPLE-PLAN', 'PLAN', 'Village Development Plan (sample)');
    const law = await this.instrument('SAMPLE-LAW', 'LAW', 'Local Accounts Law (sample)');
    this.plan = {
      ...(await this.edition(
        plan,
        'Draft for consultation',
        { draftedOn: stage.day(130) },
        'Chapter 2',
        'Every council publishes its budget before the forum.',
      ).then(([draft, draftProvision]) => ({ draft, draftProvision }))),
      ...(await this.edition(
        law,
        'As adopted',
        { adoptedOn: stage.day(125) },
        'Chapter 4',
        'Each district keeps an account of its own for civic engagement.',
      ).then(([adopted, lawProvision]) => ({ law: adopted, lawProvision }))),
    };
    for (const [title, addressees, topics] of ASKS) {
      const { recommendation } = await stage.send(
        OFFICER,
        'draftRecommendation',
        'DraftRecommendationInput',
        {
          content: {
            authenticLanguage: 'EN',
            title: { en: `${title} (sample)` },
            otherLanguageToFollow: true,
            addresseeIds: addressees.map((code) => stage.organisations.get(code)),
            targetIds: [plan],
            topics,
          },
        },
        'recommendation { id version }',
      );
      this.recommendations.push(recommendation as Case);
    }
    await stage.send(
      MEMBER,
      'draftRecommendation',
      'DraftRecommendationInput',
      {
        content: {
          authenticLanguage: 'EN',
          title: { en: 'Repair the well before the forum season (proposed by a member, sample)' },
        },
      },
      'recommendation { id }',
    );
  }

  /** Endorsed, handed to two ministries, answered by both; found in a law, checked by a member; concluded. */
  async integrateAndConclude(): Promise<void> {
    const { stage } = this;
    await stage.moveTo(118);
    const statement = await this.open('Joint list on district accounts (sample)', [0, 1], 105);
    await this.endorse(statement, 7);
    await stage.moveTo(104);
    const letters = await this.submit(statement, ['SAMPLE-MIN-A', 'SAMPLE-MIN-B']);
    for (const [index, letter] of letters.entries()) {
      await this.deliver(letter, 104);
      await this.step('recordReceipt', letter, {
        receipt: { receivedOn: stage.day(104), entryNumber: `${141 + index}`, stampSeen: true },
      });
    }
    await stage.moveTo(79);
    await this.respond(letters[0] as Case, 80, ['ACCEPTED', 'NOTED']);
    await this.respond(letters[1] as Case, 79, ['PARTLY_ACCEPTED']);
    const found = await this.claim(0, this.plan.law, this.plan.lawProvision, 'IN_SUBSTANCE', OFFICER);
    await this.judge('verifyIntegration', found, MEMBER);
    const inDraft = await this.claim(1, this.plan.draft, this.plan.draftProvision, 'VERBATIM', OFFICER);
    await this.judge('verifyIntegration', inDraft, MEMBER);
    const { edition } = await stage.ask(OFFICER, `query ($id: ID!) { edition(id: $id) { version } }`, {
      id: this.plan.draft,
    });
    await stage.moveTo(75);
    // The draft is adopted: what was found in it has to be looked at again in the text that was adopted.
    await stage.send(
      OFFICER,
      'adoptEdition',
      'AdoptEditionInput',
      { id: this.plan.draft, expectedVersion: edition.version, adoptedOn: stage.day(76) },
      'edition { id }',
    );
    await this.step('concludeStatement', await this.seen('statement', statement.id), {}, 'statement { id version }');
  }

  /** Three ministries: one answers some items, one sends it on, one is silent. */
  async answerInPart(): Promise<void> {
    const { stage } = this;
    await stage.moveTo(70);
    const statement = await this.open('Joint statement on answering the forum (sample)', [2, 3, 4], 58);
    await this.endorse(statement, 6);
    await stage.moveTo(57);
    const [a, b, c] = (await this.submit(statement, ['SAMPLE-MIN-A', 'SAMPLE-MIN-B', 'SAMPLE-MIN-C'])) as [
      Case,
      Case,
      Case,
    ];
    for (const letter of [a, b, c]) await this.deliver(letter, 57);
    await stage.moveTo(52);
    await this.step('recordAcknowledgement', a, { happenedOn: stage.day(52) });
    await stage.moveTo(40);
    await this.respond(a, 40, ['ACCEPTED']);
    await this.step('redirectSubmission', b, {
      happenedOn: stage.day(40),
      letter: { addresseeId: stage.organisations.get('SAMPLE-MIN-D') },
      reason: 'Not our mandate, the ministry says (sample).',
    });
    // Where it was sent on to, it is delivered anew and acknowledged.
    const { submission } = await stage.ask(
      OFFICER,
      `query ($id: ID!) { submission(id: $id) { successor { id version status } } }`,
      { id: b.id },
    );
    const successor = submission.successor as Case & { status: string };
    if (successor.status === 'PREPARED') await this.deliver(successor, 40);
    await stage.moveTo(38);
    await this.step('recordAcknowledgement', successor, { happenedOn: stage.day(38) });
    // A member leaves after its name was sent: today's count changes, what was submitted does not.
    await this.leave(statement, 'SAMPLE-CSO-06');
    await stage.moveTo(12);
    await this.step('recordSilence', a, {
      happenedOn: stage.day(12),
      reason: 'No further answer recorded after 30 working days (sample).',
    });
    await this.step('recordSilence', c, {
      happenedOn: stage.day(12),
      reason: 'No answer recorded after 30 working days (sample).',
    });
    const rejected = await this.claim(4, this.plan.law, this.plan.lawProvision, 'WEAKENED', OFFICER);
    await this.judge('rejectIntegration', rejected, MEMBER);
    const reversed = await this.claim(2, this.plan.law, this.plan.lawProvision, 'IN_SUBSTANCE', OFFICER);
    await this.judge('verifyIntegration', reversed, MEMBER);
    await this.judge('reverseIntegration', reversed, OFFICER);
    await this.claim(3, this.plan.law, this.plan.lawProvision, 'CONTRARY', OFFICER);
  }

  /** One window closes without a quorum, one statement is taken back after its delivery, one waits with its letters ready. */
  async lapseWithdrawAndPrepare(): Promise<void> {
    const { stage } = this;
    await stage.moveTo(50);
    const lapsing = await this.open('Open letter on travel costs (sample)', [6], 38, 'OPEN_LETTER');
    await this.endorse(lapsing, 2);
    const withdrawn = await this.open('Position paper on the ombudsman (sample)', [9], 41, 'POSITION_PAPER');
    await this.endorse(withdrawn, 5);
    const ready = await this.open('Joint statement on open councils (sample)', [5, 10], 36);
    await this.endorse(ready, 8);
    await stage.moveTo(34);
    const [letter] = (await this.submit(withdrawn, ['SAMPLE-MIN-C'])) as [Case];
    await this.deliver(letter, 34);
    await this.step(
      'withdrawStatement',
      await this.seen('statement', withdrawn.id),
      {
        reason: 'Overtaken by a new text (sample).',
        evidence: [
          await stage.upload(OFFICER, 'letter', 'withdrawal.pdf'),
          await stage.upload(OFFICER, 'receipt', 'proof.pdf'),
        ],
      },
      'statement { id version }',
    );
    const [, cancelled] = (await this.submit(ready, ['SAMPLE-MIN-C', 'SAMPLE-MIN-D'])) as [Case, Case];
    // One comes too late for this one: it is kept apart.
    await this.sign(ready, 'SAMPLE-CSO-11', { appearance: 'COUNTED' });
    await this.step('cancelSubmission', cancelled, { reason: 'The addressee was the wrong one (sample).' });
  }

  /** What is open today: a window with endorsements of every kind, and a draft. */
  async openNow(): Promise<void> {
    const { stage } = this;
    await stage.moveTo(2);
    const open = await this.open('Joint statement on plans that people can read (sample)', [7, 8], -12);
    await this.endorse(open, 4);
    await this.leave(open, 'SAMPLE-CSO-04');
    // The text changes in substance: what was endorsed has to be confirmed, and counts as none until then.
    const amended = await this.step(
      'amendStatement',
      open,
      {
        amendment: 'MATERIAL',
        reason: 'The members of the network asked for a shorter text (sample).',
        content: {
          title: { en: 'Joint statement on plans that people can read (sample)' },
          body: { en: 'We, the undersigned organisations, ask for plans that people can read. (sample)' },
          otherLanguage: 'TO_FOLLOW',
          items: [7, 8].map((index) => ({ recommendationId: this.recommendations[index]?.id })),
        },
      },
      'statement { id version versionNumber }',
    );
    const first = await this.decisionOf(open, 'SAMPLE-CSO-01');
    await stage.send(
      MEMBER,
      'reconfirmEndorsement',
      'EndorsementStepInput',
      { id: first.id, expectedVersion: first.version },
      'endorsement { id }',
    );
    // One said so by phone: it counts once the organisation itself confirms.
    await stage.send(
      OFFICER,
      'endorseOnBehalf',
      'EndorseOnBehalfInput',
      {
        statementId: open.id,
        organisationId: stage.organisations.get('SAMPLE-CSO-09'),
        versionNumber: (amended as Case & { versionNumber: number }).versionNumber,
        evidence: [await stage.upload(OFFICER, 'evidence', 'note-of-the-call.pdf')],
      },
      'endorsement { id }',
    );
    const decline = this.members.get('SAMPLE-CSO-10') as string;
    await stage.send(
      decline,
      'declineStatement',
      'DecideOnStatementInput',
      { statementId: open.id },
      'endorsement { id }',
    );
    const abstain = this.members.get('SAMPLE-CSO-12') as string;
    await stage.send(
      abstain,
      'abstainFromStatement',
      'DecideOnStatementInput',
      { statementId: open.id },
      'endorsement { id }',
    );
    await this.draft('Joint submission on loudspeakers (sample)', [12], 'JOINT_SUBMISSION');
  }

  /** Recommendations that stand no more. */
  async close(): Promise<void> {
    await this.stage.moveTo(1);
    const [, into] = this.recommendations as [Case, Case];
    const merged = this.recommendations[11] as Case;
    await this.stage.send(
      OFFICER,
      'mergeRecommendation',
      'CloseRecommendationInput',
      {
        id: merged.id,
        expectedVersion: merged.version,
        successorIds: [into.id],
        reason: 'The same ask in other words (sample).',
      },
      'recommendation { id }',
    );
  }
}
