export * from './acts.js';
export { AUDIENCES, EVERYBODY, FEWEST_TOLD } from './audiences.js';
export type { Audience } from './audiences.js';
export * from './mutations.js';
export * from './policy.js';
export type { ReadsTable, RowRule, TypeReads } from './reads.js';
export * from './scope.js';
export * from './who.js';
