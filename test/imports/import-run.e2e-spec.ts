import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cast } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

let house: House;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'anusas-run-'));
  house = await openHouse({ ANUSAS_DATA: folder });
});
afterAll(async () => {
  await house?.close();
  await rm(folder, { recursive: true, force: true });
});

const upload = async (name: string, text: string, as: CastMember) => {
  const form = new FormData();
  form.set('kind', 'import');
  form.set('visibility', 'secretariat');
  form.set('file', new Blob([text]), name);
  const response = await fetch(`${house.api.url}/documents`, {
    method: 'POST',
    headers: { authorization: `Bearer ${as.token}` },
    body: form,
  });
  const answer = (await response.json()) as { document: { id: string } };
  return { id: answer.document.id };
};
const RUN = `status apply rowsTotal rowsDone columns notes rejectsDocumentId
  rows { row action number problems { column value message right } refusals }`;
const run = async (documentId: string | undefined, apply: boolean, rest: Record<string, unknown> = {}) => {
  const begun = await house.send('importList', { documentId, apply, ...rest }, cast.officer, 'run { id status }');
  expect(begun.userErrors).toEqual([]);
  expect(begun.run.status).toBe('WAITING');
  await house.drain();
  const { data } = await house.ask(
    `query ($id: ID!) { importRun(id: $id) { ${RUN} } }`,
    { id: begun.run.id },
    cast.officer,
  );
  return data.importRun;
};

describe('a list that is uploaded', () => {
  const LIST =
    'No,Recommendation,Ministry\n1,Publish the district budget in March,TEST-MEF\n2,Open the council sessions,Ministry of Nowhere\n';

  it('is looked at in the background, and says what each row would do', async () => {
    const { id } = await upload('list.csv', LIST, cast.officer);
    const seen = await run(id, false);
    expect(seen).toMatchObject({ status: 'DONE', apply: false, rowsTotal: 2, rejectsDocumentId: null });
    expect(seen.rows).toMatchObject([
      { row: 2, action: 'CREATE', number: null, problems: [] },
      { row: 3, action: 'REJECT', problems: [{ column: 'C', value: 'Ministry of Nowhere' }] },
    ]);
    expect(seen.columns).toContain('addressees');
  });

  it('comes in when that is asked for, and what is rejected is a document with its reasons', async () => {
    const { id } = await upload('list.csv', LIST, cast.officer);
    const done = await run(id, true);
    expect(done.rows.map((row: { action: string }) => row.action)).toEqual(['CREATE', 'REJECT']);
    expect(done.rows[0].number).toMatch(/^R-/);
    const rejects = await fetch(`${house.api.url}/documents/${done.rejectsDocumentId}`, {
      headers: { authorization: `Bearer ${cast.officer.token}` },
    });
    expect(await rejects.text()).toContain('Ministry of Nowhere');
    expect((await run(id, true)).rows[0]).toMatchObject({ action: 'UNCHANGED' });
  });

  it('can be told which column is what, and a wrong mapping is refused by its line', async () => {
    const { id } = await upload('list.csv', LIST, cast.officer);
    const failed = await run(id, true, { columns: 'columns:\n  B: { header: Recommendation, field: nonsense }\n' });
    expect(failed).toMatchObject({ status: 'FAILED', rows: [] });
    expect(failed.notes.join(' ')).toContain('Line 2');
  });

  it('is for those who may import, and each sees the runs that are his', async () => {
    const { id } = await upload('list.csv', LIST, cast.officer);
    const refused = await house.send(
      'importList',
      { documentId: id, apply: true },
      cast.representative(1),
      'run { id }',
    );
    expect(refused.userErrors.map((error: { code: string }) => error.code)).toEqual([
      'NOT_YOUR_ACT',
      'UNKNOWN_REFERENCE',
    ]);
    const begun = await house.send('importList', { documentId: id, apply: false }, cast.officer, 'run { id }');
    const { data } = await house.ask(
      `query ($id: ID!) { importRun(id: $id) { status } node(id: $id) { id } }`,
      { id: begun.run.id },
      cast.otherOfficer,
    );
    expect(data).toEqual({ importRun: null, node: null });
  });
});
