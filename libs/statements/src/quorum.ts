/** What it takes for a statement to be endorsed. Plain JSON: it is stored as it stands. */
export interface QuorumRule {
  /** How many organisations, each counted once. */
  atLeast: number;
  fromNetworks?: { organisationId: string; atLeast: number }[];
  fromProvinces?: { code: string; atLeast: number }[];
  /** Bodies whose block stands in the way. */
  noBlockBy?: string[];
  /** How many must stand behind each item, those with a reservation on it not counted. */
  itemAtLeast?: number;
}

/** What was counted: numbers, and the bodies that block; which organisations endorsed is never in it. */
export interface Tally {
  given: number;
  toReconfirm: number;
  byNetwork: Record<string, number>;
  byProvince: Record<string, number>;
  blocks: string[];
  /** By item: given, minus the reservations on it. */
  items: Record<string, number>;
}

/** One thing that a quorum lacks. */
export type Missing =
  | { what: 'organisations'; given: number; needed: number }
  | { what: 'network'; organisationId: string; given: number; needed: number }
  | { what: 'province'; code: string; given: number; needed: number }
  | { what: 'block'; organisationId: string }
  | { what: 'item'; itemKey: string; given: number; needed: number };

/** Everything that a tally lacks under a rule; nothing when the quorum is met. */
export function quorumMissing(rule: QuorumRule, tally: Tally): Missing[] {
  const missing: Missing[] = [];
  if (tally.given < rule.atLeast) missing.push({ what: 'organisations', given: tally.given, needed: rule.atLeast });
  for (const { organisationId, atLeast: needed } of rule.fromNetworks ?? []) {
    const given = tally.byNetwork[organisationId] ?? 0;
    if (given < needed) missing.push({ what: 'network', organisationId, given, needed });
  }
  for (const { code, atLeast: needed } of rule.fromProvinces ?? []) {
    const given = tally.byProvince[code] ?? 0;
    if (given < needed) missing.push({ what: 'province', code, given, needed });
  }
  for (const organisationId of rule.noBlockBy ?? []) {
    if (tally.blocks.includes(organisationId)) missing.push({ what: 'block', organisationId });
  }
  for (const [itemKey, given] of Object.entries(rule.itemAtLeast === undefined ? {} : tally.items)) {
    const needed = rule.itemAtLeast as number;
    if (given < needed) missing.push({ what: 'item', itemKey, given, needed });
  }
  return missing;
}
