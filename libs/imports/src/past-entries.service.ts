import { Inject, Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { startOfDay, toGlobalId } from '#platform';
import { EditionsService } from '#instruments';
import { IntegrationsService } from '#integrations';
import { StatementDrafts } from '#statements';
import type { NewStatement } from '#statements';
import { LettersService, SubmissionsService, itemsOfStatement } from '#submissions';
import type { Span } from '#submissions';
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
    @Inject(LettersService) private readonly letters: LettersService,
    @Inject(SubmissionsService) private readonly submissions: SubmissionsService,
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
    const ids = statements.length > 0 ? await this.drafts.enter(tx, statements, its) : [];
    for (const [index, [, group]] of groups.entries()) await this.handOver(tx, ids[index] as string, group, its);
    await this.claim(
      tx,
      entered.filter(({ cases }) => cases.finding),
      its,
    );
  }

  private async handOver(tx: EntityManager, statementId: string, group: readonly Entered[], act: Act): Promise<void> {
    const handovers = [...groupBy(handoversOf(group), (each) => JSON.stringify([each.addresseeId, each.on])).values()];
    if (handovers.length === 0) return;
    const carried = await itemsOfStatement(tx, statementId);
    const keys = new Map(carried.map((item) => [item.recommendationId, item.key]));
    for (const letters of handovers) {
      const [{ addresseeId, on, dayNotKnown }] = letters as [Handover];
      const items = letters.flatMap((letter) => letter.items);
      const itemKeys = items.map(({ recommendationId }) => keys.get(recommendationId) as string);
      const id = await this.letters.recordPast(
        tx,
        {
          statementId,
          letter: { addresseeId, unitId: null, itemKeys, ourReference: null, responsibleSeatId: null },
          status: items.every(({ cases }) => cases.silent) ? 'unanswered' : 'delivered',
          on: spanOf(on),
          channel: null,
          mode: null,
          notKnown: dayNotKnown ? ['PREPARE', 'DELIVER'] : ['PREPARE'],
        },
        act,
      );
      await this.answer(tx, id, items, keys, act);
    }
  }

  /** What one addressee answered on one day is one answer, read item by item. */
  private async answer(
    tx: EntityManager,
    submissionId: string,
    items: readonly Entered[],
    keys: ReadonlyMap<string, string>,
    act: Act,
  ): Promise<void> {
    const answered = items.flatMap(({ recommendationId, cases: { answer } }) =>
      answer ? [{ ...answer, itemKey: keys.get(recommendationId) as string }] : [],
    );
    const days = [...groupBy(answered, ({ on }) => JSON.stringify(on)).values()];
    days.sort(([one], [other]) => ((one as PastAnswer).on.on < (other as PastAnswer).on.on ? -1 : 1));
    for (const [index, day] of days.entries()) {
      const response = {
        on: spanOf((day[0] as PastAnswer).on),
        form: 'other' as const,
        language: null,
        verbatim: null,
        documentId: null,
        items: day.map(({ itemKey, reading, verbatim }) => ({ itemKey, reading, verbatim, reason: null })),
      };
      await this.submissions.respond(tx, { id: submissionId, expectedVersion: index + 1, response }, act);
    }
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

const handoversOf = (group: readonly Entered[]): Handover[] =>
  group.flatMap((each) => each.cases.letters.map((letter) => ({ ...letter, items: [each] })));

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
