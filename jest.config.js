import { readFileSync } from 'node:fs';

/** As the build, but with the tests. */
const swc = JSON.parse(readFileSync(new URL('.swcrc', import.meta.url), 'utf8'));
delete swc.exclude;
delete swc.$schema;
const { imports } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

/** `#platform` → its source: the same names as in package.json, which point to the build. */
const toSource = Object.fromEntries(
  Object.entries(imports).map(([name, built]) => [
    `^${name}$`,
    built.replace('./dist', '<rootDir>').replace(/\.js$/, '.ts'),
  ]),
);

export default {
  testEnvironment: 'node',
  testMatch: ['<rootDir>/{apps,libs,test}/**/*.{spec,int-spec,e2e-spec,browser-spec}.ts'],
  extensionsToTreatAsEsm: ['.ts'],
  transform: { '^.+\\.ts$': ['@swc/jest', { ...swc, swcrc: false, sourceMaps: 'inline' }] },
  moduleNameMapper: { ...toSource, '^(\\.{1,2}/.*)\\.js$': '$1' },
  modulePathIgnorePatterns: ['<rootDir>/dist/'],
  globalSetup: '<rootDir>/test/support/start-postgres.js',
  globalTeardown: '<rootDir>/test/support/stop-postgres.js',
  reporters: ['default', '<rootDir>/test/support/one-line-reporter.js'],
  maxWorkers: 2,
  testTimeout: 60_000,
};
