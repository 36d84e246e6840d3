import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Command } from 'commander';
import { DomainError, say as sentence } from '#platform';
import type { Database } from '#platform';
import { QuorumRuleCheck, readQuorumRule } from '#statements';
import { ProcessMigrations, Processes, checkProcess, recordHistories, versionNamed, versionWritten } from '#workflow';
import { candidateNamed } from './process-candidate.js';
import { reportCheck, reportPlan, reportStays } from './process.report.js';
import { signedIn } from './signed-in.js';
import { say, withProduct } from './with-product.js';

const AS = ['--as <token>', 'who acts (or ANUSAS_TOKEN)'] as const;

export const processCommand = new Command('process').description(
  'Changes of the rules: what a new version of a process makes of every history, and how cases go over to it.',
);

processCommand
  .command('check')
  .description('Replays the history of every case by a candidate and says what would change. Nothing is written.')
  .argument(
    '<candidate>',
    'a version that is here, such as submission@2, or a .js file that exports process and machine',
  )
  .option('--only <version>', 'only the cases that run on this version', Number)
  .option('--json', 'a line of JSON for each case, and one with the summary')
  .action((name: string, options: { only?: number; json?: boolean }) =>
    withProduct(async (app, { database }) => {
      const candidate = await candidateNamed(app.get(Processes), name);
      const check = await checkProcess(database, candidate, {
        ...(options.only === undefined ? {} : { pinnedTo: options.only }),
        ...(options.json ? { each: (caseId, verdict) => say(JSON.stringify({ caseId, ...verdict })) } : {}),
      });
      if (options.json) say(JSON.stringify({ summary: check }));
      else reportCheck(check);
      if (check.counts.cannot > 0) process.exitCode = 1;
    }),
  );

processCommand
  .command('migrate')
  .description('Says what taking the cases of one version over to another would do; with --propose, proposes it.')
  .argument('<from>', 'such as submission@1')
  .argument('<to>', 'such as submission@2')
  .option('--propose', 'write the plan down, for another person to confirm')
  .option(...AS)
  .action((fromName: string, toName: string, options: { propose?: boolean; as?: string }) =>
    withProduct((app) =>
      orSayWhy(async () => {
        const [processes, migrations] = [app.get(Processes), app.get(ProcessMigrations)];
        const [from, to] = [versionWritten(processes, fromName), versionNamed(processes, toName)];
        if (!options.propose) {
          reportCheck(await migrations.look(from, to));
          say('Nothing was written. With --propose it is written down for another person to confirm.');
          return;
        }
        const plan = await migrations.propose(await signedIn(app, options.as), from, to);
        reportPlan(plan);
        say(`Another person confirms and applies it: anusas process confirm ${plan.id}`);
      }),
    ),
  );

processCommand
  .command('migrations')
  .description('Every plan by which cases go over to another version, the newest first.')
  .action(() =>
    withProduct(async (app) => {
      const plans = await app.get(ProcessMigrations).all();
      plans.forEach(reportPlan);
      if (plans.length === 0) say('No plan yet.');
    }),
  );

processCommand
  .command('confirm')
  .description('Confirms a plan of another person and applies it; called again after an interruption, it goes on.')
  .argument('<plan>', 'its id')
  .option(...AS)
  .action((planId: string, options: { as?: string }) =>
    withProduct((app) =>
      orSayWhy(async () => {
        const migrations = app.get(ProcessMigrations);
        const plan = await migrations.confirm(await signedIn(app, options.as), planId);
        const { moved, stays } = await migrations.apply(
          plan.id,
          (done) => void process.stderr.write(`\r${done} cases`),
        );
        process.stderr.write('\n');
        reportStays(await migrations.stays(plan.id));
        say(`${moved} cases went over to ${plan.process}@${plan.toVersion}, ${stays} stay where they are`);
      }),
    ),
  );

processCommand
  .command('record')
  .description('Keeps histories of the sample data for good, a file for each version: what a release has to reproduce.')
  .argument('<folder>', 'where to, such as test/histories')
  .option('--again', 'also versions that are recorded already (before their first release only)')
  .action((folder: string, options: { again?: boolean }) =>
    withProduct(async (app, { database }) => {
      await mkdir(folder, { recursive: true });
      const wanted = await sampleCases(database);
      for (const each of app.get(Processes).all()) {
        for (const version of Object.keys(each.versions).map(Number)) {
          const recorded = await recordHistories(database, each, version, wanted);
          const lines = recorded.map((history) => `${JSON.stringify(history)}\n`).join('');
          const file = join(folder, `${each.name}@${version}.jsonl`);
          const written = await writeFile(file, lines, { flag: options.again ? 'w' : 'wx' }).then(
            () => `${recorded.length} histories`,
            () => 'is there already, and stays as it is',
          );
          say(`${file}: ${written}`);
        }
      }
    }),
  );

processCommand
  .command('check-rule')
  .description('Says for every open statement whether a candidate quorum rule would judge it otherwise than its own.')
  .argument('<rule>', 'a revision that is there, such as usual@2, or a .json file with a rule')
  .option('--json', 'as JSON')
  .option(...AS)
  .action((name: string, options: { json?: boolean; as?: string }) =>
    withProduct((app) =>
      orSayWhy(async () => {
        const rules = app.get(QuorumRuleCheck);
        const viewer = await signedIn(app, options.as);
        const [, code = '', revision] = /^(.+)@(\d+)$/.exec(name) ?? [];
        const rule = revision
          ? await rules.revision(code, Number(revision))
          : readQuorumRule(await readFile(name, 'utf8'));
        const found = await rules.check(viewer, rule);
        if (options.json) return say(JSON.stringify(found));
        const inWords = (met: boolean) => (met ? 'met' : 'not met');
        for (const each of found.changes) say(`${each.number}  ${inWords(each.met)} → ${inWords(each.wouldBeMet)}`);
        say(
          `${found.checked} open statements: ${found.changes.length} would be judged otherwise, ${found.withoutRule} have no rule. Each keeps the revision that it was opened with.`,
        );
      }),
    ),
  );

/** What was refused is said with all reasons, in both languages. */
async function orSayWhy(work: () => Promise<void>): Promise<void> {
  try {
    await work();
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    for (const { code, parameters } of error.reasons) {
      const { en, km } = sentence(code, parameters);
      say(`${en}\n${km}`);
    }
    process.exitCode = 1;
  }
}

/** Real histories say who decided what; only invented ones are kept for everybody to read. */
async function sampleCases(database: Database): Promise<Set<string>> {
  const rows = await database.query<{ id: string }[]>(
    `SELECT case_id AS id FROM case_history
      WHERE version = 1 AND organisation_id IN (SELECT id FROM organisations WHERE sample)`,
  );
  return new Set(rows.map((row) => row.id));
}
