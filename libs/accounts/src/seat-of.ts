import { publicViewer } from '#platform';
import type { RegistersSeen, Right, Role, Viewer } from '#platform';

/** Who asks, and how the registers stood when they did: one look at the database for both. */
export interface Looked {
  viewer: Viewer;
  seen?: RegistersSeen;
  /** Somebody who has to set up a second factor first: nobody until then. */
  lacksSecondFactor?: true;
}

/** A seat with the field of its group, as a look reads it. */
export interface SeatOfRow extends RegistersSeen {
  person_id: string;
  seat_id: string;
  organisation_id: string;
  role: Role;
  rights: Right[];
  topics: string[] | null;
  addressee_ids: string[] | null;
  instrument_ids: string[] | null;
  token_hash?: string;
  session_id?: string;
  proved_at?: Date | null;
  lacks_second_factor?: boolean;
}

/** SQL over `s` and `f`: what a look reads of a seat. */
export const SEAT_OF = `s.person_id, s.id AS seat_id, s.organisation_id, s.role, s.rights, f.topics, f.addressee_ids, f.instrument_ids`;

/** What a look found, as the rest of the product knows it. */
export function toLooked(row: SeatOfRow): Looked {
  if (row.lacks_second_factor) return { viewer: publicViewer, lacksSecondFactor: true };
  const viewer = {
    personId: row.person_id,
    seatId: row.seat_id,
    organisationId: row.organisation_id,
    role: row.role,
    rights: row.rights,
    field: {
      topics: row.topics ?? [],
      addresseeIds: row.addressee_ids ?? [],
      instrumentIds: row.instrument_ids ?? [],
    },
    ...(row.token_hash ? { tokenHash: row.token_hash } : {}),
    ...(row.session_id ? { session: { id: row.session_id, provedAt: row.proved_at?.toISOString() ?? null } } : {}),
  };
  return { viewer, seen: { day: row.day, versions: row.versions } };
}
