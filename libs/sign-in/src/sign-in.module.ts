import { Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { AccountController } from './account.controller.js';
import { ApiTokenSeatResolver, ApiTokensResolver } from './api-tokens.resolver.js';
import { ApiTokens } from './api-tokens.service.js';
import { Authenticators } from './authenticators.service.js';
import { Limits } from './limits.service.js';
import { MailSignIn } from './mail-sign-in.service.js';
import { Mailer } from './mailer.service.js';
import { Notices } from './notices.service.js';
import { PasskeysController } from './passkeys.controller.js';
import { Passkeys } from './passkeys.service.js';
import { Recoveries } from './recoveries.service.js';
import { Sessions } from './sessions.service.js';
import { SignInController } from './sign-in.controller.js';
import { OwnSignInResolver } from './own-sign-in.resolver.js';
import { RecoveriesResolver } from './recoveries.resolver.js';
import './sign-in.messages.js';
import { Visits } from './visits.service.js';

@Module({
  imports: [AccountsModule],
  controllers: [SignInController, AccountController, PasskeysController],
  providers: [
    Visits,
    Sessions,
    ApiTokens,
    ApiTokensResolver,
    ApiTokenSeatResolver,
    MailSignIn,
    Authenticators,
    Passkeys,
    Recoveries,
    Limits,
    Mailer,
    Notices,
    OwnSignInResolver,
    RecoveriesResolver,
  ],
  exports: [Visits, Mailer],
})
export class SignInModule {}
