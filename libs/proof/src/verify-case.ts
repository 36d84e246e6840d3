import type { Processes } from '#workflow';
import { whyStandsOtherwise } from '#workflow';
import type { Entry, Standing } from '#workflow';
import { NOTHING, caseHashOf, entryHashOf } from './seal-content.js';
import type { EntryContent } from './seal-content.js';
import type { ChainCheck } from './verify-chain.js';
import type { CaseEvidence, Finding, Found, Wrong } from './verify-evidence.js';

/** Everything that can be said about one case: its entries against their seals, its seals against the chain, its row against its history. */
export function checkCase(
  whole: CaseEvidence,
  chain: ChainCheck,
  { processes, samples, found }: { processes: Processes; samples: boolean; found: Found },
): void {
  const process = whole.entries[0]?.process;
  const say = (what: Wrong, why: string, where: Partial<Finding> = {}) =>
    found({ what, ...(process ? { process } : {}), caseId: whole.id, number: whole.number, ...where, why });

  checkSeals(whole, chain, say);
  if (whole.entries.length === 0) {
    if (whole.seals.length === 0) say('stateDiffers', 'it has a row and no history');
    else if (!(whole.removedSample && samples) || whole.rows.length > 0)
      say('caseMissing', `its whole history is gone: ${whole.seals.length} entries were sealed`);
    return;
  }
  checkUnsealed(whole, chain, say);
  const why = whyStateDiffers(whole, processes);
  if (why) say(whole.rows.length === 0 ? 'caseMissing' : 'stateDiffers', why);
}

type Say = (what: Wrong, why: string, where?: Partial<Finding>) => void;

function checkSeals({ entries, seals }: CaseEvidence, chain: ChainCheck, say: Say): void {
  const byVersion = new Map(entries.map((entry) => [entry.version, entry]));
  const sealedAs = new Map(seals.map((seal) => [seal.entryId, seal.version]));
  let before = { caseHash: NOTHING, version: 0 };
  for (const seal of seals) {
    const where = { version: seal.version, position: seal.position };
    if (seal.version <= before.version) say('inserted', 'it was sealed after later entries of its case', where);
    if (caseHashOf(before.caseHash, seal.entryHash) !== seal.caseHash)
      say('sealDiffers', 'its seal does not follow from the seal before it in its case', where);
    if (!chain.take(seal.position, seal.caseHash))
      say('sealDiffers', 'its seal is not the one that stands at its place in the chain', where);
    before = seal;

    const entry = byVersion.get(seal.version);
    if (!entry) {
      if (entries.length > 0) say('deleted', `the entry sealed at ${seal.sealedAt} is gone`, where);
    } else if (entryHashOf(entry) !== seal.entryHash) {
      const other = entry.id === seal.entryId ? undefined : sealedAs.get(entry.id);
      if (other !== undefined) say('reordered', `the entry that was sealed as ${other} stands in its place`, where);
      else if (entry.id !== seal.entryId) say('edited', 'another entry stands in its place', where);
      else say('edited', `it is not what was sealed at ${seal.sealedAt}`, where);
    } else if (entry.id !== seal.entryId || entry.recorded_at !== seal.recordedAt) {
      say('sealDiffers', 'its seal names another entry', where);
    }
  }
}

function checkUnsealed({ entries, seals }: CaseEvidence, chain: ChainCheck, say: Say): void {
  const last = Math.max(0, ...seals.map((seal) => seal.version));
  const sealed = new Set(seals.map((seal) => seal.version));
  for (const { version, recorded_at } of entries) {
    if (sealed.has(version)) continue;
    if (version < last) say('inserted', 'it has no seal, and later entries of its case have one', { version });
    else if (chain.isBackdated(recorded_at))
      say('inserted', `it says that it was recorded at ${recorded_at}, when it was not there to be sealed`, {
        version,
      });
  }
}

function whyStateDiffers({ rows, entries }: CaseEvidence, processes: Processes): string | undefined {
  const name = (entries[0] as EntryContent).process;
  const process = processes.all().find((each) => each.name === name);
  if (!process) return `this version of the product knows no process that is called ${name}`;
  const [row] = rows;
  if (!row) return `its row in ${process.table} is gone`;
  if (row.table !== process.table) return `its row is in ${row.table}`;
  const { version, machineVersion, state, context, historyValue } = row;
  const standing = { state, context, historyValue } as Standing;
  return whyStandsOtherwise(process, { version, machineVersion, standing, entries: entries.map(toEntry) })?.why;
}

function toEntry(content: EntryContent): Entry {
  return {
    version: content.version,
    machineVersion: content.machine_version,
    event: content.event,
    payload: content.payload,
    happenedAt: toMilliseconds(content.happened_at),
    recordedAt: toMilliseconds(content.recorded_at),
    actorId: content.actor_id,
    organisationId: content.organisation_id,
    reason: content.reason,
    evidence: content.evidence,
    toState: content.to_state,
    corrects: content.corrects,
  };
}

/** As machines see a moment. */
function toMilliseconds(moment: string): string {
  const at = new Date(moment);
  return Number.isNaN(at.getTime()) ? moment : at.toISOString();
}
