import type { Type } from '@nestjs/common';
import { Field, ID, InputType, Int, InterfaceType, ObjectType } from '@nestjs/graphql';
import { seesDetail } from '#policy';
import type { Role } from './actor.js';
import type { Failure, Reason } from './errors.js';
import { Node, RoleEnum, UUID } from './graphql.js';
import type { RequestContext } from './graphql.js';
import { ErrorCode, say } from './messages.js';

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
  const { code, parameters } = reason.detail && seesDetail(context.viewer) ? reason.detail : reason;
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
  @Field(() => UUID, {
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
