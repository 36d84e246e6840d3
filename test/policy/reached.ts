import { Kind, getNamedType, isInterfaceType, isObjectType, parse } from 'graphql';
import type { GraphQLNamedType, GraphQLSchema, SelectionSetNode } from 'graphql';

/** Only frames for what is in them: pages of things, and answers to who sent a command. */
const FRAME = /(Connection|Edge|Payload)$|^(Query|Mutation|PageInfo|__.*)$/;

/** Of which types of the schema a test has been given something. */
export class Reached {
  private readonly given = new Set<string>();

  constructor(private readonly schema: GraphQLSchema) {}

  /** Notes what an answer gave to a query. */
  note(query: string, data: unknown): void {
    for (const each of parse(query).definitions) {
      if (each.kind !== Kind.OPERATION_DEFINITION) continue;
      this.walk(this.schema.getQueryType() as GraphQLNamedType, each.selectionSet, data);
    }
  }

  /** The types of the schema with things of their own of which nothing was ever given. */
  missing(): string[] {
    return this.types().filter((name) => !this.given.has(name));
  }

  private types(): string[] {
    return Object.values(this.schema.getTypeMap())
      .filter((type) => isObjectType(type) && !FRAME.test(type.name))
      .map(({ name }) => name)
      .sort();
  }

  private walk(type: GraphQLNamedType, selected: SelectionSetNode, value: unknown): void {
    if (Array.isArray(value)) return value.forEach((each) => this.walk(type, selected, each));
    if (typeof value !== 'object' || value === null || !(isObjectType(type) || isInterfaceType(type))) return;
    for (const each of selected.selections) {
      if (each.kind === Kind.INLINE_FRAGMENT) {
        const narrower = this.schema.getType(each.typeCondition?.name.value ?? type.name);
        if (narrower) this.walk(narrower, each.selectionSet, value);
        continue;
      }
      // What stands in another type's fragment is not in the answer.
      if (each.kind !== Kind.FIELD || !(each.name.value in value)) continue;
      const field = type.getFields()[each.name.value];
      if (!field) continue;
      this.given.add(type.name);
      if (each.selectionSet) {
        this.walk(getNamedType(field.type), each.selectionSet, (value as Record<string, unknown>)[each.name.value]);
      }
    }
  }
}
