/** What a list of recommendations is filtered by and seen as; it stands in the address, so that a colleague sees the same. */
export interface RecommendationSearch {
  view?: 'board' | 'matrix';
  text?: string;
  stage?: string;
  uptake?: string;
  addressee?: string;
  target?: string;
  topic?: string;
  standing?: 'CLOSED';
}

const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value.trim() !== '' ? value : typeof value === 'number' ? String(value) : undefined;

/** Reads the address; what is not known is left out. */
export function recommendationSearch(search: Record<string, unknown>): RecommendationSearch {
  const { view, standing } = search;
  return {
    ...(view === 'board' || view === 'matrix' ? { view } : {}),
    ...(standing === 'CLOSED' ? { standing } : {}),
    ...Object.fromEntries(
      ['text', 'stage', 'uptake', 'addressee', 'target', 'topic'].flatMap((name) => {
        const value = text(search[name]);
        return value === undefined ? [] : [[name, value]];
      }),
    ),
  };
}
