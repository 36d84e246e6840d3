import { readFileSync } from 'node:fs';
import { buildSchema, isEnumType, isInputObjectType, isListType, isNonNullType, isRequiredInputField } from 'graphql';
import type { GraphQLInputObjectType, GraphQLInputType } from 'graphql';

const SDL = new URL('../../apps/api/schema.graphql', import.meta.url);
const NOWHERE = '00000000000000000000000000000000';

/** A value that fits each scalar, and means nothing. */
const SCALARS: Record<string, unknown> = {
  ID: `rec_${NOWHERE}`,
  String: 'x',
  Int: 1,
  Float: 1,
  Boolean: true,
  Date: '2021-10-01',
  DateTime: '2021-10-01T00:00:00.000Z',
  UUID: '00000000-0000-4000-8000-000000000000',
};

/** Every mutation of the schema with the smallest input that fits its type. */
export function anyInputs(): { mutation: string; type: string; value: Record<string, unknown> }[] {
  const fields = buildSchema(readFileSync(SDL, 'utf8')).getMutationType()?.getFields() ?? {};
  return Object.values(fields).map(({ name, args }) => {
    const type = args.find((arg) => arg.name === 'input')?.type;
    const inner = isNonNullType(type) ? type.ofType : type;
    if (!isInputObjectType(inner)) throw new Error(`${name} takes no input of its own`);
    const { idempotencyKey: _, ...value } = anyOf(inner) as Record<string, unknown>;
    return { mutation: name, type: inner.name, value };
  });
}

function anyOf(type: GraphQLInputType): unknown {
  if (isNonNullType(type)) return anyOf(type.ofType);
  if (isListType(type)) return [anyOf(type.ofType)];
  if (isEnumType(type)) return type.getValues()[0]?.name;
  if (isInputObjectType(type)) return anyFields(type);
  return SCALARS[type.name] ?? {};
}

function anyFields(type: GraphQLInputObjectType): Record<string, unknown> {
  const fields = Object.values(type.getFields());
  const needed = type.isOneOf ? fields.slice(0, 1) : fields.filter(isRequiredInputField);
  return Object.fromEntries(needed.map((field) => [field.name, anyOf(field.type)]));
}
