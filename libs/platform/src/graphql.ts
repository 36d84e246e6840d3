import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext } from '@nestjs/common';
import { Field, ID, InterfaceType, registerEnumType } from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate, GraphQLUUID } from 'graphql-scalars';
import { ROLES } from './actor.js';
import type { Viewer } from './actor.js';
import { prefixOf } from './ids.js';
import { ErrorCode } from './messages.js';

/** Strict scalars: the framework's own `DateTime` lets rubbish through as `Invalid Date`. */
export { GraphQLLocalDate as LocalDate, GraphQLUUID as UUID };

const dateTime = GraphQLDateTimeISO.toConfig();

/** A moment that was written as ISO 8601 by our own SQL goes out as it is; to read it in and write it again costs more than the row. */
export const DateTime = new GraphQLScalarType({
  ...dateTime,
  serialize: (value) => (typeof value === 'string' ? value : dateTime.serialize(value)) as unknown as Date,
});

/** A column of moments as ISO 8601 in UTC with milliseconds, as text: what `DateTime` sends. */
export const isoText = (column: string): string =>
  `to_char(${column} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/** How the registers that are held in memory stood when a request came in: their versions, and the civil day in Phnom Penh. */
export interface RegistersSeen {
  day: string;
  versions: Readonly<Record<string, string>>;
}

/** What every resolver is handed: made anew for each request, never shared. */
export interface RequestContext {
  viewer: Viewer;
  language: 'km' | 'en';
  loaders: Loaders;
}

/** The request's context as a resolver's parameter. */
export const Context = createParamDecorator((_: unknown, execution: ExecutionContext): RequestContext => {
  return execution.getArgByIndex<RequestContext>(2);
});

/** Reads many rows by their keys for one viewer; what is absent or invisible is simply not in the map. */
export interface Batch<K, V> {
  (keys: readonly K[], viewer: Viewer): Promise<Map<K, V>>;
  /**
   * All of it at once, where it is held in memory for this viewer: asked for once in a request, and then only looked up.
   * There at once, without a promise, where what is held is what the request saw when it came in.
   */
  whole?: (viewer: Viewer, seen: RegistersSeen | undefined) => Whole<K, V> | undefined;
}

type Whole<K, V> = ReadonlyMap<K, V> | Promise<ReadonlyMap<K, V>>;

/** The same with something asked of each, such as which page. */
export type BatchAsked<K, V, A> = (keys: readonly K[], viewer: Viewer, asked: A) => Promise<Map<K, V>>;

/** What a field shows: there at once, or in a moment. */
export type Shown<T> = Promise<T | null> | T | null;

/** Batches reads within one request, so that a list of fifty costs one statement for each kind of thing beside it. */
export class Loaders {
  private readonly loaders = new Map<unknown, Map<string, DataLoader<unknown, unknown>>>();

  private readonly wholes = new Map<unknown, Whole<unknown, unknown> | undefined>();

  constructor(
    private readonly viewer: Viewer,
    private seen?: RegistersSeen,
  ) {}

  /** Forgets what was read: a command has changed it. */
  clear(): void {
    this.loaders.clear();
    this.wholes.clear();
    this.seen = undefined;
  }

  /**
   * One of many reads; there at once where it is held in memory, so that a list beside which organisations stand does not
   * wait once for each. `batch` must be the same function each time: a property of a queries class, say.
   */
  load<K, V>(batch: Batch<K, V>, key: K): Promise<V | undefined> | V | undefined {
    if (batch.whole && !this.wholes.has(batch)) this.wholes.set(batch, batch.whole(this.viewer, this.seen));
    const whole = this.wholes.get(batch) as Whole<K, V> | undefined;
    if (whole instanceof Promise) return whole.then((all) => all.get(key));
    if (whole) return whole.get(key);
    return this.loader(batch, '', (keys: readonly K[]) => batch(keys, this.viewer)).load(key) as Promise<V | undefined>;
  }

  /** The same, as what is made of it; null where there is no key, or nothing that this viewer may see. */
  show<K, V, T>(batch: Batch<K, V>, key: K | null | undefined, toThing: (row: V) => T): Shown<T> {
    if (key == null) return null;
    const row = this.load(batch, key);
    const shown = (found: V | undefined) => (found === undefined ? null : toThing(found));
    return row instanceof Promise ? row.then(shown) : shown(row);
  }

  /** The same of several; those that this viewer may not see are left out. */
  showAll<K, V, T>(batch: Batch<K, V>, keys: readonly K[], toThing: (row: V) => T): Promise<T[]> | T[] {
    const each = keys.map((key) => this.show(batch, key, toThing));
    const there = (shown: readonly (T | null)[]) => shown.filter((one) => one !== null);
    return each.some((one) => one instanceof Promise)
      ? Promise.all(each.map((one) => Promise.resolve(one))).then(there)
      : there(each as (T | null)[]);
  }

  /** The same; what is `asked` is asked of all that are read together. */
  loadAsked<K, V, A>(batch: BatchAsked<K, V, A>, key: K, asked: A): Promise<V | undefined> {
    const read = (keys: readonly K[]) => batch(keys, this.viewer, asked);
    return this.loader(batch, JSON.stringify(asked), read).load(key) as Promise<V | undefined>;
  }

  private loader<K, V>(
    batch: unknown,
    asked: string,
    read: (keys: readonly K[]) => Promise<Map<K, V>>,
  ): DataLoader<unknown, unknown> {
    const ofBatch = this.loaders.get(batch) ?? new Map<string, DataLoader<unknown, unknown>>();
    this.loaders.set(batch, ofBatch);
    const known = ofBatch.get(asked);
    if (known) return known;
    const loader = new DataLoader<unknown, unknown>(async (keys) => {
      const found = await read(keys as K[]);
      return keys.map((each) => found.get(each as K));
    });
    ofBatch.set(asked, loader);
    return loader;
  }
}

/** `awaitingConfirmation` → `AWAITING_CONFIRMATION`: a state's name in the schema is derived, never typed again. */
export function upperSnake(name: string): string {
  return name.replace(/([a-z0-9])([A-Z])/g, '$1_$2').toUpperCase();
}

/** A GraphQL enum of camelCase values: in the schema UPPER_SNAKE, in our code and in the database as they are. */
export function graphqlEnum<T extends string>(
  name: string,
  values: readonly T[],
  description: string,
  meanings: Partial<Record<T, string>> = {},
): Record<string, T> {
  const members = Object.fromEntries(values.map((value) => [upperSnake(value), value]));
  const valuesMap = Object.fromEntries(
    values.map((value) => [upperSnake(value), { description: meanings[value] ?? `${value}.` }]),
  );
  registerEnumType(members, { name, description, valuesMap });
  return members;
}

export const RoleEnum = graphqlEnum('Role', ROLES, 'What a person can be in the coalition’s process.');
export const LanguageEnum = graphqlEnum('Language', ['km', 'en'] as const, 'A language of a text.', {
  km: 'Khmer.',
  en: 'English.',
});
export const TextStatusEnum = graphqlEnum(
  'TextStatus',
  ['current', 'behind', 'missing', 'toFollow'] as const,
  'Where the text in one language stands beside the authentic one.',
  {
    current: 'Says the same.',
    behind: 'Older than the authentic text.',
    missing: 'Not there.',
    toFollow: 'Announced, to follow.',
  },
);
registerEnumType(ErrorCode, {
  name: 'ErrorCode',
  description: 'Why something was refused; a code never changes its meaning.',
});

const nodeTypes = new Map<string, string>();

/** Says which type an id with these three letters is. Each prefix belongs to one type. */
export function declareNode(prefix: string, typeName: string): void {
  const taken = nodeTypes.get(prefix);
  if (taken && taken !== typeName) throw new Error(`The id prefix ${prefix} belongs to ${taken}`);
  nodeTypes.set(prefix, typeName);
}

@InterfaceType({
  description: 'Anything that has an id of its own.',
  resolveType: (value: { id: string }) => nodeTypes.get(prefixOf(value.id) ?? ''),
})
export abstract class Node {
  @Field(() => ID, { description: 'Opaque and stable.' })
  id!: string;
}
