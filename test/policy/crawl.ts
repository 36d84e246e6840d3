import {
  getNamedType,
  getNullableType,
  isEnumType,
  isInputObjectType,
  isInterfaceType,
  isLeafType,
  isListType,
  isNonNullType,
  isObjectType,
} from 'graphql';
import type {
  GraphQLArgument,
  GraphQLField,
  GraphQLInputType,
  GraphQLObjectType,
  GraphQLOutputType,
  GraphQLSchema,
} from 'graphql';
import { civilDay } from '#platform';

const MOST = 20;

/** By so much the clock of a house is ahead before it is asked about a day: that of the scene has been moved by 30 days. */
export const AHEAD = 30 * 86_400_000;

/** Values for what a field must be given, so that every field can be asked for. */
function valueOf(type: GraphQLInputType, name: string): string {
  const named = getNamedType(type);
  if (isListType(getNullableType(type))) return '[]';
  if (isEnumType(named)) return named.getValues()[0]?.name ?? '';
  if (isInputObjectType(named)) {
    const fields = Object.values(named.getFields()).filter((field) => isNonNullType(field.type));
    return `{ ${fields.map((field) => `${field.name}: ${valueOf(field.type, field.name)}`).join(', ')} }`;
  }
  if (named.name === 'Int') return name === 'first' ? String(MOST) : '1';
  // The present day of that house, in Phnom Penh, at whatever hour the test runs.
  if (named.name === 'LocalDate') return JSON.stringify(civilDay(new Date(Date.now() + AHEAD).toISOString()));
  if (named.name === 'Boolean') return 'true';
  return '""';
}

const argumentsOf = (field: GraphQLField<unknown, unknown>): string => {
  const needed = field.args.filter((each: GraphQLArgument) => isNonNullType(each.type));
  return needed.length === 0
    ? ''
    : `(${needed.map((each) => `${each.name}: ${valueOf(each.type, each.name)}`).join(', ')})`;
};

const isNode = (type: unknown): boolean =>
  isObjectType(type) && type.getInterfaces().some(({ name }) => name === 'Node');

/** Everything that is read inline of a type: leaves, and what has no id of its own; of what has one, its id. */
function inside(type: GraphQLObjectType, depth: number, path: readonly string[]): string {
  const parts = Object.values(type.getFields()).map((field) => selectionOf(field, depth, [...path, type.name]));
  return parts.filter(Boolean).join(' ');
}

function selectionOf(field: GraphQLField<unknown, unknown>, depth: number, path: readonly string[]): string {
  const named = getNamedType(field.type);
  const asked = `${field.name}${argumentsOf(field)}`;
  if (isLeafType(named)) return field.name === 'totalCount' ? 'totalCount' : asked;
  if (isNode(named) || isInterfaceType(named)) return `${asked} { __typename ${isNode(named) ? 'id' : ''} }`;
  if (!isObjectType(named) || depth === 0 || path.includes(named.name)) return '';
  const inner = inside(named, depth - 1, path);
  return inner ? `${asked} { ${inner} }` : '';
}

/** Types with an id of their own. */
export function nodeTypes(schema: GraphQLSchema): GraphQLObjectType[] {
  return Object.values(schema.getTypeMap()).filter((type): type is GraphQLObjectType => isNode(type));
}

/**
 * For one type the selections that read all of it, a few at a time: its leaves together, each field that leads elsewhere
 * by itself, with everything on the way that has no id.
 */
export function selectionsOf(type: GraphQLObjectType): { field: string; selection: string }[] {
  const fields = Object.values(type.getFields());
  const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)) && argumentsOf(field) === '');
  const rest = fields.filter((field) => !leaves.includes(field));
  return [
    { field: '*', selection: leaves.map((field) => field.name).join(' ') },
    ...rest
      .map((field) => ({ field: field.name, selection: selectionOf(field, 4, [type.name]) }))
      .filter(({ selection }) => selection !== ''),
  ];
}

/** Fields of the root that show something, each as a query of its own; `node` and what needs an id is asked elsewhere. */
export function rootQueries(schema: GraphQLSchema): string[] {
  const root = schema.getQueryType() as GraphQLObjectType;
  return Object.values(root.getFields())
    .filter((field) => !field.args.some((each) => isNonNullType(each.type) && each.name !== 'first'))
    .map((field) => selectionOf(field, 4, ['Query']))
    .filter(Boolean)
    .map((selection) => `{ ${selection} }`);
}

/**
 * Paths through the schema, six objects deep, drawn by a fixed sequence: each begins at a list and ends in the leaves of
 * what it leads to.
 */
export function deepQueries(schema: GraphQLSchema, count: number): string[] {
  let seed = 7;
  const draw = <T>(from: readonly T[]): T => {
    seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
    return from[seed % from.length] as T;
  };
  const root = schema.getQueryType() as GraphQLObjectType;
  // The server takes nine levels: a page of things costs two beside its own, anything else one; leaves stand at the end.
  const costOf = (field: GraphQLField<unknown, unknown>) => (isPage(field) ? 3 : 1);
  const walk = (type: GraphQLObjectType, left: number): string => {
    const fields = Object.values(type.getFields());
    const leaves = fields.filter((field) => isLeafType(getNamedType(field.type)) && argumentsOf(field) === '');
    const onward = fields.filter(
      (field) => isObjectType(getNamedType(field.type)) && field.name !== 'pageInfo' && costOf(field) <= left,
    );
    const next = onward.length > 0 ? draw(onward) : undefined;
    const here = next ? leaves.filter(({ name }) => name === 'id') : leaves;
    return (
      [...here.map(({ name }) => name), next && stepTo(next, left - costOf(next))].filter(Boolean).join(' ') ||
      '__typename'
    );
  };
  const stepTo = (field: GraphQLField<unknown, unknown>, left: number): string => {
    const asked = `${field.name}${argumentsOf(field).replace(`first: ${MOST}`, 'first: 3')}`;
    const type = getNamedType(field.type) as GraphQLObjectType;
    if (!isPage(field)) return `${asked} { ${walk(type, left)} }`;
    const edge = getNamedType(type.getFields()['edges']?.type as GraphQLOutputType) as GraphQLObjectType;
    const node = getNamedType(edge.getFields()['node']?.type as GraphQLOutputType) as GraphQLObjectType;
    return `${asked} { edges { node { ${walk(node, left)} } } }`;
  };
  const lists = Object.values(root.getFields()).filter(
    (field) =>
      /Connection$/.test(getNamedType(field.type).name) &&
      field.args.every((each) => !isNonNullType(each.type) || each.name === 'first'),
  );
  return Array.from(
    { length: count },
    (_, index) => `{ ${stepTo(lists[index % lists.length] as GraphQLField<unknown, unknown>, 5)} }`,
  );
}

const isPage = (field: GraphQLField<unknown, unknown>): boolean => /Connection$/.test(getNamedType(field.type).name);
