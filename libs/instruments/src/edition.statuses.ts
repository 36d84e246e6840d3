import type { acts } from '#policy';

/** What may be done to the registers of instruments, editions, provisions and windows. Everybody may read them: they are public texts. */
export type InstrumentAct = keyof typeof acts.instrument;

/** Where the text of an instrument stands. */
export const EDITION_STATUSES = ['draft', 'adopted', 'inForce', 'replaced', 'repealed'] as const;
export type EditionStatus = (typeof EDITION_STATUSES)[number];

/** From which status an edition may take which step; a register, not a case, so one small table says it. */
export const editionActs = {
  ADD_PROVISIONS: EDITION_STATUSES,
  ADOPT_EDITION: ['draft'],
  PUT_IN_FORCE: ['adopted'],
  REPEAL_EDITION: ['adopted', 'inForce'],
} satisfies Partial<Record<InstrumentAct, readonly EditionStatus[]>>;

export type EditionAct = keyof typeof editionActs;

/** The statuses that another edition may put an end to. */
export const REPLACEABLE: readonly EditionStatus[] = ['draft', 'adopted', 'inForce'];
