import { createHash } from 'node:crypto';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ExportReader, exportEvidence, openCheckpointKey, verify, withEvidence } from '#proof';
import type { CheckpointKey, Finding } from '#proof';
import { openHistories } from '../support/histories.js';
import type { Histories } from '../support/histories.js';

let house: Histories;
let folder: string;
let key: CheckpointKey;
let whole: string;
let lines: string[];

beforeAll(async () => {
  house = await openHistories();
  folder = await mkdtemp(join(tmpdir(), 'anusas-export-'));
  const settings = { CHECKPOINT_KEY: undefined, NODE_ENV: 'test' as const, ANUSAS_DATA: folder };
  key = (await openCheckpointKey(settings, { make: true })) as CheckpointKey;
  const ids = await Promise.all(Array.from({ length: 12 }, () => house.begin({ words: ['ខ្មែរ', '𝒳', 1e21, 0.1] })));
  for (const id of ids) for (const type of ['GO', 'NOTE', 'COME']) await house.send(id, type);
  await house.correct(ids[0] as string, 3);
  await house.seal(key);
  await house.send(ids[0] as string, 'GO');
  whole = join(folder, 'whole.jsonl');
  await write(whole);
  lines = (await readFile(whole, 'utf8')).trimEnd().split('\n');
});
afterAll(async () => {
  await house?.close();
  await rm(folder, { recursive: true, force: true });
});

const write = (path: string, by: CheckpointKey | undefined = key) =>
  withEvidence(house.db, house.processes, (evidence) =>
    exportEvidence(path, evidence, by, (passing) => verify(passing, house.processes, { found: () => undefined })),
  );

/** As `anusas verify FILE` does. */
async function look(path: string, keys = [key.publicKey]) {
  const found: Finding[] = [];
  const reader = await ExportReader.open(path, (finding) => found.push(finding));
  const verdict = await verify(reader, house.processes, { keys, found: (finding) => found.push(finding) });
  const signedBy = await reader.end(keys);
  return { ...verdict, found, signedBy };
}

let number = 0;
async function lookAt(text: string) {
  const path = join(folder, `${(number += 1)}.jsonl`);
  await writeFile(path, text);
  return look(path);
}

/** As somebody without the key, who makes the manifest fit again. */
function withNewManifest(body: readonly string[]): string {
  const text = body.map((line) => `${line}\n`).join('');
  const sha256 = createHash('sha256').update(text).digest('hex');
  return `${text}${JSON.stringify({ manifest: { lines: body.length, sha256, key: null, signature: null } })}\n`;
}

describe('an export', () => {
  it('says the same without the database as the database does', async () => {
    const database = await house.verify({ keys: [key.publicKey] });
    const { signedBy, ...alone } = await look(whole);
    expect(alone).toEqual(database);
    expect(alone).toMatchObject({ found: [], cases: 12, sealed: 49, corrections: 1, unsealed: { entries: 1 } });
    expect(signedBy).toBe(key.publicKey);
  });

  it('is for its owner only, and writes over nothing', async () => {
    expect((await stat(whole)).mode & 0o777).toBe(0o600);
    await expect(write(whole)).rejects.toThrow(/EEXIST/);
  });

  it('that is none is refused', async () => {
    await expect(lookAt('{"title": "something else"}\n')).rejects.toThrow(/no history export/);
    await expect(lookAt('')).rejects.toThrow(/no history export/);
  });

  it('without a signature says so, and one by another key is found', async () => {
    const path = join(folder, 'unsigned.jsonl');
    await withEvidence(house.db, house.processes, (evidence) =>
      exportEvidence(path, evidence, undefined, (passing) =>
        verify(passing, house.processes, { found: () => undefined }),
      ),
    );
    expect(await look(path)).toMatchObject({ found: [], signedBy: undefined });
    const { found } = await look(whole, ['y'.repeat(43)]);
    expect(found.map((finding) => finding.what)).toEqual(['checkpointContradicts', 'exportDamaged']);
  });

  it('of which any character was changed is found', async () => {
    const text = lines.join('\n') + '\n';
    await fc.assert(
      fc.asyncProperty(fc.nat(text.length - 1), fc.constantFrom('0', '1', 'x', ' ', '"'), async (at, character) => {
        fc.pre(text[at] !== character);
        const changed = text.slice(0, at) + character + text.slice(at + 1);
        // Blanks at the very end of the last line change nothing that is said.
        fc.pre(changed.trimEnd() !== text.trimEnd());
        const answer = await lookAt(changed).catch((error: Error) => error);
        expect(answer instanceof Error || answer.found.length > 0 || answer.signedBy === undefined).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('of which the last character of its key or signature is spelled otherwise is found', async () => {
    const text = lines.join('\n');
    for (const field of ['key', 'signature']) {
      const value = new RegExp(`"${field}":"([\\w-]+)"`).exec(lines.at(-1) as string)?.[1] as string;
      for (const last of 'ABCPQRfghvwxyz012389-_'.replace(value.slice(-1), '')) {
        const found = await lookAt(text.replace(`"${field}":"${value}"`, `"${field}":"${value.slice(0, -1)}${last}"`));
        expect([field, last, found.found.length > 0 || found.signedBy === undefined]).toEqual([field, last, true]);
      }
    }
  });

  it('whose manifest was made to fit again is found all the same, and what it is about is named', async () => {
    const body = lines.slice(0, -1);
    const caseLines = body.flatMap((line, index) => (line.startsWith('{"case"') ? [index] : []));
    const sealLines = body.flatMap((line, index) => (line.startsWith('{"seal"') ? [index] : []));
    const at = caseLines[3] as number;
    const { id } = (JSON.parse(body[at] as string) as { case: { id: string } }).case;
    const changed = (index: number, change: (line: string) => string[]) =>
      lookAt(withNewManifest(body.flatMap((line, each) => (each === index ? change(line) : [line]))));
    expect((await lookAt(withNewManifest(body))).found).toEqual([]);

    const edited = await changed(at, (line) => [line.replace('"event":"NOTE"', '"event":"NOTES"')]);
    expect(edited.found).toContainEqual(expect.objectContaining({ what: 'edited', caseId: id, version: 3 }));
    const state = await changed(at, (line) => [line.replace('"context":{"notes":1}', '"context":{"notes":2}')]);
    expect(state.found).toMatchObject([{ what: 'stateDiffers', caseId: id }]);
    const without = await changed(at, () => []);
    expect(without.found).toContainEqual(expect.objectContaining({ what: 'deleted' }));
    const twice = await changed(at, (line) => [line, line]);
    expect(twice.found).toContainEqual(expect.objectContaining({ what: 'sealDiffers', caseId: id }));
    const seal = await changed(sealLines[7] as number, () => []);
    expect(seal.found).toContainEqual(expect.objectContaining({ what: 'deleted', position: 8 }));
    const tail = await changed(sealLines[sealLines.length - 1] as number, () => []);
    expect(tail.found).toContainEqual(expect.objectContaining({ what: 'checkpointContradicts' }));
    const strange = await changed(at, (line) => [line, '{"case": {"id": 3}}']);
    expect(strange.found).toMatchObject([{ what: 'exportDamaged' }]);
  });

  it('that was cut off, or goes on after its end, is found', async () => {
    const damaged = [{ what: 'exportDamaged' }];
    expect((await lookAt(lines.slice(0, -1).join('\n'))).found).toMatchObject(damaged);
    expect((await lookAt([...lines, lines[2]].join('\n'))).found).toMatchObject(damaged);
  });
});
