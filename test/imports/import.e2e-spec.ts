import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Processes, checkCases } from '#workflow';
import { cast } from '../support/cast.js';
import { runCli } from '../support/cli.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { wordDocument } from './office-files.js';

let house: House;
let folder: string;
beforeAll(async () => {
  house = await openHouse();
  folder = await mkdtemp(join(tmpdir(), 'anusas-import-'));
});
afterAll(async () => {
  await house?.close();
  await rm(folder, { recursive: true, force: true });
});

const anusas = (...args: string[]) => runCli(house.databaseUrl, cast.officer.token, ...args);
const count = async () => {
  const { data } = await house.ask(`{ recommendations(first: 1) { totalCount } }`, {}, cast.officer);
  return data.recommendations.totalCount as number;
};
const file = async (name: string, text: string) => {
  const path = join(folder, name);
  await writeFile(path, text);
  return path;
};

describe('a list of some hundred rows', () => {
  const HEADER =
    'No;Recommendation;អនុសាសន៍;Ministry;Aimed at;Topic;Submitted to;Submitted on;Response;Answered on;Comment of the clerk';
  const rows = Array.from({ length: 300 }, (_, index) => {
    const n = index + 1;
    const past = n % 5 === 0 ? 'TEST-MOI;Sept-Nov 2021;Accepted;12/03/2022' : n % 7 === 0 ? 'TEST-MOP;២០២១;;' : ';;;';
    return `${n};Give district ${n} a budget line of its own;ផ្ដល់ថវិកាដល់ស្រុកទី${n};TEST-MEF, TEST-MOI;TEST-NP;sna-budget;${past};note ${n}`;
  });
  // What people really have: an institution that nobody knows, a day that is not in the calendar, an answer of one's own, a row twice, no text.
  rows[9] = '10;A row of an unknown ministry;;Ministry of Nowhere;TEST-NP;sna-budget;;;;;';
  rows[19] = '20;A row of an impossible day;;TEST-MEF;TEST-NP;;TEST-MOI;31/02/2021;Accepted;;';
  rows[29] = '30;A row of an unknown answer;;TEST-MEF;TEST-NP;;TEST-MOI;2021;Maybe later perhaps;;';
  rows[39] = '39;The same number as the row above;;TEST-MEF;TEST-NP;;;;;;';
  rows[49] = '50;;;TEST-MEF;TEST-NP;;;;;;';
  const sheet = ['Joint list of recommendations (test)', HEADER, ...rows].join('\r\n');

  it('is only looked at without --apply', async () => {
    const path = await file('list.csv', sheet);
    const { code, output } = await anusas('import', path);
    expect(output).toContain(
      '300 rows: 295 would come in, 0 would change, 0 as they are, 5 rejected. Nothing was written',
    );
    expect(code).toBe(0);
    expect(await count()).toBe(0);
    // In the sheet's own terms: its rows, its columns, its values, and what would be right.
    expect(output).toContain('D12: “Ministry of Nowhere”');
    expect(output).toContain('H22: “31/02/2021”');
    expect(output).toContain('I32: “Maybe later perhaps”');
    expect(output).toMatch(/row 42: reject\n\s+A42: Row 41 is the same recommendation/);
    expect(await readdir(folder)).toContain('list.csv.columns.yaml');
  });

  it('comes in with --apply, the bad rows in a file of their own with their reasons', async () => {
    const path = join(folder, 'list.csv');
    const { output } = await anusas('import', path, '--apply');
    expect(output).toContain('300 rows: 295 came in, 0 changed, 0 as they are, 5 rejected');
    expect(await count()).toBe(295);
    const rejects = await readFile(`${path}.rejects.csv`, 'utf8');
    expect(rejects.startsWith('\uFEFF')).toBe(true);
    expect(rejects.split('\r\n').filter(Boolean)).toHaveLength(6);
    expect(rejects).toContain('Ministry of Nowhere');
  });

  it('a row that brings its past enters by RECORD_PAST, in the past, with what is not known', async () => {
    const { data } = await house.ask(
      `{ recommendations(first: 1, filter: { stage: [ANSWERED], text: "district 245" }) { edges { node { stage externalReference
          history(first: 9) { edges { node { event imported notKnown happenedAt late precision } } } } } } }`,
      {},
      cast.officer,
    );
    const { stage, externalReference, history } = data.recommendations.edges[0].node;
    expect({ stage, externalReference }).toEqual({ stage: 'ANSWERED', externalReference: '245' });
    const events = history.edges.map((edge: { node: Record<string, unknown> }) => edge.node).reverse();
    expect(events).toMatchObject([
      { event: 'RECORD_PAST', imported: true, late: true, precision: 'RANGE', notKnown: ['DRAFT', 'OPEN', 'CLOSE'] },
      { event: 'CARRYING_MOVED', imported: true },
      { event: 'CARRYING_MOVED', imported: true, happenedAt: '2021-08-31T17:00:00.000Z' },
      { event: 'CARRYING_MOVED', imported: true, happenedAt: '2022-03-11T17:00:00.000Z' },
    ]);
  });

  it('run again doubles nothing; a changed row changes what it stands for', async () => {
    const path = join(folder, 'list.csv');
    expect((await anusas('import', path, '--apply')).output).toContain(
      '0 came in, 0 changed, 295 as they are, 5 rejected',
    );
    await writeFile(
      path,
      sheet.replace('Give district 1 a budget line of its own', 'Give district 1 two budget lines'),
    );
    expect((await anusas('import', path, '--apply')).output).toContain(
      '0 came in, 1 changed, 294 as they are, 5 rejected',
    );
    expect(await count()).toBe(295);
  });

  it('is exported to a file that imports back to the same', async () => {
    for (const kind of ['xlsx', 'csv']) {
      const path = join(folder, `export.${kind}`);
      expect((await anusas('export', path)).output).toContain('295 recommendations written');
      expect((await anusas('import', path)).output).toContain(
        '295 rows: 0 would come in, 0 would change, 295 as they are, 0 rejected',
      );
    }
  });

  it('and every case is what its history says', async () => {
    const { checked, discrepancies } = await checkCases(house.db, house.api.app.get(Processes).all());
    expect(discrepancies).toEqual([]);
    expect(checked).toBeGreaterThanOrEqual(295);
  });
});

