import type { Stage } from './sample-client.js';

export const OFFICER = 'sample-officer';
export const COORDINATOR = 'sample-coordinator';
export const MEMBER = 'sample-member';

/** A case as the story goes on with it. */
export interface Case {
  id: string;
  version: number;
}

interface SampleItem {
  key: string;
  recommendation: { id: string };
}

/** The moves of which the acts of the practice workspace are made, through the product's own commands. */
export class PracticeMoves {
  protected readonly recommendations: Case[] = [];
  protected rule = '';
  protected plan = { draft: '', draftProvision: '', law: '', lawProvision: '' };

  constructor(
    protected readonly stage: Stage,
    protected readonly members: ReadonlyMap<string, string>,
  ) {}

  protected async instrument(code: string, kind: string, nameEn: string): Promise<string> {
    const { instrument } = await this.stage.send(
      OFFICER,
      'registerInstrument',
      'RegisterInstrumentInput',
      { code, content: { kind, nameEn } },
      'instrument { id }',
    );
    return instrument.id as string;
  }

  protected async edition(
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

  protected async draft(title: string, items: number[], kind = 'JOINT_STATEMENT'): Promise<Case> {
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

  protected async open(title: string, items: number[], deadline: number, kind?: string): Promise<Case> {
    const drafted = await this.draft(title, items, kind);
    return this.step('openStatement', drafted, { deadlineOn: this.stage.day(deadline) }, 'statement { id version }');
  }

  /** So many members endorse, in every way of appearing; one with a reservation on the first item. */
  protected async endorse(statement: Case, count: number): Promise<void> {
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
  protected async sign(statement: Case, member: string, rest: Record<string, unknown>): Promise<void> {
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

  protected async decisionOf(statement: Case, member: string): Promise<Case> {
    const token = this.members.get(member) as string;
    const data = await this.stage.ask(
      token,
      `query ($id: ID!) { statement(id: $id) { myEndorsement { id version } } }`,
      { id: statement.id },
    );
    return data.statement.myEndorsement as Case;
  }

  /** One member takes its endorsement back. */
  protected async leave(statement: Case, member: string): Promise<void> {
    const { id, version } = await this.decisionOf(statement, member);
    await this.stage.send(
      this.members.get(member) as string,
      'withdrawEndorsement',
      'WithdrawEndorsementInput',
      { id, expectedVersion: version },
      'endorsement { id }',
    );
  }

  protected async submit(statement: Case, addressees: string[]): Promise<Case[]> {
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

  protected deliver(letter: Case, ago: number): Promise<Case> {
    return this.step('deliverSubmission', letter, {
      delivery: { channel: 'BY_HAND', mode: 'PAPER', deliveredOn: this.stage.day(ago) },
    });
  }

  /** Readings for the first items that the letter asks, in order. */
  protected async respond(letter: Case, ago: number, readings: string[]): Promise<void> {
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

  protected async claim(
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

  protected async judge(mutation: string, found: Case, token: string): Promise<void> {
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
  protected async step(
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

  protected async seen(what: 'statement', id: string): Promise<Case> {
    const data = await this.stage.ask(OFFICER, `query ($id: ID!) { ${what}(id: $id) { id version } }`, { id });
    return data[what] as Case;
  }
}
