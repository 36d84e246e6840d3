import type { Stage } from './sample-client.js';

const OFFICER = 'sample-officer';
const SOURCE = 'CPDD’s completion report on the project October 2020 to February 2022.';
const ALL_STEPS = ['DRAFT', 'OPEN', 'CLOSE', 'SUBMIT', 'DELIVER'];

/**
 * What CPDD's report says, as facts, with what it does not say left open: no text of a recommendation, no endorser, no
 * letter, no answer is made up. Real institutions stand here and nowhere else in the sample data.
 */
export async function tellReport(stage: Stage): Promise<void> {
  const instrument = await instruments(stage);
  const org = (code: string) => stage.organisations.get(code) as string;
  const past = async (title: string, problem: string, rest: Record<string, unknown>, known: Record<string, unknown>) =>
    (
      await stage.send(
        OFFICER,
        'recordPastRecommendation',
        'RecordPastRecommendationInput',
        {
          content: { authenticLanguage: 'EN', title: { en: title }, problem: { en: problem }, ...rest },
          reason: SOURCE,
          ...known,
        },
        'recommendation { id }',
      )
    ).recommendation.id as string;

  await past(
    'Joint list of recommendations of civil society for NP-II (its items are not known)',
    'The report says that the list “was accepted and integrated into NP-II”. By whom it was accepted, when and in what words, and in which chapter or clause of NP-II it stands, is not known: so it counts neither as answered nor as integrated.',
    { targetIds: [instrument('NP-II')] },
    {
      stage: 'SUBMITTED',
      happenedOn: '2020-10-01',
      precision: 'RANGE',
      until: '2022-02-28',
      notKnown: [...ALL_STEPS, 'RESPOND'],
    },
  );
  const carried = [
    await past(
      'Recommendations on civic engagement at sub-national level (wording not known)',
      'Mistrust between sub-national administrations and civil society; no clear framework for its engagement.',
      {
        addresseeIds: ['MoP', 'MEF', 'MoI'].map(org),
        targetIds: [instrument('NSDP-2019')],
        topics: ['civic-engagement'],
      },
      { stage: 'DRAFTED', happenedOn: '2021-01-01', precision: 'YEAR', notKnown: ['DRAFT'] },
    ),
    await past(
      'More budget allocation for sub-national administrations (wording not known)',
      'Councils are weak as makers of plans and budgets.',
      { addresseeIds: ['MoP', 'MEF', 'MoI'].map(org), targetIds: [instrument('NSDP-2019')], topics: ['sna-budget'] },
      { stage: 'DRAFTED', happenedOn: '2021-01-01', precision: 'YEAR', notKnown: ['DRAFT'] },
    ),
  ];
  const statement = (
    await stage.send(
      OFFICER,
      'recordPastStatement',
      'RecordPastStatementInput',
      {
        content: {
          kind: 'JOINT_STATEMENT',
          authenticLanguage: 'EN',
          title: { en: 'Joint civil-society statement for the mid-term review of NSDP 2019-2023 (text not known)' },
          items: carried.map((recommendationId) => ({ recommendationId })),
        },
        status: 'ENDORSED',
        happenedOn: '2021-09-01',
        notKnown: ['DRAFT', 'OPEN', 'ENDORSE', 'CLOSE'],
        reason: SOURCE,
      },
      'statement { id }',
    )
  ).statement.id as string;
  for (const ministry of ['MoP', 'MEF', 'MoI']) {
    await stage.send(
      OFFICER,
      'recordPastSubmission',
      'RecordPastSubmissionInput',
      {
        statementId: statement,
        letter: { addresseeId: org(ministry) },
        status: 'DELIVERED',
        deliveredOn: '2021-09-01',
        precision: 'RANGE',
        until: '2021-11-30',
        notKnown: ['RECEIPT', 'ACKNOWLEDGE', 'RESPOND'],
        reason: SOURCE,
      },
      'submission { id }',
    );
  }
}

async function instruments(stage: Stage): Promise<(code: string) => string> {
  const data = (await stage.ask(OFFICER, `{ instruments(first: 100) { edges { node { id code } } } }`)) as {
    instruments: { edges: { node: { id: string; code: string } }[] };
  };
  const ids = new Map(data.instruments.edges.map(({ node }) => [node.code, node.id]));
  return (code) => ids.get(code) as string;
}
