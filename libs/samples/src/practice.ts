import type { Stage } from './sample-client.js';

const OFFICER = 'sample-officer';
const COORDINATOR = 'sample-coordinator';
const MEMBER = 'sample-member';

/** A case as the story goes on with it. */
interface Case {
  id: string;
  version: number;
}

interface SampleItem {
  key: string;
  recommendation: { id: string };
}

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
class Play {
  private readonly recommendations: Case[] = [];
  private rule = '';
  private plan = { draft: '', draftProvision: '', law: '', lawProvision: '' };

  constructor(
    private readonly stage: Stage,
    private readonly members: ReadonlyMap<string, string>,
  ) {}

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
    const asks: [string, string[], string[]][] = [
      [
        'Give each district an account of its own for civic engagement',
        ['SAMPLE-MIN-A', 'SAMPLE-MIN-B'],
        ['sna-budget', 'civic-engagement'],
      ],
      ['Publish the budget of every council before its forum', ['SAMPLE-MIN-A'], ['sna-budget']],
      [
        'Let councils answer proposals of the forum in writing',
        ['SAMPLE-MIN-A', 'SAMPLE-MIN-B', 'SAMPLE-MIN-C'],
        ['council-role'],
      ],
      ['Name the official who answers in every district', ['SAMPLE-MIN-A', 'SAMPLE-MIN-C'], ['governance']],
      ['Train councillors in reading a budget', ['SAMPLE-MIN-B', 'SAMPLE-MIN-C'], ['capacity', 'sna-budget']],
      ['Open the sessions of councils to the public', ['SAMPLE-MIN-C'], ['council-role']],
      ['Pay the travel of village representatives to the forum', ['SAMPLE-MIN-B'], ['finance']],
      ['Translate the plan into plain Khmer', ['SAMPLE-MIN-A'], ['reform-awareness']],
      ['Post the plan of the commune at its office', ['SAMPLE-MIN-A', 'SAMPLE-MIN-C'], ['sna-plan']],
      ['Ask the ombudsman to report every year', ['SAMPLE-MIN-C'], ['ombudsman']],
      [
        'Lend districts the staff for social accountability',
        ['SAMPLE-MIN-D'],
        ['human-resources', 'social-accountability'],
      ],
      ['Publish council budgets on paper too', ['SAMPLE-MIN-A'], ['sna-budget']],
      ['Buy a loudspeaker for every forum', ['SAMPLE-MIN-B'], ['finance']],
    ];
    for (const [title, addressees, topics] of asks) {
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

  private async instrument(code: string, kind: string, nameEn: string): Promise<string> {
    const { instrument } = await this.stage.send(
      OFFICER,
      'registerInstrument',
      'RegisterInstrumentInput',
      { code, content: { kind, nameEn } },
      'instrument { id }',
    );
    return instrument.id as string;
  }

  private async edition(
    instrumentId: string,
    label: string,
    dates: Record<string, string>,
    chapter: string,
    textEn: string,
  ): Promise<[string, string]> {
    const { edition } = await this.stage.send(
      OFFICER,
      'registerEdition',
      'RegisterEditionInput',
      { instrumentId, label, source: 'Invented for the practice workspace.', ...dates },
      'edition { id version }',
    );
    const added = await this.stage.send(
      OFFICER,
      'addProvisions',
      'AddProvisionsInput',
      { editionId: edition.id, expectedVersion: edition.version, provisions: [{ chapter, page: '63', textEn }] },
      'provisions { id }',
    );
    return [edition.id as string, added.provisions[0].id as string];
  }

  private async draft(title: string, items: number[], kind = 'JOINT_STATEMENT'): Promise<Case> {
    const { statement } = await this.stage.send(
      OFFICER,
      'draftStatement',
      'DraftStatementInput',
      {
        content: {
          kind,
          authenticLanguage: 'EN',
          otherLanguage: 'TO_FOLLOW',
          title: { en: title },
          body: { en: 'We, the undersigned organisations, ask for what follows. (sample)' },
          quorumRuleId: this.rule,
          items: items.map((index) => ({ recommendationId: this.recommendations[index]?.id })),
        },
      },
      'statement { id version }',
    );
    return statement as Case;
  }

  private async open(title: string, items: number[], deadline: number, kind?: string): Promise<Case> {
    const drafted = await this.draft(title, items, kind);
    return this.step('openStatement', drafted, { deadlineOn: this.stage.day(deadline) }, 'statement { id version }');
  }

  /** So many members endorse, in every way of appearing; one with a reservation on the first item. */
  private async endorse(statement: Case, count: number): Promise<void> {
    const { statement: asked } = await this.stage.ask(
      OFFICER,
      `query ($id: ID!) { statement(id: $id) { versionNumber items { key } } }`,
      { id: statement.id },
    );
    const appearances = ['PUBLIC', 'ADDRESSEE', 'COUNTED', 'HIDDEN'];
    for (const [index, token] of [...this.members.values()].slice(0, count).entries()) {
      await this.stage.send(
        token,
        'endorseStatement',
        'EndorseStatementInput',
        {
          statementId: statement.id,
          versionNumber: asked.versionNumber,
          signature: index === 0 ? 'INITIATOR' : index === 5 ? 'SUPPORTER' : 'SIGNATORY',
          appearance: appearances[index % appearances.length],
          ...(index === 3
            ? {
                reservations: [
                  { itemKey: asked.items[0].key, text: 'With us, but the districts should decide how. (sample)' },
                ],
              }
            : {}),
        },
        'endorsement { id }',
      );
    }
  }

  /** One member endorses, in its own way. */
  private async sign(statement: Case, member: string, rest: Record<string, unknown>): Promise<void> {
    const { statement: asked } = await this.stage.ask(
      OFFICER,
      `query ($id: ID!) { statement(id: $id) { versionNumber } }`,
      { id: statement.id },
    );
    const input = { statementId: statement.id, versionNumber: asked.versionNumber, ...rest };
    await this.stage.send(
      this.members.get(member) as string,
      'endorseStatement',
      'EndorseStatementInput',
      input,
      'endorsement { id }',
    );
  }

  private async decisionOf(statement: Case, member: string): Promise<Case> {
    const token = this.members.get(member) as string;
    const data = await this.stage.ask(
      token,
      `query ($id: ID!) { statement(id: $id) { myEndorsement { id version } } }`,
      { id: statement.id },
    );
    return data.statement.myEndorsement as Case;
  }

  /** One member takes its endorsement back. */
  private async leave(statement: Case, member: string): Promise<void> {
    const { id, version } = await this.decisionOf(statement, member);
    await this.stage.send(
      this.members.get(member) as string,
      'withdrawEndorsement',
      'WithdrawEndorsementInput',
      { id, expectedVersion: version },
      'endorsement { id }',
    );
  }

  private async submit(statement: Case, addressees: string[]): Promise<Case[]> {
    const seen = await this.seen('statement', statement.id);
    const { submissions } = await this.stage.send(
      OFFICER,
      'submitStatement',
      'SubmitStatementInput',
      {
        id: statement.id,
        expectedVersion: seen.version,
        letters: addressees.map((code) => ({ addresseeId: this.stage.organisations.get(code) })),
      },
      'submissions { id version }',
    );
    return submissions as Case[];
  }

  private deliver(letter: Case, ago: number): Promise<Case> {
    return this.step('deliverSubmission', letter, {
      delivery: { channel: 'BY_HAND', mode: 'PAPER', deliveredOn: this.stage.day(ago) },
    });
  }

  /** Readings for the first items that the letter asks, in order. */
  private async respond(letter: Case, ago: number, readings: string[]): Promise<void> {
    const { submission } = await this.stage.ask(OFFICER, `query ($id: ID!) { submission(id: $id) { items { key } } }`, {
      id: letter.id,
    });
    await this.step('recordResponse', letter, {
      response: {
        answeredOn: this.stage.day(ago),
        form: 'LETTER',
        language: 'EN',
        verbatim: 'The ministry thanks you and answers as follows. (invented)',
        items: (submission.items as SampleItem[])
          .slice(0, readings.length)
          .map((item, index) => ({ itemKey: item.key, reading: readings[index] })),
      },
    });
  }

  private async claim(
    index: number,
    editionId: string,
    provisionId: string,
    degree: string,
    token: string,
  ): Promise<Case> {
    const { integration } = await this.stage.send(
      token,
      'claimIntegration',
      'ClaimIntegrationInput',
      {
        recommendationId: this.recommendations[index]?.id,
        found: {
          editionId,
          provisionId,
          degree,
          quote: { en: 'Each district keeps an account of its own for civic engagement.' },
        },
      },
      'integration { id version }',
    );
    return integration as Case;
  }

  private async judge(mutation: string, found: Case, token: string): Promise<void> {
    const { integration } = await this.stage.send(
      token,
      mutation,
      'JudgeIntegrationInput',
      { id: found.id, expectedVersion: found.version, reason: 'Read against the text (sample).' },
      'integration { id version }',
    );
    found.version = (integration as Case).version;
  }

  /** One step of a case by the officer; the case is then at its new version. */
  private async step(
    mutation: string,
    on: Case,
    input: Record<string, unknown>,
    selection = 'submission { id version }',
  ): Promise<Case> {
    const type = `${mutation[0]?.toUpperCase()}${mutation.slice(1)}Input`;
    const payload = await this.stage.send(
      OFFICER,
      mutation,
      type,
      { id: on.id, expectedVersion: on.version, ...input },
      selection,
    );
    const moved = (payload.submission ?? payload.statement) as Case;
    on.version = moved.version;
    return moved;
  }

  private async seen(what: 'statement', id: string): Promise<Case> {
    const data = await this.stage.ask(OFFICER, `query ($id: ID!) { ${what}(id: $id) { id version } }`, { id });
    return data[what] as Case;
  }
}
