import { setTimeout as sleep } from 'node:timers/promises';

/** Waits until something holds, looking often. @throws after `seconds`, with the last error if there was one. */
export async function until(holds: () => boolean | Promise<boolean>, seconds = 20): Promise<void> {
  const end = performance.now() + seconds * 1_000;
  let last: unknown;
  for (;;) {
    try {
      if (await holds()) return;
    } catch (error) {
      last = error;
    }
    if (performance.now() > end) throw new Error(`it did not come true within ${seconds} s`, { cause: last });
    await sleep(25);
  }
}
