import { open } from 'node:fs/promises';
import type { FileHandle } from 'node:fs/promises';
import { fileTypeFromFile } from 'file-type';
import { notAllowed, refusal } from './limits.js';
import { endOfZip, officeTypeOf } from './office.check.js';

/** The types of files that are kept, by the ending that they are given, with the other endings that they may have. */
export const TYPES = {
  pdf: { mediaType: 'application/pdf', endings: ['pdf'] },
  docx: {
    mediaType: 'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
    endings: ['docx'],
  },
  xlsx: { mediaType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', endings: ['xlsx'] },
  jpg: { mediaType: 'image/jpeg', endings: ['jpg', 'jpeg', 'jpe', 'jfif'] },
  png: { mediaType: 'image/png', endings: ['png'] },
  csv: { mediaType: 'text/csv', endings: ['csv', 'tsv'] },
  txt: { mediaType: 'text/plain', endings: ['txt'] },
} as const;
export type FileType = keyof typeof TYPES;

/** The ending of the files of a media type. */
export function endingFor(mediaType: string): string {
  return Object.entries(TYPES).find(([, type]) => type.mediaType === mediaType)?.[0] ?? 'bin';
}

const FOUND: Record<string, FileType> = { 'application/pdf': 'pdf', 'image/jpeg': 'jpg', 'image/png': 'png' };
/** Readers of PDF look this far for its beginning; browsers, for that of a page. */
const HEAD = 1024;

/**
 * What a file is, by its content alone; its name is only compared with it.
 * @param options.text plain text may come too; `ending` then says which kind.
 * @throws DomainError when it is of no allowed type, damaged, or two things at once.
 */
export async function typeOf(path: string, options: { text: boolean; ending: string }): Promise<FileType> {
  const file = await open(path, 'r');
  try {
    const head = await file.read(Buffer.alloc(HEAD), 0, HEAD, 0);
    const start = head.buffer.toString('latin1', 0, head.bytesRead);
    if (start.startsWith('PK')) {
      const office = await officeTypeOf(path);
      if (!office) throw notAllowed(options.text);
      if (start.includes('%PDF-')) throw refusal('DOCUMENT_TWO_IN_ONE');
      return office;
    }
    // A list in UTF-16, which some take for sound, is known by its mark; of UTF-8 nothing is known but that it is nothing else.
    const found = /^(\xff\xfe|\xfe\xff)/.test(start) ? undefined : await fileTypeFromFile(path);
    if (!found && options.text) {
      await checkText(file);
      return (TYPES.csv.endings as readonly string[]).includes(options.ending) ? 'csv' : 'txt';
    }
    const type = found && FOUND[found.mime];
    if (!type) throw notAllowed(options.text);
    await checkAlone(file, type, start);
    return type;
  } finally {
    await file.close();
  }
}

/** One file, one type: a reader of another type must find nothing in it. */
async function checkAlone(file: FileHandle, type: FileType, start: string): Promise<void> {
  const { size } = await file.stat();
  if (await endOfZip(file, size)) throw refusal('DOCUMENT_TWO_IN_ONE');
  if (type !== 'pdf') {
    if (start.includes('%PDF-')) throw refusal('DOCUMENT_TWO_IN_ONE');
    return;
  }
  // A page within a comment behind the first line would make a browser that guesses show it.
  if (/<(!doctype|html|script|svg|body|iframe)[\s>/]/i.test(start)) throw refusal('DOCUMENT_TWO_IN_ONE');
  const length = Math.min(size, HEAD);
  const tail = await file.read(Buffer.alloc(length), 0, length, size - length);
  if (!tail.buffer.toString('latin1').includes('%%EOF')) throw refusal('DOCUMENT_DAMAGED');
}

/** Text in Unicode from end to end, with no signs but those of text. */
async function checkText(file: FileHandle): Promise<void> {
  const encoding = await encodingOf(file);
  const decoder = new TextDecoder(encoding, { fatal: true });
  try {
    for await (const chunk of file.createReadStream({ start: 0, autoClose: false })) {
      checkSigns(decoder.decode(chunk as Buffer, { stream: true }));
    }
    checkSigns(decoder.decode());
  } catch {
    throw refusal('DOCUMENT_NOT_TEXT');
  }
}

function checkSigns(text: string): void {
  // eslint-disable-next-line no-control-regex -- they are what is looked for
  if (/[\u0000-\u0008\u000b\u000e-\u001f\u007f]/.test(text)) throw new Error('no text');
}

async function encodingOf(file: FileHandle): Promise<string> {
  const { buffer } = await file.read(Buffer.alloc(2), 0, 2, 0);
  const mark = buffer.readUInt16BE(0);
  return mark === 0xfffe ? 'utf-16le' : mark === 0xfeff ? 'utf-16be' : 'utf-8';
}
