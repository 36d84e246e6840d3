const CONSONANTS = [...'bdfghklmnprstvz'];
const VOWELS = [...'aeiou'];
const KHMER_CONSONANTS = Array.from({ length: 20 }, (_, index) => String.fromCodePoint(0x1780 + index));
const KHMER_VOWELS = ['\u17B6', '\u17B7', '\u17B8', '\u17BB', '\u17BC'];

/** Words that both languages are written with here. */
export const WORDS = 1_500;

/** Made-up words of equal length: none is a part of another, so that searching by words and by letters finds the same. */
function words(consonants: readonly string[], vowels: readonly string[]): string[] {
  const parts = consonants.flatMap((consonant) => vowels.map((vowel) => consonant + vowel));
  const part = (n: number) => parts[n % parts.length] as string;
  return Array.from(
    { length: WORDS },
    (_, index) => part(index) + part(Math.floor(index / parts.length) * 3) + part(index * 7),
  );
}

export const english = words(CONSONANTS, VOWELS);
/** One after the other without a mark between syllables, as Khmer is; already in the one spelling that search uses. */
export const khmer = words(KHMER_CONSONANTS, KHMER_VOWELS);

/** Two words that stand together in some hundreds of texts, in English or Khmer by turns. */
export function searchFor(n: number): string {
  const list = n % 2 === 0 ? english : khmer;
  return `${list[60 + ((n * 37) % 300)]} ${list[61 + ((n * 53) % 300)]}`;
}
