import type { Ask, Name } from './requests.js';
import type { Subject } from './servers.js';

/** What one run showed. Times are in milliseconds, processor time in microseconds a request. */
export interface Run {
  perSecond: number;
  p50: number;
  p99: number;
  longest: number;
  cpu: number | undefined;
}

/**
 * Asks with so many clients at once, each with its next request as soon as it has the answer to the last.
 * @throws at the first answer that is an error or a refusal: what is not done is not measured.
 */
export async function load(
  subject: Subject,
  name: Name,
  next: () => Ask,
  options: { clients: number; seconds: number },
): Promise<Run> {
  const times: number[] = [];
  const cpu = await subject.cpu();
  const started = performance.now();
  const end = started + options.seconds * 1_000;
  const client = async () => {
    while (performance.now() < end) {
      const ask = next();
      const sent = performance.now();
      const answer = await subject.ask(name, ask);
      times.push(performance.now() - sent);
      if (failed(answer)) throw new Error(`${subject.title} ${name} ${answer.status}: ${answer.body.slice(0, 500)}`);
      ask.done?.();
    }
  };
  await Promise.all(Array.from({ length: options.clients }, client));
  const seconds = (performance.now() - started) / 1_000;
  const used = await subject.cpu();
  times.sort((one, other) => one - other);
  return {
    perSecond: times.length / seconds,
    p50: times[Math.floor(times.length * 0.5)] as number,
    p99: times[Math.floor(times.length * 0.99)] as number,
    longest: times.at(-1) as number,
    cpu: cpu === undefined || used === undefined ? undefined : (used - cpu) / times.length,
  };
}

function failed({ status, body }: { status: number; body: string }): boolean {
  return status !== 200 || body.includes('"errors":') || body.includes('"code":') || body.startsWith('{"error"');
}

/** The middle of some numbers. */
export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((one, other) => one - other);
  return sorted[Math.floor(sorted.length / 2)] as number;
}
