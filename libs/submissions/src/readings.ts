/** How an answer to one item is read. */
export const READINGS = [
  'acknowledged',
  'underConsideration',
  'moreInformationAsked',
  'accepted',
  'partlyAccepted',
  'noted',
  'notAccepted',
  'referredElsewhere',
] as const;
export type Reading = (typeof READINGS)[number];

/** The readings that answer an item in substance. `noted` is neither accepted nor refused, and an answer all the same. */
export const SUBSTANTIVE: readonly Reading[] = ['accepted', 'partlyAccepted', 'noted', 'notAccepted'];

/** A response as far as the machine needs it: which one, and how it is read, by the keys of the items. */
export interface GivenResponse {
  id: string;
  readings: Record<string, Reading>;
}

interface Asked {
  items: readonly string[];
  responses: readonly GivenResponse[];
}

/** Items without any answer in substance. A later answer never erases an earlier one. */
export function unansweredItems({ items, responses }: Asked): string[] {
  const answered = new Set(
    responses.flatMap(({ readings }) =>
      Object.entries(readings)
        .filter(([, reading]) => SUBSTANTIVE.includes(reading))
        .map(([item]) => item),
    ),
  );
  return items.filter((item) => !answered.has(item));
}

export const answeredInFull = (asked: Asked): boolean => unansweredItems(asked).length === 0;
export const answeredInPart = (asked: Asked): boolean => unansweredItems(asked).length < asked.items.length;
