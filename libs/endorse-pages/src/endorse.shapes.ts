/** What comes back from the documents of the pages. */

export interface Text {
  km: string | null;
  en: string | null;
}

export interface Named {
  name: Text;
}

interface SeatShown {
  id: string;
  role: string;
  rights: string[];
  organisation: Named | null;
}

export interface Who {
  signedIn: boolean;
  role: string;
  rights: string[];
  seat: { id: string } | null;
  delegation: { id: string } | null;
  organisation: (Named & { id: string }) | null;
  seats: SeatShown[];
  delegations: (SeatShown & { standing: string })[];
}

export interface Change {
  what: 'TITLE' | 'BODY' | 'ITEM_ADDED' | 'ITEM_LEFT_OUT' | 'ITEM_REWORDED' | 'ITEM_MOVED';
  language: 'KM' | 'EN' | null;
  itemKey: string | null;
  before: string | null;
  after: string | null;
}

interface Version {
  number: number;
  frozenAt: string | null;
  hash: string | null;
  amendment: 'EDITORIAL' | 'MATERIAL' | null;
  reason: string | null;
  changesFromPrevious: Change[] | null;
}

export interface Item {
  key: string;
  position: number;
  wording: Text;
}

interface Entry {
  event: string;
  to: string;
  recordedAt: string;
  version: number;
}

export const APPEARANCES = ['PUBLIC', 'ADDRESSEE', 'COUNTED', 'HIDDEN'] as const;
export type Appearance = (typeof APPEARANCES)[number];

export interface Endorsement {
  id: string;
  version: number;
  status: string;
  versionNumber: number;
  appearance: Appearance;
  named: Appearance | null;
  onBehalf: boolean;
  confirmBy: string | null;
  past: boolean;
  reservations: { itemKey: string; text: string }[];
  availableEvents: { event: string; allowed: boolean; reasons: Reason[] }[];
  history: Edges<Entry>;
}

export interface Edges<T> {
  edges: { node: T }[];
}

interface Remark {
  kind: 'QUESTION' | 'COMMENT';
  text: string | null;
  language: 'KM' | 'EN';
  createdAt: string;
  withdrawnAt: string | null;
  organisation: { id: string } | null;
  answer: { text: string; language: 'KM' | 'EN' } | null;
}

export interface Statement {
  id: string;
  number: string;
  status: string;
  versionNumber: number;
  deadline: string | null;
  authenticLanguage: 'KM' | 'EN';
  khmerText: string;
  englishText: string;
  title: Text;
  body: Text;
  initiator: Named | null;
  items: Item[];
  quorum: { count: number | null; met: boolean | null; rule: { sentence: Text } | null };
  versions: Version[];
  remarks: Edges<Remark>;
  myEndorsement: Endorsement | null;
}

export interface Submission {
  number: string;
  status: string;
  deliveredAt: string | null;
  statementVersion: number;
  addressee: Named | null;
  silence: { at: string } | null;
  items: { order: number; position: { reading: string | null } }[];
  responses: Edges<{
    answeredOn: string;
    verbatim: string | null;
    language: 'KM' | 'EN' | null;
    counts: boolean;
    annuls: boolean;
  }>;
}

export interface Listed {
  id: string;
  number: string;
  status: string;
  versionNumber: number;
  deadline: string | null;
  title: Text;
  initiator: Named | null;
  myEndorsement: { status: string; versionNumber: number } | null;
}

/** Why something was not done, in both languages. */
export interface Reason {
  code?: string;
  messageKm: string;
  messageEn: string;
  path?: string[] | null;
}
