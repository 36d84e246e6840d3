import { fromGlobalId, refuseIf } from '#platform';
import type {
  CorrectSubmissionInput,
  DatedSubmissionInput,
  DeliveryInput,
  GrantExtensionInput,
  LetterInput,
  ReceiptInput,
  ResponseInput,
} from './submission.inputs.js';
import { spanOf } from './submission.days.js';
import type { Span } from './submission.days.js';
import type { LetterOrder } from './submission.letters.js';
import type { ReceiptDetails, ResponseDetails } from './submission.records.js';
import type { DeliveryDetails } from './submissions.service.js';

/** Texts are stored as typed, in one normal form. */
const clean = (text: string | null | undefined) => text?.normalize('NFC').trim() || null;
const idOf = (prefix: string, id: string | null | undefined) => (id ? fromGlobalId(prefix, id) : null);

export function letterOf(input: LetterInput): LetterOrder {
  return {
    addresseeId: fromGlobalId('org', input.addresseeId),
    unitId: idOf('org', input.unitId),
    itemKeys: input.itemKeys ?? null,
    ourReference: clean(input.ourReference),
    responsibleSeatId: idOf('sea', input.responsibleSeatId),
  };
}

export function deliveryOf(input: DeliveryInput): DeliveryDetails {
  const { channel, mode, deliveredOn: day, precision, until } = input;
  const enclosures = (input.enclosures ?? []).map(clean).filter((each) => each !== null);
  return { on: spanOf({ day, precision, until }, ['delivery', 'until']), channel, mode, enclosures };
}

export function receiptOf(input: ReceiptInput): ReceiptDetails {
  return {
    receivedOn: input.receivedOn,
    entryNumber: clean(input.entryNumber),
    stampSeen: input.stampSeen ?? false,
    office: clean(input.office),
    documentId: idOf('doc', input.documentId),
  };
}

export function responseOf(input: ResponseInput): ResponseDetails {
  const { answeredOn: day, precision, until, form } = input;
  return {
    on: spanOf({ day, precision, until }, ['response', 'until']),
    form,
    language: input.language ?? null,
    verbatim: clean(input.verbatim),
    documentId: idOf('doc', input.documentId),
    items: input.items.map(({ itemKey, reading, verbatim, reason }) => ({
      itemKey,
      reading,
      verbatim: clean(verbatim),
      reason: clean(reason),
    })),
  };
}

/** More time, as it was asked for and given. */
export function extensionOf({ extendedUntil, workingDays, askedBy }: GrantExtensionInput) {
  return { until: extendedUntil ?? null, days: workingDays ?? null, askedBy: clean(askedBy) };
}

/** The day that a correction puts in the place of a wrong one. @throws DomainError refused for a precision without a day. */
export function rightDayOf({ happenedOn: day, precision, until }: CorrectSubmissionInput): Span | null {
  if (day) return spanOf({ day, precision, until });
  const path = ['happenedOn'];
  refuseIf(precision || until ? [{ code: 'VALUE_MISSING', parameters: { field: 'happenedOn' }, path }] : []);
  return null;
}

export function happenedOf({ happenedOn: day, precision, until }: DatedSubmissionInput): Span {
  return spanOf({ day, precision, until });
}
