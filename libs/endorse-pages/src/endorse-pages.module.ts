import { Module } from '@nestjs/common';
import { AccountsModule } from '#accounts';
import { DeadlinesModule } from '#deadlines';
import { SignInModule } from '#sign-in';
import { Acts } from './acts.service.js';
import { Desks } from './desks.service.js';
import { EndorseController } from './endorse.controller.js';
import { Operations } from './operations.js';

/** Pages on which a member organisation decides about a statement, made by the server and used without scripts. */
@Module({
  imports: [AccountsModule, SignInModule, DeadlinesModule],
  controllers: [EndorseController],
  providers: [Operations, Desks, Acts],
})
export class EndorsePagesModule {}
