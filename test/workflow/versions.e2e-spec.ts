import { writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { createWorker } from '../../apps/worker/src/worker.js';
import { startApi } from '../../apps/api/src/api.js';
import { createLog } from '#platform';
import { cast } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { runCli } from '../support/cli.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { discrepancies, endorsedBy, opened, setRule } from '../statements/texts.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const cli = (as: CastMember, ...args: string[]) => runCli(house.databaseUrl, as.token, 'process', ...args);
const pinnedTo = (version: number) =>
  house.db.query<{ n: number }[]>('SELECT count(*)::integer AS n FROM statements WHERE machine_version = $1', [
    version,
  ]);

describe('the command line', () => {
  it('holds every history against the version that is here, and against a candidate in a file', async () => {
    const quorumRuleId = await setRule(house, { code: 'usual', atLeast: 2 });
    const { id } = await opened(house, 2, { quorumRuleId });
    await endorsedBy(house, id, 1, 2);
    const present = await cli(cast.administrator, 'check', 'statement@1');
    expect(present.output).toMatch(/same 1, moves 0, cannot 0\nstatement@1: 1 histories with \d+ entries replayed/);
    expect(present.code).toBe(0);

    // Nothing may be opened any more.
    const built = pathToFileURL('dist/libs/statements/src/statement.machine.js').href;
    const xstate = pathToFileURL('node_modules/xstate/dist/xstate.cjs.js').href;
    const file = join(tmpdir(), `candidate-${process.pid}.mjs`);
    await writeFile(
      file,
      `import { statementMachine } from '${built}';
       import { createMachine } from '${xstate}';
       const { config, implementations } = statementMachine;
       const { OPEN, ...on } = config.states.drafting.on;
       const states = { ...config.states, drafting: { ...config.states.drafting, on } };
       export const process = 'statement';
       export const machine = createMachine({ ...config, states }, implementations);`,
    );
    const candidate = await cli(cast.administrator, 'check', file, '--json');
    const lines = candidate.output
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as Record<string, unknown>);
    expect(lines).toEqual([
      expect.objectContaining({ verdict: 'cannot', event: 'OPEN', why: 'the machine does not accept it here' }),
      { summary: expect.objectContaining({ process: 'statement', counts: { same: 0, moves: 0, cannot: 1 } }) },
    ]);
    expect(candidate.code).toBe(1);
  });

  it('says which open statements a candidate quorum rule would judge otherwise, to those who may know', async () => {
    await house.send(
      'setQuorumRule',
      { code: 'usual', expectedRevision: 1, atLeast: 3 },
      cast.coordinator,
      'quorumRule { revision }',
    );
    const found = await cli(cast.coordinator, 'check-rule', 'usual@2');
    expect(found.output).toMatch(/S-\d{4}-001 {2}met → not met\n1 open statements: 1 would be judged otherwise/);
    const same = await cli(cast.coordinator, 'check-rule', 'usual@1', '--json');
    expect(JSON.parse(same.output)).toEqual({ checked: 1, withoutRule: 0, changes: [] });
    const file = join(tmpdir(), `rule-${process.pid}.json`);
    await writeFile(file, '{ "atLeast": 0 }');
    expect((await cli(cast.coordinator, 'check-rule', file)).output).toMatch(/This is no quorum rule/);
    const refused = await cli(cast.representative(1), 'check-rule', 'usual@2');
    expect([refused.code, refused.output]).toEqual([1, expect.stringContaining('Your seat does not let you')]);
    const [kept] = await house.db.query<{ revision: number }[]>(
      `SELECT q.revision FROM statements s JOIN quorum_rules q ON q.id = (s.context ->> 'quorumRuleId')::uuid`,
    );
    expect(kept?.revision).toBe(1);
  });
});

describe('a version that is not here', () => {
  it('keeps api and worker from starting, and its cases come back by a plan of two people', async () => {
    const { db, clock, config } = house;
    await db.query('UPDATE statements SET machine_version = 9');
    const foundation = { config, database: db, clock, log: createLog('silent', 'test') };
    await expect(startApi(foundation)).rejects.toThrow(/1 of statements .*version 9 of statement is not here/);
    await expect(createWorker(foundation)).rejects.toThrow(/1 of statements .*version 9 of statement is not here/);

    const looked = await cli(cast.administrator, 'migrate', 'statement@9', 'statement@1');
    expect(looked.output).toMatch(/same 1, moves 0, cannot 0[^]*Nothing was written/);
    const proposed = await cli(cast.administrator, 'migrate', 'statement@9', 'statement@1', '--propose');
    const [, plan = ''] = /anusas process confirm (\S+)/.exec(proposed.output) ?? [];
    expect(await pinnedTo(9)).toEqual([{ n: 1 }]);
    const done = await cli(cast.coordinator, 'confirm', plan);
    expect([done.code, done.output]).toEqual([0, expect.stringContaining('1 cases went over to statement@1, 0 stay')]);
    expect(await pinnedTo(9)).toEqual([{ n: 0 }]);
    expect((await cli(cast.coordinator, 'migrations')).output).toMatch(
      new RegExp(`^${plan} {2}statement@9 → statement@1 {2}done`),
    );

    const worker = await createWorker(foundation);
    await worker.close();
    expect(await discrepancies(house)).toEqual([]);
  });
});
