/** Invented organisations of the practice workspace, and invented institutions wherever an answer is invented. */
export interface SampleOrganisation {
  code: string;
  kind: 'secretariat' | 'member' | 'network' | 'body' | 'institution' | 'partner';
  nameEn: string;
  nameKm?: string;
  placeCode?: string;
  network?: string;
}

const members: [string, string][] = [
  ['Village Water Group (sample)', '02'],
  ['Riverside Aid (sample)', '02'],
  ['Rice Growers Association (sample)', '02'],
  ['Lake Families Network (sample)', '02'],
  ['City Youth Circle (sample)', '12'],
  ['Open Budget Friends (sample)', '12'],
  ['Garment Families Support (sample)', '12'],
  ['Highland Voices (sample)', '16'],
  ['Coast and Mangrove Group (sample)', '18'],
  ['Market Women Association (sample)', '08'],
  ['School Gardens (sample)', '17'],
  ['Disability Forum North (sample)', '17'],
];

export const sampleOrganisations: readonly SampleOrganisation[] = [
  { code: 'SAMPLE-SEC', kind: 'secretariat', nameEn: 'Coalition secretariat (sample)' },
  { code: 'SAMPLE-BWG', kind: 'body', nameEn: 'Budget working group (sample)' },
  { code: 'SAMPLE-NET', kind: 'network', nameEn: 'Provincial network (sample)', placeCode: '02' },
  { code: 'SAMPLE-MIN-A', kind: 'institution', nameEn: 'Ministry of Village Development (sample)' },
  { code: 'SAMPLE-MIN-B', kind: 'institution', nameEn: 'Ministry of Public Accounts (sample)' },
  { code: 'SAMPLE-MIN-C', kind: 'institution', nameEn: 'Ministry of Local Councils (sample)' },
  { code: 'SAMPLE-MIN-D', kind: 'institution', nameEn: 'Secretariat of Council Reform (sample)' },
  { code: 'SAMPLE-DONOR', kind: 'partner', nameEn: 'Development partner (sample)' },
  ...members.map(([nameEn, placeCode], index) => ({
    code: `SAMPLE-CSO-${String(index + 1).padStart(2, '0')}`,
    kind: 'member' as const,
    nameEn,
    placeCode,
    ...(index < 4 ? { network: 'SAMPLE-NET' } : {}),
  })),
];
