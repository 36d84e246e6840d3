import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { GraphQLSchemaHost } from '@nestjs/graphql';
import { getNamedType, isCompositeType, isNonNullType, isObjectType } from 'graphql';
import type { GraphQLField, GraphQLObjectType, GraphQLSchema } from 'graphql';
import { cast } from '../support/cast.js';
import { statementsOf } from '../support/count-statements.js';
import { datasetMember, datasetOfficer, fillDatabase } from '../support/dataset.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

/** The most that a list of fifty may cost, in statements of SQL. */
const MOST = 12;
/** Values of arguments that are not to be left out. */
const GIVEN: Record<string, string> = { first: '3', day: '"2026-01-01"' };

let house: House;
let schema: GraphQLSchema;
let editionId: string;
beforeAll(async () => {
  house = await openHouse();
  await fillDatabase(house.databaseUrl, 1_000);
  await house.db.query(
    `INSERT INTO refused_attempts (process, event, actor_id, seat_id, organisation_id, reasons)
     SELECT 'standing', 'draftRecommendation', person_id, id, organisation_id, '[{"code":"SEAT_ENDED"}]'
       FROM (SELECT * FROM seats LIMIT 60) AS s`,
  );
  await house.db.query(
    `INSERT INTO seat_invitations (organisation_id, role, rights, office_en, address_hash, address_sealed, token_hash,
       invited_at, invited_by, kept_by, expires_at, seat_id)
     SELECT organisation_id, role, rights, 'Lead', '', '', id, now(), person_id, id, now(), id FROM (SELECT * FROM seats LIMIT 60) AS s`,
  );
  await house.db.query(
    `INSERT INTO seat_changes (seat_id, event, actor_id, actor_seat_id, at) SELECT id, 'ended', person_id, id, now() FROM seats`,
  );
  await house.db.query(
    `WITH officer AS (SELECT person_id FROM sign_ins WHERE token_hash = encode(sha256($1::bytea), 'hex')), told AS (
       INSERT INTO messages (key, person_id, about_kind, about_id, template, facts, reason, urgent, late, made_at)
       SELECT 'told ' || n, person_id, 'seat', gen_random_uuid(), 'SOMETHING_CHANGED', '{}', 'YOU_COORDINATE', false, false, now()
         FROM officer, generate_series(1, 60) n RETURNING id, person_id)
     INSERT INTO deliveries (message_id, channel, person_id, planned_for) SELECT id, 'mail', person_id, now() FROM told`,
    [datasetOfficer.token],
  );
  await house.db.query(
    `WITH opened AS (
       INSERT INTO follow_ups (kind, submission_id, due_on, owner_role, created_at)
       SELECT 'other', id, now(), 'chair', now() FROM (SELECT id FROM submissions LIMIT 60) s RETURNING id)
     INSERT INTO follow_up_entries (follow_up_id, version, act, owner_role, at) SELECT id, 1, 'opened', 'chair', now() FROM opened`,
  );
  schema = house.api.app.get(GraphQLSchemaHost).schema;
  const { data } = await house.ask(
    `{ integrations(first: 1) { edges { node { edition { id } } } } }`,
    {},
    datasetOfficer,
  );
  editionId = data.integrations.edges[0].node.edition.id;
}, 120_000);
afterAll(() => house?.close());

type Field = GraphQLField<unknown, unknown>;
const required = (field: Field) =>
  field.args.filter((arg) => isNonNullType(arg.type) && arg.defaultValue === undefined);
const askable = (field: Field) => required(field).every((arg) => GIVEN[arg.name]);
const argumentsOf = (field: Field) =>
  required(field).length > 0
    ? `(${required(field)
        .map((arg) => `${arg.name}: ${GIVEN[arg.name]}`)
        .join(', ')})`
    : '';
