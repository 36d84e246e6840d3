import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

/**
 * Hands a stream on and keeps its last bytes back until all of it has the length and the hash that are known of it;
 * if not it breaks off, and a reader that was told the length knows that it has not got the whole.
 */
export function wholeOnly(source: Readable, known: { sha256: string; size: number }): Readable {
  const check = async function* (chunks: AsyncIterable<Buffer>) {
    const hash = createHash('sha256');
    let size = 0;
    let held: Buffer | undefined;
    for await (const chunk of chunks) {
      hash.update(chunk);
      size += chunk.length;
      if (held) yield held;
      held = Buffer.from(chunk);
    }
    if (size !== known.size || hash.digest('hex') !== known.sha256) {
      throw new Error('A kept document is no longer what was handed in');
    }
    if (held) yield held;
  };
  const whole = Readable.from(check(source));
  // Whoever goes away before the first byte lets go of the file too; what breaks there is told by the loop above.
  source.on('error', () => undefined);
  whole.once('close', () => source.destroy());
  return whole;
}
