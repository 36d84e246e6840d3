/** The beginning of a long text shows its language. */
const ENOUGH = 5_000;

/**
 * The language of a text by its letters; nothing where it has none. Khmer texts carry abbreviations in Latin letters,
 * English ones hardly ever Khmer, so a third of Khmer letters makes a text Khmer.
 */
export function scriptOf(text: string): 'km' | 'en' | undefined {
  return text.length > ENOUGH ? (scriptIn(text.slice(0, ENOUGH)) ?? scriptIn(text)) : scriptIn(text);
}

function scriptIn(text: string): 'km' | 'en' | undefined {
  const khmer = text.match(/[\u1780-\u17B3]/g)?.length ?? 0;
  const latin = text.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (khmer === 0 && latin === 0) return undefined;
  return khmer * 2 >= latin ? 'km' : 'en';
}
