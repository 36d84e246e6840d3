import { notFound } from './errors.js';

const PATTERN = /^([a-z]{3})_([0-9a-f]{8})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{4})([0-9a-f]{12})$/;

/** The opaque id that clients see: three letters of its type, then 128 random bits. */
export function toGlobalId(prefix: string, id: string): string {
  return `${prefix}_${id.replaceAll('-', '')}`;
}

/**
 * The database id behind a client's id.
 * @throws DomainError notFound for anything that is not an id of that type: what is malformed looks like what is absent.
 */
export function fromGlobalId(prefix: string, globalId: string): string {
  const parts = PATTERN.exec(globalId);
  if (!parts || parts[1] !== prefix) throw notFound();
  return parts.slice(2).join('-');
}

/** The type letters of a client's id, or nothing if it is none. */
export function prefixOf(globalId: string): string | undefined {
  return PATTERN.exec(globalId)?.[1];
}
