import type { StatementContext } from './statement.machine.js';

/** What an embargo can wait for, beside a moment. */
export const RELEASE_EVENTS = ['handedOver', 'concluded'] as const;
export type ReleaseEvent = (typeof RELEASE_EVENTS)[number];

/** Who may see the text of one version, as it was last said. Of another version it says nothing: that one is private. */
export interface TextRelease {
  level: 'private' | 'embargoed' | 'public';
  version: number;
  /** When the embargo ends (ISO 8601, UTC). */
  until: string | null;
  /** With what it ends. */
  upon: ReleaseEvent | null;
}

/** What is wished for: a level, and with an embargo its end. */
export type ReleaseWish = Pick<TextRelease, 'level' | 'until' | 'upon'>;

/**
 * The release as it is once what its embargo waits for has happened; nothing where it does not wait for that.
 * @param at the moment of what happened (ISO 8601, UTC): an alarm that came early opens nothing.
 */
export function openedBy(
  context: StatementContext,
  upon: ReleaseEvent | 'moment',
  at: string,
): Partial<StatementContext> {
  const { release } = context;
  if (release?.level !== 'embargoed') return {};
  if (upon === 'moment' ? release.until === null || release.until > at : release.upon !== upon) return {};
  return { release: { ...release, level: 'public' } };
}
