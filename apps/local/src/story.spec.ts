import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate } from 'graphql';
import { story } from './story.js';

const schema = buildSchema(readFileSync('apps/api/schema.graphql', 'utf8'));

describe('the steps on the start page', () => {
  it.each(story.map((step) => [step.title, step.query]))('%s fits the schema', (_title, query) => {
    expect(validate(schema, parse(query))).toEqual([]);
  });
});
