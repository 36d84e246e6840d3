/** A step of the story, as a query that is ready to be run. */
export interface StoryStep {
  title: string;
  /** The token of the sample sign-in that takes this step. */
  as: string;
  query: string;
  variables?: Record<string, unknown>;
}

/** CPDD's story and the practice workspace, step by step: what to look at first, and the first things to do. */
export const story: readonly StoryStep[] = [
  {
    title: 'Who am I?',
    as: 'sample-officer',
    query: `{
  viewer {
    office { en km }
    role
    rights
    organisation { code name { en km } }
  }
}`,
  },
  {
    title: 'All recommendations, with their stage and whether a text takes them up',
    as: 'sample-officer',
    query: `{
  recommendations(first: 20) {
    totalCount
    edges { node { id number stage uptake standing title { en km } addressees { code } targets { code } } }
    pageInfo { hasNextPage endCursor }
  }
}`,
  },
  {
    title: 'How it all stands: recommendations by stage and addressee, and who has not answered',
    as: 'sample-officer',
    query: `{
  overview {
    byStageAndAddressee { stage addressee { code } count }
    overdue(days: 20) { addressee { code } count }
  }
}`,
  },
  {
    title: 'The same two months ago, as it was recorded then',
    as: 'sample-officer',
    query: `query ($asOf: AsOfInput!) {
  overview { byStageAndAddressee(asOf: $asOf) { stage addressee { code } count } }
}`,
    // Nothing is due by this: a day to look back at.
    // eslint-disable-next-line no-restricted-syntax
    variables: { asOf: { day: new Date(Date.now() - 60 * 86_400_000).toISOString().slice(0, 10), by: 'RECORDED' } },
  },
  {
    title: 'One recommendation with its history: who, for whom, when, why',
    as: 'sample-officer',
    query: `{
  recommendations(first: 1, filter: { uptake: [INTEGRATED] }) {
    edges { node {
      number title { en km } stage uptake
      history(first: 20) { edges { node { version event from to happenedAt recordedAt imported notKnown reason
        actor { office { en } } organisation { code } } } }
      availableEvents { event allowed reasons { messageEn messageKm clearedBy } }
    } }
  }
}`,
  },
  {
    title: 'Draft a recommendation (change the idempotency key to draft another)',
    as: 'sample-officer',
    query: `mutation ($input: DraftRecommendationInput!) {
  draftRecommendation(input: $input) {
    recommendation { id number version stage }
    userErrors { code messageEn messageKm path }
  }
}`,
    variables: {
      input: {
        idempotencyKey: '00000000-0000-4000-8000-000000000001',
        content: {
          authenticLanguage: 'EN',
          title: { en: 'Publish the budget of every district in time for the dissemination forum' },
        },
      },
    },
  },
  {
    title: 'Statements, their quorum and what stands in the way',
    as: 'sample-officer',
    query: `{
  statements(first: 20) {
    edges { node { id number status title { en km } deadline quorum { met count rule { sentence { en km } } }
      availableEvents { event allowed reasons { messageEn clearedBy } } } }
  }
}`,
  },
  {
    title: 'The same list as a member organisation sees it',
    as: 'sample-member',
    query: `{ statements(first: 20) { edges { node { id number status title { en km } deadline } } } }`,
  },
  {
    title: 'Submissions: what was handed to whom, and what each addressee answered',
    as: 'sample-budget-group',
    query: `{
  submissions(first: 20) {
    edges { node { number status addressee { code } proof ourReference } }
  }
}`,
  },
];
