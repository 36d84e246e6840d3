import { mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { checkedKey } from './document.store.js';
import type { DocumentStore } from './document.store.js';

/** Files in a folder of this machine that only the product's own account can read. */
export class DiskStore implements DocumentStore {
  constructor(private readonly folder: string) {}

  async put(key: string, path: string): Promise<void> {
    const target = this.pathOf(key);
    await mkdir(dirname(target), { recursive: true, mode: 0o700 });
    await rename(path, target);
    // Without this a power cut could forget the name of a file whose row is already there.
    await syncFolder(dirname(target));
  }

  async open(key: string): Promise<Readable> {
    const file = await open(this.pathOf(key), 'r');
    return file.createReadStream();
  }

  async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  private pathOf(key: string): string {
    return join(this.folder, checkedKey(key).slice(0, 2), key);
  }
}

async function syncFolder(folder: string): Promise<void> {
  // Windows opens no folders; there the file system keeps its own log.
  if (process.platform === 'win32') return;
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
