import { Inject, Injectable } from '@nestjs/common';
import { ACTS, mutationOf } from './endorse.documents.js';
import type { Mutation } from './endorse.documents.js';
import { keyOf, reservationsIn } from './endorse.form.js';
import type { Filled } from './endorse.form.js';
import type { Reason } from './endorse.shapes.js';
import { Operations } from './operations.js';
import type { Sender } from './operations.js';

/** What each button does: the mutation, and what of the form it takes along. */
const BUTTONS: Record<string, { mutation: Mutation; input: (filled: Filled, statementId: string) => object }> = {
  endorse: {
    mutation: 'endorseStatement',
    input: (filled, statementId) => ({
      statementId,
      versionNumber: filled.version,
      appearance: filled.appearance,
      reservations: reservationsIn(filled),
    }),
  },
  decline: { mutation: 'declineStatement', input: (_, statementId) => ({ statementId }) },
  abstain: { mutation: 'abstainFromStatement', input: (_, statementId) => ({ statementId }) },
  ask: {
    mutation: 'askQuestion',
    input: ({ question }, subjectId) => ({
      subjectId,
      text: question,
      // In whichever language somebody types, whatever the page is in.
      language: /[\u1780-\u17ff]/.test(question) ? 'KM' : 'EN',
      audience: 'SECRETARIAT',
    }),
  },
  confirm: { mutation: 'confirmEndorsement', input: (filled) => step(filled) },
  refuse: { mutation: 'refuseEntry', input: (filled) => step(filled) },
  complain: { mutation: 'complainAboutEntry', input: (filled) => ({ ...step(filled), reason: filled.reason }) },
  reconfirm: { mutation: 'reconfirmEndorsement', input: (filled) => step(filled) },
  reserve: {
    mutation: 'reserveOnItems',
    input: (filled) => ({ ...step(filled), reservations: reservationsIn(filled) }),
  },
  appear: {
    mutation: 'changeAppearance',
    input: (filled) => ({ ...step(filled), appearance: filled.appearance }),
  },
  withdraw: {
    mutation: 'withdrawEndorsement',
    input: (filled) => ({ ...step(filled), tellAddressees: filled.tellAddressees }),
  },
};

const step = ({ endorsement, expected }: Filled) => ({ id: endorsement, expectedVersion: expected });

/** Is there a button of that name? */
export const isAct = (act: string): boolean => Object.hasOwn(BUTTONS, act);

/** Does a form to decide with, whose items have to be looked at, belong to this button? */
export const saysItems = (act: string): boolean => act === 'endorse' || act === 'reserve';

/** Does what a page asks for, as the API does it for anybody. */
@Injectable()
export class Acts {
  constructor(@Inject(Operations) private readonly operations: Operations) {}

  /** @returns every reason why it was not done; none when it was. */
  async perform(sender: Sender, filled: Filled, statementId: string): Promise<Reason[]> {
    const button = BUTTONS[filled.act];
    if (!button) return [];
    const { mutation, input } = button;
    const answer = await this.operations.run<Partial<Record<keyof typeof ACTS, { userErrors: Reason[] }>>>(
      sender,
      mutationOf(mutation),
      { input: { idempotencyKey: keyOf(filled), ...input(filled, statementId) } },
    );
    return answer[mutation]?.userErrors ?? [];
  }
}
