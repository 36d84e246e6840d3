import { createParamDecorator } from '@nestjs/common';
import type { ExecutionContext, Type } from '@nestjs/common';
import {
  Args,
  ArgsType,
  Field,
  ID,
  InputType,
  Int,
  InterfaceType,
  ObjectType,
  Parent,
  ResolveField,
  Resolver,
  registerEnumType,
} from '@nestjs/graphql';
import DataLoader from 'dataloader';
import { GraphQLScalarType } from 'graphql';
import { GraphQLDateTimeISO, GraphQLLocalDate, GraphQLUUID } from 'graphql-scalars';
import { ROLES, isSecretariat } from './actor.js';
import type { Role, Viewer } from './actor.js';
import type { Failure, Reason } from './errors.js';
import { prefixOf } from './ids.js';
import { ErrorCode, say } from './messages.js';
import type { Page } from './page.js';

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
  /** All of it at once, where it is held in memory for this viewer: asked for once in a request, and then only looked up. */
  whole?: (viewer: Viewer) => Promise<ReadonlyMap<K, V>> | undefined;
}

/** The same with something asked of each, such as which page. */
export type BatchAsked<K, V, A> = (keys: readonly K[], viewer: Viewer, asked: A) => Promise<Map<K, V>>;

/** Batches reads within one request, so that a list of fifty costs one statement for each kind of thing beside it. */
export class Loaders {
  private readonly loaders = new Map<unknown, Map<string, DataLoader<unknown, unknown>>>();

  private readonly wholes = new Map<unknown, Promise<ReadonlyMap<unknown, unknown>> | undefined>();

  constructor(private readonly viewer: Viewer) {}

  /** Forgets what was read: a command has changed it. */
  clear(): void {
    this.loaders.clear();
    this.wholes.clear();
  }

