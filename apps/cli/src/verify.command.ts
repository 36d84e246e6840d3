import { readFile } from 'node:fs/promises';
import { Command } from 'commander';
import { ExportReader, exportEvidence, findCheckpointLines, openCheckpointKey, verify, withEvidence } from '#proof';
import { Processes } from '#workflow';
import type { CheckpointKey, Finding, Verdict, VerifyOptions } from '#proof';
import { say, withProduct, withoutDatabase } from './with-product.js';

interface Options {
  export?: string;
  against?: string;
  key: string[];
}

const WRONG: Record<Finding['what'], string> = {
  edited: 'edited',
  deleted: 'deleted',
  inserted: 'inserted',
  reordered: 'reordered',
  stateDiffers: 'state differs',
  sealDiffers: 'seal differs',
  caseMissing: 'case missing',
  textDiffers: 'text differs',
  checkpointContradicts: 'checkpoint contradicts',
  exportDamaged: 'export damaged',
};

export const verifyCommand = new Command('verify')
  .description(
    'Holds every history against its seals, the daily checkpoints and what is stored. Ends with 0 when all is well, 1 when something is wrong, 2 when it could not look.',
  )
  .argument('[file]', 'an export to verify instead, without any database')
  .option(
    '--export <file>',
    'write everything that is verified to a new file, which verifies alone; it is confidential',
  )
  .option('--against <file>', 'a text with checkpoints that a witness kept: a mail, or what was typed from paper')
  .option('--key <public key>', 'a public key that may sign checkpoints (can be repeated; default: our own)', add, [])
  .action(async (file: string | undefined, options: Options) => {
    try {
      if (file !== undefined && options.export !== undefined)
        throw new Error('Name an export to verify, or one to write, not both.');
      const against = options.against === undefined ? [] : await readWitness(options.against);
      const wrong = file === undefined ? await ofDatabase(options, against) : await ofExport(file, options, against);
      if (wrong) process.exitCode = 1;
    } catch (error) {
      // What is wrong with a history and what kept us from looking must not be taken for each other.
      process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
      process.exitCode = 2;
    }
  });

function add(key: string, before: string[]): string[] {
  return [...before, key];
}

async function readWitness(file: string): Promise<string[]> {
  const lines = findCheckpointLines(await readFile(file, 'utf8'));
  if (lines.length === 0) throw new Error(`${file} holds no checkpoint`);
  return lines;
}

/** @returns whether anything is wrong. */
async function ofDatabase(options: Options, against: string[]): Promise<boolean> {
  let wrong = false;
  await withProduct(async (app, { database, config }) => {
    const processes = app.get(Processes);
    const key = await openCheckpointKey(config, { make: false });
    const keys = keysOf(options, key);
    const verdict = await withEvidence(database, processes, (evidence) => {
      const look = { ...output(), keys, against, samples: config.NODE_ENV !== 'production' };
      return options.export === undefined
        ? verify(evidence, processes, look)
        : exportEvidence(options.export, evidence, key, (passing) => verify(passing, processes, look));
    });
    report(verdict, keys);
    if (options.export !== undefined)
      say(
        `Written to ${options.export}${key ? '' : ', without a signature: there is no key here'}. It says who did what: keep it safe.`,
      );
    wrong = verdict.findings > 0;
  });
  return wrong;
}

/** @returns whether anything is wrong. */
async function ofExport(file: string, options: Options, against: string[]): Promise<boolean> {
  let wrong = false;
  await withoutDatabase(async (app, { config }) => {
    const keys = keysOf(options, await openCheckpointKey(config, { make: false }));
    const look = { ...output(), keys, against, samples: config.NODE_ENV !== 'production' };
    let damaged = 0;
    const reader = await ExportReader.open(file, (finding) => {
      damaged += 1;
      look.found(finding);
    });
    const verdict = await verify(reader, app.get(Processes), look);
    const signedBy = await reader.end(keys);
    report({ ...verdict, findings: verdict.findings + damaged }, keys);
    say(
      signedBy
        ? `The export was signed by the key ${signedBy}.`
        : 'The export is not signed: anybody may have written it.',
    );
    wrong = verdict.findings + damaged > 0;
  });
  return wrong;
}

function keysOf(options: Options, own: CheckpointKey | undefined): string[] {
  const wrong = options.key.find((key) => !/^[\w-]{43}$/.test(key));
  if (wrong !== undefined) throw new Error(`--key: ${wrong} is no public key; it has 43 characters`);
  return options.key.length > 0 ? options.key : own ? [own.publicKey] : [];
}

const named = (each: { process?: string; caseId?: string; number?: string | null; version?: number }): string =>
  [each.process, each.number, each.caseId, each.version === undefined ? undefined : `entry ${each.version}`]
    .filter((part) => part !== undefined && part !== null)
    .join(' ');

function output(): Pick<VerifyOptions, 'progress' | 'corrected'> & Required<Pick<VerifyOptions, 'found'>> {
  return {
    found: (finding) => {
      const place = finding.position === undefined ? '' : ` (${finding.position} in the chain)`;
      say([WRONG[finding.what].toUpperCase(), named(finding)].filter(Boolean).join(' ') + `${place}: ${finding.why}`);
    },
    corrected: (each) => say(`corrected: ${named(each)} says what is right instead of entry ${each.corrects}`),
    progress: (part, done, of) => void process.stderr.write(`${part}: ${done} of ${of}\n`),
  };
}

function report(verdict: Verdict, keys: readonly string[]): void {
  const { unsealed, newest } = verdict;
  say(
    `${verdict.cases} cases and ${verdict.sealed} sealed entries verified: ${verdict.findings} findings. ` +
      `${verdict.corrections} entries correct another; ${verdict.imported} came in from old records.`,
  );
  if (verdict.texts > 0) say(`${verdict.texts} frozen texts held against the fingerprints in their histories.`);
  if (verdict.removedSamples > 0) say(`${verdict.removedSamples} cases were sample data and were removed as such.`);
  if (unsealed.entries > 0)
    say(
      `${unsealed.entries} entries are not sealed yet, the oldest of ${unsealed.oldest}: nothing proves them so far.`,
    );
  if (newest === undefined) {
    say('There is no checkpoint: who controls the database could have rewritten everything, together with its seals.');
    return;
  }
  say(
    `${verdict.checkpoints} checkpoints, the newest number ${newest.number} of ${newest.day} over ${newest.entries} entries.`,
  );
  say(
    `What was sealed after it (${Math.max(0, verdict.sealed - newest.entries)} entries) could have been rewritten by who controls the database, ` +
      'and what it covers by who also has the key, unless a witness keeps a checkpoint: see --against.',
  );
  const whose = keys.length > 0 ? 'They had to be signed by' : 'No key was given to compare with; they are signed by';
  say(`${whose} ${(keys.length > 0 ? keys : verdict.keys).join(', ')}`);
}
