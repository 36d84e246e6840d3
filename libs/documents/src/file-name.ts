const LONGEST = 200;
/** One sign may have any number of marks on it. Percent-encoded in a header a name is three times as long as this. */
const MOST_BYTES = 1_000;
const SEGMENTS = new Intl.Segmenter('km', { granularity: 'grapheme' });

/**
 * A name as it may be kept and shown: no folders, no invisible or direction-changing signs, nothing that a file system
 * or a header reads as its own, at most 200 signs and 1,000 bytes, and with the ending of what the file is. It never
 * becomes a path.
 * @param given what the client says; anything at all.
 * @param extension the ending of its content, without the dot.
 */
export function fileNameOf(given: string, extension: string): string {
  const last = given.split(/[/\\]/).at(-1) ?? '';
  const plain = last
    .normalize('NFC')
    .replace(/[\p{Cc}\p{Cf}\p{Co}\p{Cs}\p{Zl}\p{Zp}]/gu, '')
    .replace(/[<>:"|?*;%]/g, '_')
    .replace(/\s+/g, ' ')
    .replace(/^[.\s]+/, '')
    .trim();
  const ending = endingOf(plain);
  const stem = (ending === '' ? plain : plain.slice(0, -ending.length - 1)).trim().replace(/\.+$/, '');
  return `${shortened(stem).trim() || 'document'}.${ending === '' ? extension : ending}`;
}

/** As many whole signs from the beginning as may be; Khmer cut within a sign would read as another word. */
function shortened(stem: string): string {
  let cut = '';
  let signs = 0;
  for (const { segment } of SEGMENTS.segment(stem)) {
    signs += 1;
    if (signs > LONGEST || Buffer.byteLength(cut + segment) > MOST_BYTES) break;
    cut += segment;
  }
  return cut;
}

/** The ending of a name in small letters, without the dot; empty if it has none. */
export function endingOf(name: string): string {
  return /\.([A-Za-z0-9]{1,5})\s*$/.exec(name)?.[1]?.toLowerCase() ?? '';
}

/** The header that makes a browser save a file under its name instead of showing it. */
export function attachmentNamed(name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]/g, '_').replace(/["\\]/g, '_');
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}
