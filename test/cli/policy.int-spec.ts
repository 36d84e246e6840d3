import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { readSource } from '#imports';
import { acts } from '#policy';
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
    const sheet = await readSource({ name: 'policy.xlsx', bytes: await readFile(file) });
    const written = [sheet.columns.map(({ header }) => header), ...sheet.rows.map(({ cells }) => cells)];
    const printed = (await runCliWith({}, 'policy', '--language', 'km')).output;
    expect(printed).toContain('not been read by a Khmer speaker');
    expect(JSON.stringify(written)).toContain('not been read by a Khmer speaker');
    // Each row of the one is a row of the other.
    const [headers, , ...lines] = printed
      .split('\n')
      .filter((line) => line.startsWith('| '))
      .map(cellsOf);
    const trimmed = (rows: readonly (readonly string[] | undefined)[]) =>
      rows.map((cells) => (cells ?? []).map((cell) => cell.trim()));
    expect(trimmed(written).slice(0, lines.length + 1)).toEqual(trimmed([headers, ...lines]));
    expect(lines.length).toBeGreaterThan(150);
  });
});
