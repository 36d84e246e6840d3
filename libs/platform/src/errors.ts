import type { Role } from './actor.js';
import type { Parameters } from './messages.js';

/** One thing that stands in the way: a code of the catalogue, what fills its sentence, and who can clear it. */
export interface Reason {
  code: string;
  parameters?: Parameters;
  clearedBy?: readonly Role[];
  /** The input field that it is about, outermost first. */
  path?: readonly string[];
  /** What the secretariat reads instead, when the plain reason must not say whom it concerns. */
  detail?: { code: string; parameters?: Parameters };
}

/** Why a command failed, as a closed set. `refused`: something stands in the way. `conflict`: somebody was quicker. */
export type Failure = 'refused' | 'conflict' | 'notFound' | 'keyReused';

/** The attempt that was refused, kept in the list of refused attempts. */
export interface Attempt {
  process: string;
  event: string;
  caseId?: string;
  caseVersion?: number;
  /** The id, as clients see it, of what the command named; where nobody looked which case that is. */
  about?: string;
}

/**
 * The one class for what a person can cause. It always carries **all** reasons; faults of ours are ordinary errors and
 * reach nobody word for word.
 */
export class DomainError extends Error {
  readonly attempt: Attempt | undefined;
  readonly versions: { current: number; yours: number } | undefined;

  constructor(
    readonly failure: Failure,
    readonly reasons: readonly Reason[],
    about: { attempt?: Attempt; versions?: { current: number; yours: number }; cause?: unknown } = {},
  ) {
    super(`${failure}: ${reasons.map((reason) => reason.code).join(', ')}`, { cause: about.cause });
    this.name = 'DomainError';
    this.attempt = about.attempt;
    this.versions = about.versions;
  }
}

/** Refuses with all reasons at once; does nothing when there are none. */
export function refuseIf(reasons: readonly Reason[], attempt?: Attempt): void {
  if (reasons.length > 0) throw new DomainError('refused', reasons, attempt ? { attempt } : {});
}

/**
 * Does the work, and if that is refused, says what else stands in the way.
 * @throws DomainError with the reasons that are known already before those of the work.
 */
export async function besides<T>(reasons: readonly Reason[], work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof DomainError) || error.failure !== 'refused' || reasons.length === 0) throw error;
    const about = error.attempt ? { attempt: error.attempt, cause: error } : { cause: error };
    throw new DomainError('refused', [...reasons, ...error.reasons], about);
  }
}

/** Not there and not allowed look the same. */
export function notFound(): DomainError {
  return new DomainError('notFound', [{ code: 'NOT_FOUND' }]);
}
