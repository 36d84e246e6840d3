import { Module } from '@nestjs/common';
import { ClassificationsResolver } from './classifications.resolver.js';

@Module({ providers: [ClassificationsResolver] })
export class ClassificationsModule {}
