import { randomUUID } from 'node:crypto';
import { upperSnake } from '#platform';
import { OFFICER_TOKEN, memberToken, publicId, rowId } from './ids.js';
import { hasEndorsed, openStatements } from './sizes.js';
import type { Sizes } from './sizes.js';
import { searchFor } from './words.js';

export const NAMES = ['R1', 'R2', 'R3', 'R4', 'W1', 'W2'] as const;
export type Name = (typeof NAMES)[number];

/** One thing to ask, as each of the two servers wants to hear it. */
export interface Ask {
  product: { query: string; variables: Record<string, unknown>; token: string };
  bare: Record<string, unknown>;
  /** Called when it was done. */
  done?: () => void;
}

const TITLE = 'title { km en }';
const NAMED = 'name { km en }';
export const queries: Record<Name, string> = {
  R1: `query R1($addressee: ID!, $after: String) {
    recommendations(first: 50, after: $after, filter: { stage: [SUBMITTED], addresseeIds: [$addressee] }) {
      totalCount(exact: true)
      edges { cursor node { id number ${TITLE} stage uptake createdAt addressees { id ${NAMED} } endorsementCount } }
      pageInfo { hasNextPage endCursor } } }`,
  R2: `query R2($id: ID!) {
    recommendation(id: $id) {
      number version ${TITLE} body { km en } stage uptake standing proposedBy { ${NAMED} } addressees { id ${NAMED} }
      history(first: 20) { edges { node { event happenedAt organisation { name { en } } } } }
      carryings { statement { endorsements(first: 60) { edges { node { status organisation { name { en } } } } } } } } }`,
  R3: `query R3($days: Int!) {
    overview { byStageAndAddressee { stage addressee { id ${NAMED} } count }
      overdue(days: $days) { addressee { id ${NAMED} } count } asOf } }`,
  R4: `query R4($text: String!) {
    recommendations(first: 20, filter: { text: $text }) { edges { node { id number ${TITLE} stage createdAt } } } }`,
  W1: `mutation W1($input: ExtendStatementInput!) {
    extendStatement(input: $input) { statement { id version status deadline } userErrors { code } } }`,
  W2: `mutation W2($input: EndorseStatementInput!) {
    endorseStatement(input: $input) { endorsement { id version status } userErrors { code } } }`,
};

const officer = { person: rowId('person', 0), seat: rowId('seat', 0), organisation: rowId('secretariat', 1) };
const member = (n: number) => ({
  person: rowId('person', n),
  seat: rowId('seat', n),
  organisation: rowId('member', n),
});
const scattered = (n: number, size: number) => (Math.imul(n, 2654435761) >>> 0) % size;

/** The `n`th of the reads; the same for both servers and for each run. */
export function read(name: 'R1' | 'R2' | 'R3' | 'R4', n: number, sizes: Sizes): Ask {
  const product = (variables: Record<string, unknown>) => ({ query: queries[name], variables, token: OFFICER_TOKEN });
  switch (name) {
    case 'R1': {
      const of = 1 + (n % sizes.institutions);
      return {
        product: product({ addressee: publicId('institution', of), after: null }),
        bare: { stage: 'submitted', addressee: rowId('institution', of), after: null },
      };
    }
    case 'R2': {
      const of = 1 + scattered(n + 1, sizes.recommendations);
      return { product: product({ id: publicId('recommendation', of) }), bare: { id: rowId('recommendation', of) } };
    }
    case 'R3':
      return { product: product({ days: 30 }), bare: { days: 30 } };
    case 'R4':
      return { product: product({ text: searchFor(n) }), bare: { text: searchFor(n) } };
  }
}

/** Writes of one database: each is asked for once, with the version that the case has by then. */
export class Writes {
  private readonly open: number[];
  private readonly extended = new Map<number, number>();
  private extensions = 0;
  private endorsements = 0;

  constructor(private readonly sizes: Sizes) {
    this.open = openStatements(sizes);
  }