describe('who imports', () => {
  it('must have signed in, and may do what the seat may do', async () => {
    const path = await file(
      'two.csv',
      'No,Recommendation,Submitted to,Submitted on\n1,Publish the district budget in March,TEST-MOI,2021\n2,Open the council session to the public,,\n',
    );
    expect(await runCli(house.databaseUrl, 'nobody-knows-me', 'import', path, '--apply')).toMatchObject({
      code: 1,
      output: expect.stringContaining('Say who acts'),
    });
    const { output } = await runCli(house.databaseUrl, cast.coordinator.token, 'import', path, '--apply');
    expect(output).toContain('0 came in, 0 changed, 0 as they are, 2 rejected');
    expect(output).toContain('Your seat does not let you do this');
  });
});

describe('a numbered list as text', () => {
  it('comes in item by item, in both languages', async () => {
    const before = await count();
    const path = await file(
      'pasted.txt',
      'Joint list of recommendations\n\n1. ផ្សព្វផ្សាយថវិកាស្រុក\nPublish the budget of the district\n2. បើកការប្រជុំក្រុមប្រឹក្សា\nOpen the sessions of the council\n',
    );
    expect((await anusas('import', path, '--apply')).output).toContain('2 rows: 2 came in');
    expect(await count()).toBe(before + 2);
  });
});

describe('a Word file with a numbered list of some hundred', () => {
  it('comes in item by item, and again doubles nothing', async () => {
    const before = await count();
    const asks = Array.from({ length: 250 }, (_, index) => ({
      text: `Publish the plan of commune ${index + 1}\nផ្សព្វផ្សាយផែនការឃុំទី${index + 1}`,
      list: 1,
    }));
    const path = join(folder, 'joint-list.docx');
    await writeFile(path, wordDocument(['Joint list of recommendations', ...asks], [{ id: 1, design: 1 }]));
    expect((await anusas('import', path)).output).toContain('250 rows: 250 would come in');
    expect((await anusas('import', path, '--apply')).output).toContain('250 rows: 250 came in');
    expect(await count()).toBe(before + 250);
    expect((await anusas('import', path, '--apply')).output).toContain('0 came in, 0 changed, 250 as they are');
    const { data } = await house.ask(
      '{ recommendations(first: 1, filter: { text: "commune 250" }) { edges { node { stage title { en km } } } } }',
      {},
      cast.officer,
    );
    expect(data.recommendations.edges[0].node).toEqual({
      stage: 'DRAFTED',
      title: { en: 'Publish the plan of commune 250', km: 'ផ្សព្វផ្សាយផែនការឃុំទី250' },
    });
  });
});
