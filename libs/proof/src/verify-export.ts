import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import type { z } from 'zod';
import type { FrozenText } from '#statements';
import { isSigned } from './checkpoint-key.js';
import type { CheckpointKey } from './checkpoint-key.js';
import { canonical } from './seal-content.js';
import type { Seal } from './seal-content.js';
import type { CaseEvidence, Evidence, Found } from './verify-evidence.js';
import { FORMAT, LINES } from './verify-export.shapes.js';

type Lines = typeof LINES;
type Manifest = z.infer<Lines['manifest']>;

/** Characters that are gathered before they are written. */
const PIECE = 65_536;

const signedPart = ({ lines, sha256, key }: Omit<Manifest, 'signature'>) =>
  `${FORMAT} ${canonical({ lines, sha256, key })}`;

/**
 * Writes what passes by to a file, line by line, and at last its manifest, signed if there is a key. The file holds
 * everything that histories say, who endorsed what included: only its owner may read it.
 * @throws when the file is there already, or cannot be written.
 */
export async function exportEvidence<T>(
  path: string,
  evidence: Evidence,
  key: CheckpointKey | undefined,
  work: (evidence: Evidence) => Promise<T>,
): Promise<T> {
  const file = await open(path, 'wx', 0o600);
  try {
    const hash = createHash('sha256');
    let lines = 0;
    let gathered = '';
    const flush = async () => {
      hash.update(gathered);
      await file.write(gathered);
      gathered = '';
    };
    const write = async (line: { [K in keyof Lines]?: z.infer<Lines[K]> }) => {
      lines += 1;
      gathered += `${JSON.stringify(line)}\n`;
      if (gathered.length > PIECE) await flush();
    };
    async function* passing<Each>(each: AsyncIterable<Each>, toLine: (each: Each) => Parameters<typeof write>[0]) {
      for await (const one of each) {
        await write(toLine(one));
        yield one;
      }
    }
    await write({ header: { format: FORMAT, ...evidence.size } });
    const result = await work({
      size: evidence.size,
      async checkpoints() {
        const all = await evidence.checkpoints();
        for (const checkpoint of all) await write({ checkpoint });
        return all;
      },
      seals: () => passing(evidence.seals(), (seal) => ({ seal })),
      cases: () => passing(evidence.cases(), (one) => ({ case: one })),
      texts: () => passing(evidence.texts(), (text) => ({ text })),
    });
    await flush();
    const stands = { lines, sha256: hash.digest('hex'), key: key?.publicKey ?? null };
    await file.write(
      `${JSON.stringify({ manifest: { ...stands, signature: key?.sign(signedPart(stands)) ?? null } })}\n`,
    );
    return result;
  } finally {
    await file.close();
  }
}

/** The lines of a file as they come, without holding it in memory. */
async function* linesOf(path: string): AsyncGenerator<string> {
  let rest = '';
  for await (const chunk of createReadStream(path, 'utf8')) {
    const lines = (rest + (chunk as string)).split('\n');
    rest = lines.pop() as string;
    yield* lines;
  }
  if (rest !== '') yield rest;
}

/** An export that is being read: first its evidence, all of it, and then its end. */
export class ExportReader implements Evidence {
  size = { entries: 0, cases: 0 };
  private readonly lines: AsyncGenerator<string>;
  private readonly hash = createHash('sha256');
  private count = 0;
  /** The line that was read and belongs to the next part. */
  private ahead: { [K in keyof Lines]?: z.infer<Lines[K]> } | undefined;

  private constructor(
    path: string,
    private readonly found: Found,
  ) {
    this.lines = linesOf(path);
  }

  /** @throws when the file cannot be read or is no export. */
  static async open(path: string, found: Found): Promise<ExportReader> {
    const reader = new ExportReader(path, found);
    await reader.step();
    const header = reader.ahead?.header;
    if (!header) throw new Error(`${path} is no history export`);
    reader.size = { entries: header.entries, cases: header.cases };
    await reader.step();
    return reader;
  }

  async checkpoints(): Promise<string[]> {
    const lines: string[] = [];
    for await (const line of this.part('checkpoint')) lines.push(line);
    return lines;
  }

  seals(): AsyncIterable<Seal> {
    return this.part('seal');
  }

  cases(): AsyncIterable<CaseEvidence> {
    return this.part('case');
  }

  texts(): AsyncIterable<FrozenText> {
    return this.part('text');
  }

  /**
   * Holds the manifest against what was read.
   * @param keys the public keys that may have signed it; empty, and any may.
   * @returns the key that signed it; nothing when it is not signed.
   */
  async end(keys: readonly string[]): Promise<string | undefined> {
    const manifest = this.ahead?.manifest;
    const damaged = (why: string) => this.found({ what: 'exportDamaged', why });
    if (!manifest) {
      damaged('its manifest is missing where it should be: something was cut off, moved or added');
      return undefined;
    }
    if (!(await this.lines.next()).done) damaged('something follows its manifest');
    if (manifest.lines !== this.count || manifest.sha256 !== this.hash.digest('hex'))
      damaged('it is not the file that its manifest was written for');
    if (manifest.key === null || manifest.signature === null) return undefined;
    if (!isSigned(signedPart(manifest), manifest.key, manifest.signature))
      damaged('its manifest was not signed by the key that it names');
    else if (keys.length > 0 && !keys.includes(manifest.key))
      damaged(`its manifest was signed by the key ${manifest.key}, which is none of ours`);
    return manifest.key;
  }

  private async *part<K extends 'checkpoint' | 'seal' | 'case' | 'text'>(kind: K): AsyncGenerator<z.infer<Lines[K]>> {
    for (;;) {
      const line = this.ahead?.[kind] as z.infer<Lines[K]> | undefined;
      if (line === undefined) return;
      yield line;
      await this.step();
    }
  }

  /** Reads the next line; one that says nothing that we know is named and passed over. */
  private async step(): Promise<void> {
    for (;;) {
      const next = await this.lines.next();
      this.ahead = undefined;
      if (next.done) return;
      const line = next.value;
      const known = read(line);
      if (known?.kind !== 'manifest') {
        this.count += 1;
        this.hash.update(`${line}\n`);
      }
      if (known) {
        this.ahead = { [known.kind]: known.value };
        return;
      }
      if (this.count === 1) return;
      this.found({ what: 'exportDamaged', why: `line ${this.count} is not one of an export` });
    }
  }
}

function read(line: string): { kind: keyof Lines; value: unknown } | undefined {
  try {
    const said = JSON.parse(line) as Record<keyof Lines, unknown>;
    const [kind, ...more] = Object.keys(said) as (keyof Lines)[];
    if (kind === undefined || more.length > 0 || !Object.hasOwn(LINES, kind)) return undefined;
    return LINES[kind].safeParse(said[kind]).success ? { kind, value: said[kind] } : undefined;
  } catch {
    return undefined;
  }
}
