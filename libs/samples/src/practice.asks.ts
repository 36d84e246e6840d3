/** What the recommendations of the practice workspace ask, of which ministries, under which topics; in the order of the acts. */
export const ASKS: readonly (readonly [title: string, addressees: readonly string[], topics: readonly string[]])[] = [
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
