import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { CastMember } from '../support/cast.js';
import type { House } from '../support/house.js';

/** Hands a file in through the door that browsers use. */
export async function upload(
  house: House,
  file: { bytes: Buffer; name?: string },
  fields: Record<string, string>,
  as?: CastMember,
  headers: Record<string, string> = {},
) {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  form.set('file', new Blob([new Uint8Array(file.bytes)]), file.name ?? 'scan.pdf');
  const response = await fetch(`${house.api.url}/documents`, {
    method: 'POST',
    headers: { ...signedIn(as), ...headers },
    body: form,
  });
  const body = (await response.json()) as any;
  return {
    status: response.status,
    document: body.document,
    codes: body.userErrors?.map((each: any) => each.code),
    body,
  };
}

/** Fetches a document as somebody. */
export async function download(house: House, id: string, as?: CastMember, method = 'GET') {
  const response = await fetch(`${house.api.url}/documents/${id}`, { method, headers: signedIn(as) });
  return { status: response.status, headers: response.headers, bytes: Buffer.from(await response.arrayBuffer()) };
}

export function signedIn(as?: CastMember): Record<string, string> {
  return as ? { authorization: `Bearer ${as.token}` } : {};
}

/** Every file that lies in the house's store, finished or not. */
export async function filesOf(house: House): Promise<string[]> {
  const folder = join(house.config.ANUSAS_DATA, 'documents');
  const found = await readdir(folder, { recursive: true, withFileTypes: true }).catch(() => []);
  return found.filter((each) => each.isFile()).map((each) => join(each.parentPath, each.name));
}
