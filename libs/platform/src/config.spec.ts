import { generateKeyPairSync } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { ConfigError, readConfig, settingNames } from './config.js';

const refused = (env: Record<string, string>): string[] => {
  try {
    readConfig(env);
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.map((problem) => problem.split(':')[0] as string);
    throw error;
  }
  return [];
};

describe('the settings', () => {
  it('need nothing to be set', () => {
    expect(readConfig({})).toMatchObject({ HOST: '127.0.0.1', PORT: 3000, QUEUE: 'bullmq', ANUSAS_SAMPLES: true });
  });

  it('names every wrong one at once', () => {
    expect(
      refused({
        PORT: 'ninety',
        DATABASE_URL: 'mysql://x',
        REDIS_URL: 'http://x',
        QUEUE: 'rabbit',
        LOG_LEVEL: 'loud',
      }).sort(),
    ).toEqual(['DATABASE_URL', 'LOG_LEVEL', 'PORT', 'QUEUE', 'REDIS_URL']);
  });

  it('takes an empty value as not given', () => {
    expect(readConfig({ DATABASE_URL: '', PORT: '' })).toMatchObject({ PORT: 3000 });
  });

  it('wants a secret of its own in production, and no samples', () => {
    expect(refused({ NODE_ENV: 'production' })).toEqual(['ANUSAS_SECRET']);
    expect(refused({ NODE_ENV: 'production', ANUSAS_SECRET: 'short-one' })).toEqual(['ANUSAS_SECRET']);
    expect(refused({ NODE_ENV: 'production', ANUSAS_SECRET: 'x'.repeat(32), ANUSAS_SAMPLES: 'yes' })).toEqual([
      'ANUSAS_SAMPLES',
    ]);
    expect(readConfig({ NODE_ENV: 'production', ANUSAS_SECRET: 'x'.repeat(32) })).toMatchObject({
      ANUSAS_SAMPLES: false,
    });
  });

  it('takes only an Ed25519 private key for checkpoints', () => {
    const key = (kind: 'ed25519' | 'x25519') =>
      generateKeyPairSync(kind as 'ed25519')
        .privateKey.export({ format: 'der', type: 'pkcs8' })
        .toString('base64');
    expect(refused({ CHECKPOINT_KEY: key('ed25519') })).toEqual([]);
    for (const wrong of [key('x25519'), 'something else']) {
      expect(refused({ CHECKPOINT_KEY: wrong })).toEqual(['CHECKPOINT_KEY']);
    }
  });

  it('wants all that S3 needs, once S3 is chosen', () => {
    expect(refused({ DOCUMENTS: 's3' })).toEqual(['S3_ENDPOINT', 'S3_BUCKET', 'S3_ACCESS_KEY', 'S3_SECRET_KEY']);
  });

  it('are all in .env.example, and nothing else is', () => {
    const lines = readFileSync('.env.example', 'utf8').split('\n');
    const listed = lines.flatMap((line) => /^([A-Z0-9_]+)=/.exec(line)?.[1] ?? []);
    expect(listed.sort()).toEqual([...settingNames].sort());
  });

  it('of .env.example are right as they stand', () => {
    const given = Object.fromEntries(
      readFileSync('.env.example', 'utf8')
        .split('\n')
        .flatMap((line) => {
          const [, name, value] = /^([A-Z0-9_]+)=(.*)$/.exec(line) ?? [];
          return name ? [[name, value as string]] : [];
        }),
    );
    expect(refused(given)).toEqual([]);
  });
});
