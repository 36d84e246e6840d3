import { Module } from '@nestjs/common';
import { SignIns } from './sign-ins.service.js';

@Module({ providers: [SignIns], exports: [SignIns] })
export class AccountsModule {}
