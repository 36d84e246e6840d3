const words = new Intl.Segmenter('km', { granularity: 'word' });

/**
 * What a recommendation can be called whose list gives only its full text: the first line, cut between words (which
 * Khmer does not separate by spaces) when it is long.
 */
export function titleFrom(text: string, longest = 160): string {
  const line = (text.trim().split('\n')[0] ?? '').replace(/\s+/g, ' ').trim();
  if (line.length <= longest) return line;
  let title = '';
  for (const { segment } of words.segment(line)) {
    if (title.length + segment.length > longest - 1) break;
    title += segment;
  }
  return `${title.trimEnd()}…`;
}
