import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, getNamedType, isInterfaceType, isObjectType } from 'graphql';
import type { GraphQLInterfaceType, GraphQLObjectType } from 'graphql';
import { acts, audience, mutations, reads } from '#policy';
import type { ReadsTable } from '#policy';

// That it is the schema which the product serves is held by the test of the schema itself.
const schema = buildSchema(readFileSync(new URL('../../apps/api/schema.graphql', import.meta.url), 'utf8'));
const types = Object.values(schema.getTypeMap()).filter(
  (type): type is GraphQLObjectType | GraphQLInterfaceType =>
    (isObjectType(type) || isInterfaceType(type)) && !type.name.startsWith('__'),
);
const MUTATION = schema.getMutationType()?.name;

/** Only frames for what is in them: pages of things, and answers to who sent a command. */
const FRAME = /(Connection|Edge|Payload)$/;
const IN_FRAMES = ['edges', 'pageInfo', 'totalCount', 'cursor', 'node', 'userErrors'];

describe('every field of every type', () => {
  it('has an entry in the policy', () => {
    const without = types
      .filter(({ name }) => !FRAME.test(name) && name !== MUTATION)
      .flatMap((type) =>
        Object.keys(type.getFields())
          .filter((field) => audience(type.name, field) === undefined)
          .map((field) => `${type.name}.${field}`),
      );
    expect(without).toEqual([]);
  });

  it('in a page or a payload is a frame around what has an entry itself', () => {
    const strangers = types
      .filter(({ name }) => FRAME.test(name))
      .flatMap((type) => Object.values(type.getFields()).map((field) => ({ type, field })))
      .filter(({ field }) => !IN_FRAMES.includes(field.name) && !(getNamedType(field.type).name in reads))
      .map(({ type, field }) => `${type.name}.${field.name}`);
    expect(strangers).toEqual([]);
  });

  it('that the policy names is there', () => {
    const gone = Object.entries(reads as ReadsTable).flatMap(([type, { fields }]) => {
      const found = types.find(({ name }) => name === type)?.getFields() ?? {};
      return Object.values(fields)
        .flatMap((names) => names.split(/\s+/))
        .filter((field) => !(field in found))
        .map((field) => `${type}.${field}`);
    });
    expect(gone).toEqual([]);
  });

  it('is said once: nobody reads it under two audiences', () => {
    const twice = Object.entries(reads as ReadsTable).flatMap(([type, { fields }]) => {
      const names = Object.values(fields).flatMap((each) => each.split(/\s+/));
      return names.filter((name, index) => names.indexOf(name) !== index).map((name) => `${type}.${name}`);
    });
    expect(twice).toEqual([]);
  });
});

describe('every mutation', () => {
  it('is an act of the policy', () => {
    const inSchema = Object.keys(schema.getMutationType()?.getFields() ?? {}).sort();
    expect(Object.keys(mutations).sort()).toEqual(inSchema);
    for (const name of Object.values(mutations)) {
      const [on, event] = name.split('.') as [keyof typeof acts, string];
      expect(Object.keys(acts[on])).toContain(event);
    }
  });
});

describe('nowhere else', () => {
  it('is there a rule of its own about a role', () => {
    const rule = /\bisSecretariat\(|\bisInside\(|\.role\s*[!=]==/;
    const files = readdirSync(new URL('../../libs/', import.meta.url), { recursive: true, encoding: 'utf8' }).filter(
      (file) => file.endsWith('.ts') && !/\.(spec|data)\.ts$/.test(file) && !/^(policy|samples)\//.test(file),
    );
    const found = files.filter((file) =>
      rule.test(
        readFileSync(new URL(`../../libs/${file}`, import.meta.url), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, ''),
      ),
    );
    expect(found).toEqual([]);
  });
});
