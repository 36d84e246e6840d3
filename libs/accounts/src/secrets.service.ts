import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '#platform';
import type { Config } from '#platform';

const NONCE = 12;
const TAG = 16;

/** What is stored so that the database alone does not say it; each purpose has a key of its own, made from ANUSAS_SECRET. */
@Injectable()
export class Secrets {
  private readonly keys = new Map<string, Buffer>();

  constructor(@Inject(CONFIG) private readonly config: Config) {}

  /** A keyed hash, in hex: finds what is looked for, and cannot be tried out without the key. */
  hash(purpose: string, text: string): string {
    return createHmac('sha256', this.key(`hash ${purpose}`))
      .update(text)
      .digest('hex');
  }

  /** Encrypts with AES-256-GCM. @param about what it belongs to: moved to another row it does not open. */
  seal(purpose: string, about: string, text: string): Buffer {
    const nonce = randomBytes(NONCE);
    const cipher = createCipheriv('aes-256-gcm', this.key(`seal ${purpose}`), nonce).setAAD(Buffer.from(about));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([nonce, cipher.getAuthTag(), sealed]);
  }

  /** @throws when it was sealed with another secret, for something else, or was changed. */
  open(purpose: string, about: string, sealed: Buffer): string {
    const decipher = createDecipheriv('aes-256-gcm', this.key(`seal ${purpose}`), sealed.subarray(0, NONCE), {
      authTagLength: TAG,
    });
    decipher.setAAD(Buffer.from(about)).setAuthTag(sealed.subarray(NONCE, NONCE + TAG));
    return Buffer.concat([decipher.update(sealed.subarray(NONCE + TAG)), decipher.final()]).toString('utf8');
  }

  private key(purpose: string): Buffer {
    const known = this.keys.get(purpose);
    if (known) return known;
    const key = Buffer.from(hkdfSync('sha256', this.config.ANUSAS_SECRET, 'anusas', purpose, 32));
    this.keys.set(purpose, key);
    return key;
  }
}
