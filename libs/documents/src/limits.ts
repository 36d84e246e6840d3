import { DomainError } from '#platform';
import type { Parameters } from '#platform';

const MB = 1024 * 1024;

/** How large, how deep, how many: what a file may ask of us. */
export const LIMITS = {
  /** Bytes of a file. */
  file: 15 * MB,
  /** Bytes of a whole request: the file and the few fields beside it. */
  request: 15 * MB + 64 * 1024,
  /** Bytes of an Office file when unpacked. */
  unpacked: 200 * MB,
  /** Files within an Office file. */
  entries: 5_000,
};

/** One thing that is wrong with a file. */
export function refusal(code: string, parameters: Parameters = {}): DomainError {
  return new DomainError('refused', [{ code, parameters, path: ['file'] }]);
}

export const tooLarge = () => refusal('DOCUMENT_TOO_LARGE', { most: LIMITS.file / MB });

/** @param textToo lists may come as plain text, nothing else may. */
export const notAllowed = (textToo = false) =>
  refusal('DOCUMENT_TYPE_NOT_ALLOWED', { types: `PDF, DOCX, XLSX, JPG, PNG${textToo ? ', CSV, TXT' : ''}` });
