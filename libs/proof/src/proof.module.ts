import { Module } from '@nestjs/common';
import { Sealer } from './sealer.js';

/** Histories that can be proved: seals, checkpoints, and looking whether all of it still fits together. */
@Module({ providers: [Sealer], exports: [Sealer] })
export class ProofModule {}