const typeOf = (field: Field) => getNamedType(field.type);
const isLeaf = (field: Field) => !isCompositeType(typeOf(field)) && askable(field);
const fieldsOf = (type: unknown): Field[] => (isObjectType(type) ? Object.values(type.getFields()) : []);

/** What is in a field: the thing itself, or the things of its page. */
const nodeOf = (field: Field): GraphQLObjectType => {
  const type = typeOf(field) as GraphQLObjectType;
  const isPage = type.name.endsWith('Connection');
  return isPage ? (schema.getType(type.name.replace(/Connection$/, '')) as GraphQLObjectType) : type;
};

/** A field with this in it, and with the total of a page. */
function asking(field: Field, within: string): string {
  const isPage = typeOf(field).name.endsWith('Connection');
  return `${field.name}${argumentsOf(field)} { ${isPage ? `totalCount(exact: true) edges { node { ${within} } }` : within} }`;
}

const leaves = (type: unknown) =>
  [
    '__typename',
    ...fieldsOf(type)
      .filter(isLeaf)
      .map((field) => `${field.name}${argumentsOf(field)}`),
  ].join(' ');
const composite = (type: unknown) =>
  fieldsOf(type).filter((field) => !isLeaf(field) && askable(field) && isObjectType(nodeOf(field)));

/** Everything that can be asked beside a row, and beside that: one thing at a time, for a request may only be so large. */
function besides(node: GraphQLObjectType, levels: number, outermost = true): string[] {
  return composite(node).flatMap((field) => [
    asking(field, outermost ? leaves(nodeOf(field)) : '__typename'),
    ...(levels > 1 ? besides(nodeOf(field), levels - 1, false).map((within) => asking(field, within)) : []),
  ]);
}

/** Every list of the schema that can be asked for by itself, and the type of what is in it. */
function lists(): { list: Field; node: GraphQLObjectType }[] {
  const roots = Object.values(schema.getQueryType()?.getFields() ?? {});
  return roots
    .filter((field) => typeOf(field).name.endsWith('Connection'))
    .map((list) => ({
      list,
      node: schema.getType(typeOf(list).name.replace(/Connection$/, '')) as GraphQLObjectType,
    }));
}

const full = new Set<string>();
/** Lists of what belongs to seats are for those who keep them. */
const KEPT = ['refusedAttempts', 'invitations', 'seats'];

describe('fifty rows, each with anything that is beside it', () => {
  for (const [who, viewer, levels] of [
    ['the secretariat', datasetOfficer, 2],
    ['a member', datasetMember(1), 1],
  ] as const) {
    it(`cost at most ${MOST} statements of SQL, for ${who}`, async () => {
      const over: string[] = [];
      expect(lists().length).toBeGreaterThanOrEqual(10);
      for (const { list, node } of lists()) {
        const own = list.args.some((arg) => arg.name === 'editionId') ? `, editionId: "${editionId}"` : '';
        for (const beside of [leaves(node), ...besides(node, levels)]) {
          const query = `{ ${list.name}(first: 50${own}) { totalCount(exact: true) edges { node { ${beside} } } } }`;
          const seen = await statementsOf(house.product, async () => {
            const as = levels === 2 && KEPT.includes(list.name) ? cast.coordinator : viewer;
            const { data, errors } = await house.ask(query, {}, as);
            // A page in a page in a page is more than a request may ask for, and is refused before anything is read.
            if (errors && !/Cost limit|too much at once/.test(errors[0]?.message ?? ''))
              over.push(`${list.name} ${beside}: ${errors[0]?.message}`);
            else if (data?.[list.name].edges.length === 50) full.add(list.name);
          });
          if (seen.length > MOST) over.push(`${list.name} ${beside}: ${seen.length}`);
        }
      }
      expect(over).toEqual([]);
    }, 240_000);
  }

  it('were really fifty', () => {
    expect(
      lists()
        .map(({ list }) => list.name)
        .filter((name) => !full.has(name)),
    ).toEqual([]);
  });
});
