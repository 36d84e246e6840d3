import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { acts } from '#policy';
import { unpack } from '../../libs/imports/src/archive.js';
import { runCliWith } from '../support/cli.js';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anusas-policy-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const cellsOf = (line: string) => line.split(' | ').map((cell) => cell.replace(/^\| | \|$/g, ''));

describe('anusas policy', () => {
  it('prints who may do what in which state, one column a role', async () => {
    const { code, output } = await runCliWith({}, 'policy');
    expect(code).toBe(0);
    const lines = output.split('\n');
    const headers = cellsOf(lines.find((line) => line.startsWith('| Part')) as string);
    const row = (thing: string, what: string) => {
      const cells = lines.map(cellsOf).find((each) => each[1] === thing && each[2] === what) as string[];
      return Object.fromEntries(headers.map((header, index) => [header, cells[index]]));
    };
    expect(row('joint statement', 'open (OPEN)')).toMatchObject({
      'In which states': 'drafting',
      'policy officer': 'right to draft',
      'member representative': '–',
      administrator: '–',
    });
    expect(row('endorsement', 'withdraw (WITHDRAW)')).toMatchObject({
      'member representative': 'right to endorse, of the own organisation',
      'policy officer': '–',
    });
    expect(row('endorsement', '(Endorsement)')).toMatchObject({
      'policy officer': 'every one',
      'member representative': 'of the own organisation',
      'budget working group member': '–',
      observer: '–',
    });
    expect(row('quorum', 'count (count)')).toMatchObject({ chair: 'yes', observer: 'from five upwards' });
    const events = Object.values(acts).flatMap((each) => Object.keys(each));
    for (const event of events) expect(output).toContain(`(${event})`);
  });

  it('writes the same table as a workbook, in Khmer with a mark that nobody has checked the words', async () => {
    const file = join(folder, 'policy.xlsx');
    expect((await runCliWith({}, 'policy', file, '--language', 'km')).output).toContain('written');
    const text = await textOf(await readFile(file));
    const markdown = join(folder, 'policy.md');
    await runCliWith({}, 'policy', markdown, '--language', 'km');
    const printed = await readFile(markdown, 'utf8');
    for (const said of [printed, text]) {
      expect(said).toContain('not been read by a Khmer speaker');
      expect(said).toContain('សេចក្តីថ្លែងការណ៍រួម');
    }
    // Every cell of the one is in the other.
    const lines = printed.split('\n').filter((line) => line.startsWith('| ') && !line.includes('---'));
    expect(lines.length).toBeGreaterThan(150);
    const missing = lines.flatMap(cellsOf).filter((cell) => cell.trim() !== '' && !text.includes(cell.trim()));
    expect(missing).toEqual([]);
  });
});

async function textOf(workbook: Buffer): Promise<string> {
  const parts = await unpack(workbook, 10_000_000, (name) => /sharedStrings|sheet1/.test(name));
  return [...parts.values()].map(String).join('\n').replaceAll('&apos;', "'");
}
