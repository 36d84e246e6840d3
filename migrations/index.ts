import { runMigrations as runQueueMigrations } from 'bullmq';
import { MigrationExecutor } from 'typeorm';
import { CreateWorkflow1795392001000 } from './1795392001000-create-workflow.js';
import { CreateOrganisations1795392002000 } from './1795392002000-create-organisations.js';
import { CreateInstruments1795392003000 } from './1795392003000-create-instruments.js';
import { CreateRecommendations1795392004000 } from './1795392004000-create-recommendations.js';
import { CreateStatements1795392005000 } from './1795392005000-create-statements.js';
import { CreateSubmissions1795392006000 } from './1795392006000-create-submissions.js';
import { CreateIntegrations1795392007000 } from './1795392007000-create-integrations.js';
import { CreateImports1795392008000 } from './1795392008000-create-imports.js';
import { CreateProcessMigrations1795392010000 } from './1795392010000-create-process-migrations.js';
import { CreateHistorySeals1795392011000 } from './1795392011000-create-history-seals.js';
import { IndexLateHistory1795392012000 } from './1795392012000-index-late-history.js';
import { CreateReadSide1795392013000 } from './1795392013000-create-read-side.js';
import { StageImportRows1795392014000 } from './1795392014000-stage-import-rows.js';
import { OrderEffects1795392019000 } from './1795392019000-order-effects.js';
import { CreateSignIn1795392040000 } from './1795392040000-create-sign-in.js';
import { NameWhatAnAttemptWasAbout1795392060000 } from './1795392060000-name-what-an-attempt-was-about.js';
import { KeepSeats1795392061000 } from './1795392061000-keep-seats.js';
import { DelegateSeats1795392062000 } from './1795392062000-delegate-seats.js';
import { KeepTrackOfWork1795392063000 } from './1795392063000-keep-track-of-work.js';
import { BuildSecondWall1795392080000 } from './1795392080000-build-second-wall.js';
import { CreateApiTokens1795392100000 } from './1795392100000-create-api-tokens.js';
import { TimeToConfirm1795392110000 } from './1795392110000-time-to-confirm.js';
import { CreateRemarks1795392111000 } from './1795392111000-create-remarks.js';
import { CreateConcerns1795392112000 } from './1795392112000-create-concerns.js';
import { KeepGroups1795392113000 } from './1795392113000-keep-groups.js';
import { WallOffVoices1795392114000 } from './1795392114000-wall-off-voices.js';
import { FindEntriesOnBehalf1795392115000 } from './1795392115000-find-entries-on-behalf.js';
import { WatchByFunction1795392118000 } from './1795392118000-watch-by-function.js';
import { ReleaseTexts1795392120000 } from './1795392120000-release-texts.js';
import { FindLongWords1795392121000 } from './1795392121000-find-long-words.js';
import { CreateCalendars1795392160000 } from './1795392160000-create-calendars.js';
import { CreateClocks1795392161000 } from './1795392161000-create-clocks.js';
import { CreateMessages1795392210000 } from './1795392210000-create-messages.js';
import { CreateCalendarFeeds1795392211000 } from './1795392211000-create-calendar-feeds.js';
import { CreateFollowUps1795392300000 } from './1795392300000-create-follow-ups.js';
import type { DataSource } from 'typeorm';
import { admitApplication } from './admit-application.js';

/** Every migration, oldest first. */
export const migrations = [
  CreateWorkflow1795392001000,
  CreateOrganisations1795392002000,
  CreateInstruments1795392003000,
  CreateRecommendations1795392004000,
  CreateStatements1795392005000,
  CreateSubmissions1795392006000,
  CreateIntegrations1795392007000,
  CreateImports1795392008000,
  CreateProcessMigrations1795392010000,
  CreateHistorySeals1795392011000,
  IndexLateHistory1795392012000,
  CreateReadSide1795392013000,
  StageImportRows1795392014000,
  OrderEffects1795392019000,
  CreateSignIn1795392040000,
  NameWhatAnAttemptWasAbout1795392060000,
  KeepSeats1795392061000,
  DelegateSeats1795392062000,
  KeepTrackOfWork1795392063000,
  BuildSecondWall1795392080000,
  CreateApiTokens1795392100000,
  TimeToConfirm1795392110000,
  CreateRemarks1795392111000,
  CreateConcerns1795392112000,
  KeepGroups1795392113000,
  WallOffVoices1795392114000,
  FindEntriesOnBehalf1795392115000,
  WatchByFunction1795392118000,
  ReleaseTexts1795392120000,
  FindLongWords1795392121000,
  CreateCalendars1795392160000,
  CreateClocks1795392161000,
  CreateMessages1795392210000,
  CreateCalendarFeeds1795392211000,
  CreateFollowUps1795392300000,
];

/** Any number that nobody else locks: two processes that start at once migrate one after the other. */
const LOCK = 7_261_803_511;

/**
 * Brings the database up to date, the queue's own tables included. Safe to run from several processes at once.
 * @param database of the role that owns, or will own, the tables.
 * @param applicationUrl with what the application works; it may then use every table, and owns none.
 * @returns the names of the migrations that were run.
 */
export async function migrate(database: { source: DataSource }, applicationUrl?: string): Promise<string[]> {
  const guard = database.source.createQueryRunner();
  try {
    // Asked for again and again: a connection of the product gives up waiting for a lock after a few seconds.
    for (;;) {
      const [answer] = (await guard.query('SELECT pg_try_advisory_lock($1) AS mine', [LOCK])) as { mine: boolean }[];
      if (answer?.mine) break;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    // A table with years in it may take longer than a request may.
    await guard.query('SET statement_timeout = 0');
    const executor = new MigrationExecutor(database.source, guard);
    executor.transaction = 'each';
    const done = await executor.executePendingMigrations();
    await guard.query('CREATE SCHEMA IF NOT EXISTS bullmq');
    await runQueueMigrations(
      {
        query: async (text: string, values?: readonly unknown[]) => ({
          rows: (await guard.query(text, values as unknown[])) as unknown[],
        }),
      } as never,
      'bullmq',
    );
    if (applicationUrl) await admitApplication(guard, applicationUrl, ['public', 'bullmq']);
    return done.map((migration) => migration.name);
  } finally {
    await guard.query('SELECT pg_advisory_unlock($1)', [LOCK]).catch(() => undefined);
    await guard.query('RESET statement_timeout').catch(() => undefined);
    await guard.release();
  }
}