  next(name: 'W1' | 'W2'): Ask {
    return name === 'W1' ? this.extend() : this.endorse();
  }

  /** Statements take turns, so that no two requests in flight are about the same one. */
  private extend(): Ask {
    const statement = this.open[this.extensions++ % this.open.length] as number;
    const times = this.extended.get(statement) ?? 0;
    const deadlineOn = new Date(Date.UTC(2030, 0, 2 + times)).toISOString().slice(0, 10);
    const said = { expectedVersion: 2 + times, reason: 'More time was asked for.' };
    const key = randomUUID();
    const input = { idempotencyKey: key, id: publicId('statement', statement), ...said, deadlineOn };
    return {
      product: { query: queries.W1, variables: { input }, token: OFFICER_TOKEN },
      bare: { who: officer, key, id: rowId('statement', statement), ...said, deadline: `${deadlineOn}T16:59:59.999Z` },
      done: () => this.extended.set(statement, times + 1),
    };
  }

  private endorse(): Ask {
    for (;;) {
      const turn = this.endorsements++;
      const statement = this.open[turn % this.open.length] as number;
      const organisation = 1 + Math.floor(turn / this.open.length);
      if (organisation > this.sizes.members) throw new Error('every member has endorsed everything: take a larger set');
      if (hasEndorsed(statement, organisation)) continue;
      const key = randomUUID();
      const said = { versionNumber: 1, appearance: 'counted' };
      const input = {
        idempotencyKey: key,
        statementId: publicId('statement', statement),
        ...said,
        appearance: 'COUNTED',
      };
      return {
        product: { query: queries.W2, variables: { input }, token: memberToken(organisation) },
        bare: { who: member(organisation), key, statementId: rowId('statement', statement), ...said },
      };
    }
  }
}

// Answers of two servers, of which only the values matter.
/* eslint-disable @typescript-eslint/no-explicit-any, @typescript-eslint/no-unsafe-assignment, @typescript-eslint/no-unsafe-member-access, @typescript-eslint/no-unsafe-call, @typescript-eslint/no-unsafe-argument */

/** What a product's answer says, in the form in which the bare server says it. */
export function said(name: 'R1' | 'R2' | 'R3' | 'R4', data: any): unknown {
  const nodes = (connection: any) => connection.edges.map((edge: any) => edge.node);
  if (name === 'R1') {
    const { totalCount } = data.recommendations;
    return { totalCount, nodes: nodes(data.recommendations) };
  }
  if (name === 'R4') return nodes(data.recommendations);
  if (name === 'R3') return { byStageAndAddressee: data.overview.byStageAndAddressee, overdue: data.overview.overdue };
  const { carryings, history, ...one } = data.recommendation;
  return {
    ...one,
    history: nodes(history).map((entry: any) => ({ ...entry, organisation: entry.organisation?.name.en ?? null })),
    endorsements: carryings
      .flatMap(({ statement }: any) => nodes(statement.endorsements))
      .map((each: any) => ({ status: each.status, organisation: each.organisation.name.en })),
  };
}

const ENUMS = new Set(['stage', 'uptake', 'standing', 'status']);

/** One form for both: ids without their dress, enums in capitals, keys and the dashboard's rows in order, no cursors. */
export function canonical(value: any, key = ''): unknown {
  if (Array.isArray(value)) {
    const all = value.map((each) => canonical(each));
    return key === 'byStageAndAddressee' || key === 'overdue' ? all.map((each) => JSON.stringify(each)).sort() : all;
  }
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value).filter(([name]) => name !== 'next');
    return Object.fromEntries(entries.sort().map(([name, each]) => [name, canonical(each, name)]));
  }
  if (typeof value !== 'string') return value;
  if (ENUMS.has(key)) return upperSnake(value);
  return key === 'id' ? value.replace(/^[a-z]{3}_|-/g, '') : value;
}
