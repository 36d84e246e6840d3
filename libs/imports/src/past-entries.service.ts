import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { startOfDay, toGlobalId } from '#platform';
import { EditionsService } from '#instruments';
import { IntegrationsService } from '#integrations';
import { StatementDrafts } from '#statements';
import type { NewStatement, Reached } from '#statements';
import { PastSubmissions, itemsOfStatements } from '#submissions';
import type { PastSubmission, ResponseDetails, Span } from '#submissions';
import type { Act } from '#workflow';
import type { DateValue } from './dates.js';
import { firstOf, statementKey } from './past.cases.js';
import type { PastAnswer, PastCases, PastLetter } from './past.cases.js';
import { provisionsAt } from './past.places.js';
import { saying } from './said.js';
import { scriptOf } from './script.js';

/** A recommendation that came in just now, and what becomes of its past. */
export interface Entered {
  recommendationId: string;
  /** Whether it has a text in English. */
  english: boolean;
  cases: PastCases;
}

/** Which list it comes from, and the day of its run (`YYYY-MM-DD`, Phnom Penh): the title of a statement without one. */
export interface Origin {
  source: string;
  day: string;
}

/** Letters of one statement to one addressee on one day are one letter. */
interface Handover extends PastLetter {
  statementId: string;
  items: Entered[];
}

/**
 * Enters the pasts of recommendations as cases: a statement for each that a list names, a letter for each addressee and
 * day, the answers by item, and what was found in texts as claims that a second person has yet to see.
 */
@Injectable()
export class PastEntries {
  constructor(
    @Inject(StatementDrafts) private readonly drafts: StatementDrafts,
    @Inject(PastSubmissions) private readonly pasts: PastSubmissions,
    @Inject(IntegrationsService) private readonly integrations: IntegrationsService,
    @Inject(EditionsService) private readonly editions: EditionsService,
  ) {}

  /**
   * @throws DomainError refused with everything that stands against any of them.
   */
  async enter(tx: EntityManager, entered: readonly Entered[], origin: Origin, act: Act): Promise<void> {
    const reason = saying('IMPORT_PAST_REASON', { source: origin.source, day: origin.day });
    const its: Act = { ...act, reason: `${reason.km} · ${reason.en}`, imported: true };
    const groups = [...groupBy(entered, ({ cases }) => statementKey(cases) ?? '')].filter(([key]) => key !== '');
    const statements = groups.map(([, group]) => statementOf(group, origin));
    if (statements.length > 0) {
      const { ids, reached } = await this.drafts.enterUntold(tx, statements, its);
      const handovers = groups.flatMap(([, group], index) => handoversOf(ids[index] as string, group));
      await this.handOver(tx, handovers.sort(byDay), reached, its);
    }
    await this.claim(
      tx,
      entered.filter(({ cases }) => cases.finding),
      its,
    );
  }

  /** The letters of all statements together, in the order of their days, with what was answered to them. */
  private async handOver(
    tx: EntityManager,
    handovers: readonly Handover[],
    reached: readonly Reached[],
    act: Act,
  ): Promise<void> {
    const items = await itemsOfStatements(
      tx,
      handovers.map((each) => each.statementId),
    );
    // Each recommendation came in just now: one statement carries it.
    const keys = new Map([...items.values()].flat().map((item) => [item.recommendationId, item.key]));
    await this.pasts.recordAll(
      tx,
      handovers.map((handover) => ({ ...pastOf(handover, keys), responses: responsesTo(handover, keys) })),
      reached,
      act,
    );
  }

  private async claim(tx: EntityManager, entered: readonly Entered[], act: Act): Promise<void> {
    if (entered.length === 0) return;
    const findings = entered.flatMap(({ recommendationId, cases: { finding } }) =>
      finding ? [{ recommendationId, ...finding }] : [],
    );
    const provisionIds = await provisionsAt(tx, this.editions, findings, act);
    await this.integrations.claim(
      tx,
      findings.map(({ recommendationId, editionId, degree, quote, adoptedOn }, index) => ({
        recommendationId,
        past: true,
        finding: {
          editionId,
          provisionId: provisionIds[index] as string,
          degree,
          quoteKm: quote && scriptOf(quote) === 'km' ? quote : null,
          quoteEn: quote && scriptOf(quote) !== 'km' ? quote : null,
        },
        // It has stood there since the text was adopted; nobody says when it was found.
        act: adoptedOn ? { happenedAt: startOfDay(adoptedOn), precision: 'day' as const } : {},
      })),
      act,
    );
  }
}

