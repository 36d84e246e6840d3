/**
 * Keeps a process running until Ctrl-C or SIGTERM, then stops it cleanly: nothing new is taken, what runs is finished.
 * A second signal does not wait any longer.
 */
export function untilToldToStop(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.on(signal, () => {
      if (stopping) process.exit(1);
      stopping = true;
      stop().then(
        () => process.exit(0),
        (error: unknown) => {
          process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
          process.exit(1);
        },
      );
    });
  }
}

/** Starts a process, or says in plain words why it does not start, and ends it. */
export async function startOrSayWhy(start: () => Promise<void>): Promise<void> {
  try {
    await start();
  } catch (error) {
    const expected = error instanceof Error && ['ConfigError', 'EmbeddedPostgresError', 'Error'].includes(error.name);
    process.stderr.write(`${expected ? error.message : error instanceof Error ? error.stack : String(error)}\n`);
    process.exit(1);
  }
}