  /** One of many reads. `batch` must be the same function each time: a property of a queries class, say. */
  load<K, V>(batch: Batch<K, V>, key: K): Promise<V | undefined> {
    if (batch.whole && !this.wholes.has(batch)) this.wholes.set(batch, batch.whole(this.viewer));
    const whole = this.wholes.get(batch) as Promise<ReadonlyMap<K, V>> | undefined;
    if (whole) return whole.then((all) => all.get(key));
    return this.loader(batch, '', (keys: readonly K[]) => batch(keys, this.viewer)).load(key) as Promise<V | undefined>;
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

@ObjectType({ description: 'Where a page stands in its list.' })
export class PageInfo {
  @Field({ description: 'Is there more after this page?' })
  hasNextPage!: boolean;
  @Field({ description: 'Is there something before this page?' })
  hasPreviousPage!: boolean;
  @Field(() => String, { nullable: true, description: 'Cursor of the first row.' })
  startCursor!: string | null;
  @Field(() => String, { nullable: true, description: 'Cursor of the last row: hand it to `after` for the next page.' })
  endCursor!: string | null;
}

@ArgsType()
export class PageArguments {
  @Field(() => Int, { description: 'How many rows, 1 to 100.' })
  first!: number;
  @Field(() => String, { nullable: true, description: 'The cursor after which the page begins.' })
  after?: string | null;
}

export interface Connection<T> {
  edges: { cursor: string; node: T }[];
  pageInfo: PageInfo;
  /** Counted only when it is read. */
  readonly count: (exact: boolean) => Promise<number | null>;
}

/** One resolver for each connection type, for the field that is counted only when it is asked for. */
export const connectionResolvers: Type[] = [];

/** The connection and edge types of a thing: `RecommendationConnection`, `RecommendationEdge`. */
export function connectionType<T>(name: string, node: () => Type<T>): Type<Connection<T>> {
  @ObjectType(`${name}Edge`, { description: `One ${name} of a list, with its cursor.` })
  class Edge {
    @Field({ description: 'Where this row stands in the list.' })
    cursor!: string;
    @Field(() => node(), { description: 'The row.' })
    node!: T;
  }
  @ObjectType(`${name}Connection`, { description: `A page of a list of ${name}.` })
  class Page {
    @Field(() => [Edge], { description: 'The rows of this page.' })
    edges!: Edge[];
    @Field(() => PageInfo, { description: 'Where this page stands.' })
    pageInfo!: PageInfo;
  }
  @Resolver(() => Page)
  class PageResolver {
    @ResolveField(() => Int, {
      nullable: true,
      description: 'How many rows there are that you can see; null beyond 10,000, unless asked to be exact.',
    })
    totalCount(
      @Parent() page: Connection<T>,
      @Args('exact', {
        type: () => Boolean,
        defaultValue: false,
        description: 'Count to the end, however long the list; ask for it once, not with each page.',
      })
      exact: boolean,
    ): Promise<number | null> {
      return page.count(exact);
    }
  }
  connectionResolvers.push(PageResolver);
  return Page as unknown as Type<Connection<T>>;
}

/** A page of rows as a connection of things. */
export function toConnection<Row, T>(
  page: Page<Row>,
  request: { after?: string | null },
  toThing: (row: Row) => T,
): Connection<T> {
  // A cursor is a signature: written where it is asked for, not for every row of every list.
  const edges = page.rows.map((row, index) => ({
    get cursor() {
      return page.cursor(index);
    },
    node: toThing(row),
  }));
  return {
    edges,
    pageInfo: {
      hasNextPage: page.hasNextPage,
      hasPreviousPage: request.after != null,
      get startCursor() {
        return edges[0]?.cursor ?? null;
      },
      get endCursor() {
        return edges.at(-1)?.cursor ?? null;
      },
    },
    count: (exact) => page.count(exact),
  };
}

@InterfaceType({
  description: 'One reason why a command did not do what it was sent for. All reasons come at once.',
  resolveType: (value: { conflict?: unknown }) => (value.conflict ? 'VersionConflict' : 'Refusal'),
})
export abstract class UserError {
  @Field(() => ErrorCode, { description: 'Never changes its meaning.' })
  code!: string;
  @Field({ description: 'The sentence in the language that the request asks for.' })
  message!: string;
  @Field({ description: 'The sentence in English.' })
  messageEn!: string;
  @Field({ description: 'The sentence in Khmer.' })
  messageKm!: string;
  @Field(() => [String], { nullable: true, description: 'The input field that it is about, outermost first.' })
  path!: string[] | null;
}

@ObjectType({ implements: () => [UserError], description: 'Something stands in the way.' })
export class Refusal extends UserError {
  @Field(() => [RoleEnum], { description: 'Who can clear it.' })
  clearedBy!: Role[];
}

@ObjectType({ implements: () => [UserError], description: 'Somebody else was quicker: both sides, nothing lost.' })
export class VersionConflict extends UserError {
  @Field(() => Int, { description: 'The version that is stored now.' })
  currentVersion!: number;
  @Field(() => Int, { description: 'The version that yours was based on.' })
  basedOnVersion!: number;
  @Field(() => Node, { nullable: true, description: 'What is stored now.' })
  current!: Node | null;
  @Field({ description: 'What you sent, as JSON.' })
  yours!: string;
}

@ObjectType({ description: 'Something that a person may or may not do now.' })
export class AvailableEvent {
  @Field({ description: 'The event, as it stands in the history.' })
  event!: string;
  @Field({ description: 'May it be sent now?' })
  allowed!: boolean;
  @Field(() => [Refusal], {
    description: 'Every reason why not, as far as the viewer may know it; empty when allowed.',
  })
  reasons!: Refusal[];
}

/** Events with their reasons, as the schema shows them. */
export function toAvailableEvents(
  events: readonly { event: string; reasons: Reason[] }[],
  context: RequestContext,
): AvailableEvent[] {
  return events.map(({ event, reasons }) => ({
    event,
    allowed: reasons.length === 0,
    reasons: reasons.map((reason) => toRefusal(reason, context)),
  }));
}

/** A reason as a person reads it: the secretariat reads the detail, where a reason has one. */
export function toRefusal(reason: Reason, context: RequestContext): Refusal {
  const { code, parameters } = reason.detail && isSecretariat(context.viewer) ? reason.detail : reason;
  const sentence = say(code, parameters);
  return {
    code,
    message: sentence[context.language],
    messageEn: sentence.en,
    messageKm: sentence.km,
    path: reason.path ? [...reason.path] : null,
    clearedBy: [...(reason.clearedBy ?? [])],
  };
}

@InputType({ isAbstract: true })
export abstract class CommandInput {
  @Field(() => GraphQLUUID, {
    description:
      'Made by the client, once for each thing it wants done: sent again with the same body it answers the same.',
  })
  idempotencyKey!: string;
}

@InputType({ isAbstract: true })
export abstract class CaseCommandInput extends CommandInput {
  @Field(() => Int, {
    description: 'The version that you saw. If somebody was quicker you get a conflict with both sides.',
  })
  expectedVersion!: number;
  @Field(() => String, { nullable: true, description: 'Why.' })
  reason?: string | null;
  @Field(() => [ID], { nullable: true, description: 'Documents that prove it.' })
  evidence?: string[] | null;
}

export interface Payload {
  userErrors: UserError[];
}

/** The payload type of a mutation: what it made or changed, and the reasons if it did not. */
export function payloadType(name: string, fields: Record<string, () => unknown>): Type<Payload> {
  class Answer {
    userErrors!: UserError[];
  }
  Field(() => [UserError], { description: 'Every reason why it was not done; empty when it was.' })(
    Answer.prototype,
    'userErrors',
  );
  for (const [field, type] of Object.entries(fields)) {
    Field(type as () => Type, { nullable: true, description: 'As it stands now; null when the command was refused.' })(
      Answer.prototype,
      field,
    );
  }
  ObjectType(name, { description: 'What became of the command.' })(Answer);
  return Answer;
}

interface Done<T> {
  ok: true;
  value: T;
}
interface Failed {
  ok: false;
  failure: Failure;
  reasons: readonly Reason[];
  versions?: { current: number; yours: number };
}

/**
 * The payload of a command's outcome.
 * @param show what to show when it was done.
 * @param current what is stored now, for a conflict.
 */
export async function toPayload<T>(
  context: RequestContext,
  outcome: Done<T> | Failed,
  input: unknown,
  show: (value: T) => Promise<Record<string, unknown>> | Record<string, unknown>,
  current?: () => Promise<unknown>,
): Promise<Payload> {
  if (outcome.ok) return { ...(await show(outcome.value)), userErrors: [] };
  const errors = outcome.reasons.map((reason) => toRefusal(reason, context));
  if (outcome.failure !== 'conflict' || !outcome.versions) return { userErrors: errors };
  const conflict = {
    conflict: true,
    currentVersion: outcome.versions.current,
    basedOnVersion: outcome.versions.yours,
    current: current ? await current() : null,
    yours: JSON.stringify(input),
  };
  return { userErrors: errors.map((error) => ({ ...error, ...conflict })) };
}
