import type { Readable } from 'node:stream';

/** Where files lie. Keys are random and say nothing. */
export interface DocumentStore {
  /** Takes a file over under a key: all of it or nothing. The file at `path` may be gone afterwards. */
  put(key: string, path: string, about: { sha256: string; size: number; mediaType: string }): Promise<void>;
  /** @throws when there is none under that key: that is a fault of ours, never a question of who may see it. */
  open(key: string): Promise<Readable>;
  /** Nothing happens when there is none. */
  remove(key: string): Promise<void>;
}

export const DOCUMENT_STORE = Symbol('document store');

const KEY = /^[0-9a-f]{32}$/;

/** A key becomes a path or an address, so it is looked at once more. */
export function checkedKey(key: string): string {
  if (!KEY.test(key)) throw new Error('This is no key of a document');
  return key;
}
