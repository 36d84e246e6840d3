import { createPrivateKey, createPublicKey, generateKeyPairSync, sign, verify } from 'node:crypto';
import type { KeyObject } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '#platform';

const FILE = 'checkpoint-key.pem';

/** Signs checkpoints and exports, with Ed25519. */
export interface CheckpointKey {
  /** The public key, 43 characters: what witnesses keep beside the checkpoints. */
  publicKey: string;
  /** @returns the signature in base64url, 86 characters. */
  sign(text: string): string;
}

/**
 * The key of the settings; outside production, without one, the key in the data folder.
 * @param options.make makes that key when there is none yet: the worker does.
 * @returns nothing when there is no key.
 * @throws when the setting or the file holds something else than an Ed25519 private key.
 */
export async function openCheckpointKey(
  config: Pick<Config, 'CHECKPOINT_KEY' | 'NODE_ENV' | 'ANUSAS_DATA'>,
  options: { make: boolean },
): Promise<CheckpointKey | undefined> {
  if (config.CHECKPOINT_KEY) {
    return toKey(createPrivateKey({ key: Buffer.from(config.CHECKPOINT_KEY, 'base64'), format: 'der', type: 'pkcs8' }));
  }
  // A key beside the data that it vouches for would be stolen with them: good enough for this machine, not for real use.
  if (config.NODE_ENV === 'production') return undefined;
  const path = join(config.ANUSAS_DATA, FILE);
  if (options.make) {
    const pem = generateKeyPairSync('ed25519').privateKey.export({ format: 'pem', type: 'pkcs8' });
    await mkdir(config.ANUSAS_DATA, { recursive: true });
    await writeFile(path, pem, { mode: 0o600, flag: 'wx' }).catch(unless('EEXIST'));
  }
  const pem = await readFile(path, 'utf8').catch(unless('ENOENT'));
  return pem === undefined ? undefined : toKey(createPrivateKey(pem));
}

/** Did the owner of this public key sign the text? False for anything that is no key or no signature. */
export function isSigned(text: string, publicKey: string, signature: string): boolean {
  // The last character of either holds bits that nothing reads: only the one spelling that we write counts.
  if (![publicKey, signature].every((each) => Buffer.from(each, 'base64url').toString('base64url') === each))
    return false;
  try {
    const key = createPublicKey({ key: { kty: 'OKP', crv: 'Ed25519', x: publicKey }, format: 'jwk' });
    return verify(null, Buffer.from(text), key, Buffer.from(signature, 'base64url'));
  } catch {
    return false;
  }
}

function toKey(key: KeyObject): CheckpointKey {
  if (key.asymmetricKeyType !== 'ed25519') throw new Error('CHECKPOINT_KEY: an Ed25519 private key is needed');
  return {
    publicKey: createPublicKey(key).export({ format: 'jwk' }).x as string,
    sign: (text) => sign(null, Buffer.from(text), key).toString('base64url'),
  };
}

const unless = (code: string) => (error: NodeJS.ErrnoException) => {
  if (error.code !== code) throw error;
  return undefined;
};
