import type { Right, Role } from '#platform';

/** A sample sign-in, for one kind of user. Offices and organisations are invented; no person has a name. */
export interface SampleSignIn {
  token: string;
  officeEn: string;
  officeKm: string | null;
  organisation: string;
  role: Role;
  rights: Right[];
}

/** One sign-in for each kind of user, and a second officer and member where two people are needed. */
export const sampleSignIns: readonly SampleSignIn[] = [
  {
    token: 'sample-officer',
    officeEn: 'Policy officer',
    officeKm: null,
    organisation: 'SAMPLE-SEC',
    role: 'policyOfficer',
    rights: ['draft', 'record', 'verify'],
  },
  {
    token: 'sample-second-officer',
    officeEn: 'Second policy officer',
    officeKm: null,
    organisation: 'SAMPLE-SEC',
    role: 'policyOfficer',
    rights: ['draft', 'record', 'verify'],
  },
  {
    token: 'sample-coordinator',
    officeEn: 'Coordinator',
    officeKm: null,
    organisation: 'SAMPLE-SEC',
    role: 'coordinator',
    rights: ['record', 'administer'],
  },
  { token: 'sample-chair', officeEn: 'Chair', officeKm: null, organisation: 'SAMPLE-SEC', role: 'chair', rights: [] },
  {
    token: 'sample-member',
    officeEn: 'Representative',
    officeKm: null,
    organisation: 'SAMPLE-CSO-01',
    role: 'memberRepresentative',
    rights: ['draft', 'endorse', 'verify'],
  },
  {
    token: 'sample-second-member',
    officeEn: 'Representative',
    officeKm: null,
    organisation: 'SAMPLE-CSO-02',
    role: 'memberRepresentative',
    rights: ['draft', 'endorse', 'verify'],
  },
  {
    token: 'sample-budget-group',
    officeEn: 'Member of the budget working group',
    officeKm: null,
    organisation: 'SAMPLE-BWG',
    role: 'budgetGroupMember',
    rights: ['record'],
  },
  {
    token: 'sample-observer',
    officeEn: 'Adviser',
    officeKm: null,
    organisation: 'SAMPLE-DONOR',
    role: 'observer',
    rights: [],
  },
  {
    token: 'sample-administrator',
    officeEn: 'Administrator',
    officeKm: null,
    organisation: 'SAMPLE-SEC',
    role: 'administrator',
    rights: ['administer'],
  },
];

/** The invented address at which a sample person signs in; no mail to it ever leaves a machine. */
export const sampleAddress = (token: string): string => `${token}@example.org`;
