/** How far a run has come, and how fast. */
export interface Pace {
  /** First the list is read, then its rows come in. */
  phase: 'reading' | 'entering';
  done: number;
  total: number;
  rowsPerSecond: number;
  /** By the rate so far; nothing while there is none. */
  secondsLeft: number | null;
}

/** Told after each batch. */
export type Progress = (pace: Pace) => Promise<void> | void;

/** Measures a phase of a run from when it is made; what an earlier attempt had done does not count as fast. */
export class Meter {
  private readonly began = performance.now();
  private before: number | undefined;

  constructor(
    private readonly phase: Pace['phase'],
    private readonly tell: Progress,
  ) {}

  async at(done: number, total: number): Promise<void> {
    this.before ??= done;
    const seconds = (performance.now() - this.began) / 1_000;
    const rowsPerSecond = seconds > 0 ? (done - this.before) / seconds : 0;
    const secondsLeft = rowsPerSecond > 0 ? Math.ceil((total - done) / rowsPerSecond) : null;
    await this.tell({ phase: this.phase, done, total, rowsPerSecond, secondsLeft });
  }
}

const WIDTH = 24;

/** The pace as one line for a terminal: a bar, rows, rate, time left. */
export function paceInWords({ phase, done, total, rowsPerSecond, secondsLeft }: Pace): string {
  const filled = total > 0 ? Math.round((done / total) * WIDTH) : WIDTH;
  const number = new Intl.NumberFormat('en');
  return [
    `${phase.padEnd(8)} [${'#'.repeat(filled)}${'-'.repeat(WIDTH - filled)}] ${number.format(done)} of ${number.format(total)} rows`,
    ...(rowsPerSecond > 0 ? [`${number.format(Math.round(rowsPerSecond))} rows/s`] : []),
    ...(secondsLeft !== null && done < total ? [`${minutes(secondsLeft)} left`] : []),
  ].join(' · ');
}

const minutes = (seconds: number) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
