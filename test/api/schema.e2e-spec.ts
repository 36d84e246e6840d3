import { readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { getNamedType, isEnumType, isInputObjectType, isInterfaceType, isObjectType, printSchema } from 'graphql';
import type { GraphQLObjectType, GraphQLSchema } from 'graphql';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

const FILE = new URL('../../apps/api/schema.graphql', import.meta.url);

let house: House;
let schema: GraphQLSchema;
beforeAll(async () => {
  house = await openHouse();
  schema = house.api.app.get(GraphQLSchemaHost).schema;
});
afterAll(() => house?.close());

const ours = () => Object.values(schema.getTypeMap()).filter((type) => !type.name.startsWith('__'));

describe('the schema', () => {
  it('is the one that is committed (npm run schema writes it)', () => {
    const printed = `${printSchema(schema)}\n`;
    if (process.env['ANUSAS_WRITE_SCHEMA']) writeFileSync(FILE, printed);
    expect(readFileSync(FILE, 'utf8')).toBe(printed);
  });

  it('describes every type, field, argument and value', () => {
    const silent: string[] = [];
    for (const type of ours()) {
      if (['String', 'Boolean', 'Int', 'Float', 'ID', 'Query', 'Mutation'].includes(type.name)) continue;
      if (!type.description) silent.push(type.name);
    }
    for (const type of ours()) {
      if (isEnumType(type))
        for (const value of type.getValues())
          if (!value.description && type.name !== 'ErrorCode') silent.push(`${type.name}.${value.name}`);
      if (!isObjectType(type) && !isInterfaceType(type) && !isInputObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        if (!field.description) silent.push(`${type.name}.${field.name}`);
        if ('args' in field)
          for (const argument of field.args)
            if (!argument.description) silent.push(`${type.name}.${field.name}(${argument.name})`);
      }
    }
    expect(silent).toEqual([]);
  });

  it('has one input with a key and one payload with its reasons for each mutation', () => {
    const mutations = Object.values((schema.getMutationType() as GraphQLObjectType).getFields());
    expect(mutations.length).toBeGreaterThan(5);
    for (const mutation of mutations) {
      expect([mutation.name, mutation.args.map((argument) => argument.name)]).toEqual([mutation.name, ['input']]);
      const input = getNamedType((mutation.args[0] as (typeof mutation.args)[number]).type);
      expect([mutation.name, isInputObjectType(input) && String(input.getFields()['idempotencyKey']?.type)]).toEqual([
        mutation.name,
        'UUID!',
      ]);
      const payload = getNamedType(mutation.type);
      expect([mutation.name, payload.name.endsWith('Payload')]).toEqual([mutation.name, true]);
      expect([mutation.name, isObjectType(payload) && String(payload.getFields()['userErrors']?.type)]).toEqual([
        mutation.name,
        '[UserError!]!',
      ]);
    }
  });

  it('asks for the page size of every list', () => {
    for (const type of ours()) {
      if (!isObjectType(type)) continue;
      for (const field of Object.values(type.getFields())) {
        if (!getNamedType(field.type).name.endsWith('Connection')) continue;
        expect([
          `${type.name}.${field.name}`,
          field.args.find((argument) => argument.name === 'first')?.type.toString(),
        ]).toEqual([`${type.name}.${field.name}`, 'Int!']);
      }
    }
  });

  it('has no subscription', () => {
    expect(schema.getSubscriptionType()).toBeUndefined();
  });
});
