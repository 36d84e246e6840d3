import { Inject } from '@nestjs/common';
import { Args, Mutation, Query, Resolver } from '@nestjs/graphql';
import { Context, payloadType } from '#platform';
import type { Payload, RequestContext } from '#platform';
import { Commands } from '#workflow';
import { ConfirmationRule, SetConfirmationRuleInput } from './confirmation-rule.model.js';
import { ConfirmationRules } from './confirmation-rules.service.js';

const SetConfirmationRulePayload = payloadType('SetConfirmationRulePayload', {
  confirmationRule: () => ConfirmationRule,
});

@Resolver(() => ConfirmationRule)
export class ConfirmationRulesResolver {
  constructor(
    @Inject(ConfirmationRules) private readonly rules: ConfirmationRules,
    @Inject(Commands) private readonly commands: Commands,
  ) {}

  @Query(() => ConfirmationRule, {
    nullable: true,
    description: 'How long an organisation has to confirm what is entered on its behalf today.',
  })
  confirmationRule(@Context() context: RequestContext): Promise<ConfirmationRule | null> {
    return this.rules.current(context.viewer);
  }

  @Mutation(() => SetConfirmationRulePayload, {
    description: 'Sets how long an organisation has to confirm; what waits already keeps its moment.',
  })
  setConfirmationRule(
    @Args('input', { description: 'The rule.' }) input: SetConfirmationRuleInput,
    @Context() context: RequestContext,
  ): Promise<Payload> {
    return this.commands.answer(
      context,
      'setConfirmationRule',
      input,
      (tx, act) => this.rules.set(tx, input, act),
      async () => ({ confirmationRule: await this.rules.current(context.viewer) }),
    );
  }
}
