import type { WriteStream } from 'node:tty';
import { paceInWords } from '#imports';
import type { Pace } from '#imports';

/** Seconds between two lines where there is no terminal that could write over the last one. */
const SELDOM = 5;

/** Shows how far a run has come: one line that is written over on a terminal, a plain line now and then elsewhere. */
export function showProgress(
  stream: Pick<WriteStream, 'write'> & { isTTY?: boolean },
  now: () => number = () => performance.now(),
): { at: (pace: Pace) => void; end: () => void } {
  let said = -Infinity;
  let phase: Pace['phase'] | undefined;
  return {
    at(pace) {
      const whole = pace.done === pace.total;
      if (stream.isTTY) {
        // The rest of a longer line before it is wiped.
        stream.write(`${phase && phase !== pace.phase ? '\n' : ''}\r${paceInWords(pace)}\u001B[K`);
      } else if (whole || phase !== pace.phase || now() - said >= SELDOM * 1_000) {
        stream.write(`${paceInWords(pace)}\n`);
        said = now();
      }
      phase = pace.phase;
    },
    end() {
      if (stream.isTTY && phase) stream.write('\n');
    },
  };
}