function statementOf(group: readonly Entered[], { source, day }: Origin): NewStatement {
  const [{ cases }] = group as [Entered];
  const { title, endorsedOn } = cases.statement as NonNullable<PastCases['statement']>;
  const made = saying('IMPORT_PAST_STATEMENT', { source, day });
  const language = group.every((each) => each.english) ? 'en' : 'km';
  const authentic = title ? (scriptOf(title) === 'km' ? 'km' : 'en') : language;
  const on = endorsedOn ?? firstOf(group.flatMap((each) => each.cases.letters.map((letter) => letter.on)));
  return {
    content: {
      kind: 'jointList',
      authenticLanguage: authentic,
      title: title ? { [authentic]: title } : { km: made.km, en: made.en },
      items: group.map(({ recommendationId }) => ({ recommendationId: toGlobalId('rec', recommendationId) })),
    },
    // Not further than this: that it was handed over, and answered, its letters say.
    past: { status: 'endorsed' },
    act: { ...dated(on ?? cases.on), notKnown: endorsedOn ? ['DRAFT', 'OPEN'] : ['DRAFT', 'OPEN', 'CLOSE'] },
  };
}

function handoversOf(statementId: string, group: readonly Entered[]): Handover[] {
  const letters = group.flatMap((each) => each.cases.letters.map((letter) => ({ ...letter, item: each })));
  const together = groupBy(letters, ({ addresseeId, on }) => JSON.stringify([addresseeId, on]));
  return [...together.values()].map((each) => {
    const { addresseeId, on, dayNotKnown } = each[0] as PastLetter;
    return { statementId, addresseeId, on, dayNotKnown, items: each.map(({ item }) => item) };
  });
}

const byDay = (one: { on: DateValue }, other: { on: DateValue }) =>
  one.on.on < other.on.on ? -1 : Number(one.on.on > other.on.on);

function pastOf(
  { statementId, addresseeId, on, dayNotKnown, items }: Handover,
  keys: ReadonlyMap<string, string>,
): PastSubmission {
  const itemKeys = items.map(({ recommendationId }) => keys.get(recommendationId) as string);
  return {
    statementId,
    letter: { addresseeId, unitId: null, itemKeys, ourReference: null, responsibleSeatId: null },
    status: items.every(({ cases }) => cases.silent) ? 'unanswered' : 'delivered',
    on: spanOf(on),
    channel: null,
    mode: null,
    notKnown: dayNotKnown ? ['PREPARE', 'DELIVER'] : ['PREPARE'],
  };
}

/** What one addressee answered on one day is one answer, read item by item. */
function responsesTo({ items }: Handover, keys: ReadonlyMap<string, string>): ResponseDetails[] {
  const answered = items.flatMap(({ recommendationId, cases: { answer } }) =>
    answer ? [{ ...answer, itemKey: keys.get(recommendationId) as string }] : [],
  );
  const days = [...groupBy(answered, ({ on }) => JSON.stringify(on)).values()] as [PastAnswer & { itemKey: string }][];
  days.sort(([one], [other]) => byDay(one, other));
  return days.map((day) => ({
    on: spanOf(day[0].on),
    form: 'other',
    language: null,
    verbatim: null,
    documentId: null,
    items: day.map(({ itemKey, reading, verbatim }) => ({ itemKey, reading, verbatim, reason: null })),
  }));
}

/** What an act says of a day that is known so exactly. */
export function dated({ on, until, precision }: DateValue): Partial<Act> {
  return {
    happenedAt: startOfDay(on),
    precision,
    ...(until && precision === 'range' ? { happenedUntil: startOfDay(until) } : {}),
  };
}

const spanOf = ({ on, until, precision }: DateValue): Span => ({ precision, from: on, until: until ?? on });

function groupBy<T>(all: readonly T[], key: (each: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const each of all) {
    const group = groups.get(key(each));
    if (group) group.push(each);
    else groups.set(key(each), [each]);
  }
  return groups;
}
