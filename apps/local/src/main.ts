import { migrate } from '#migrations';
import { openFoundation, startOrSayWhy, untilToldToStop } from '#product';
import { addSamples, hasSamples, loadRegisters, sampleSignIns } from '#samples';
import { startApi } from '../../api/src/api.js';
import { createWorker } from '../../worker/src/worker.js';
import { addStartPage } from './start-page.js';

const say = (line: string) => process.stdout.write(`${line}\n`);

/** The whole product on one machine: its own PostgreSQL, api and worker in one process, sample data at the first start. */
await startOrSayWhy(async () => {
  process.env['LOG_LEVEL'] ??= 'warn';
  const foundation = await openFoundation('anusas', { embedded: true, say });
  const { config, database, clock } = foundation;
  try {
    await foundation.asOwner((owner) => migrate(owner, config.DATABASE_URL));
    await loadRegisters(database);
    const worker = await createWorker(foundation);
    const local = config.NODE_ENV !== 'production';
    if (config.ANUSAS_SAMPLES && (await isEmpty(database.asProduct))) {
      say('First start: bringing in the sample data.');
      // Through an api of their own: at the address that people know nothing answers yet, and no clock stands elsewhere.
      const behind = await startApi({ ...foundation, config: { ...config, HOST: '127.0.0.1', PORT: 0 } });
      try {
        await addSamples({ config, url: behind.url, database, clock, drain: () => worker.drain() });
      } finally {
        await behind.close();
      }
    }
    const api = await startApi(foundation, (app) =>
      addStartPage(app, { local, samples: () => hasSamples(database), web: config.ANUSAS_WEB }),
    );
    worker.run();
    untilToldToStop(async () => {
      await api.close();
      await worker.close();
      await foundation.close();
    });
    const samples = local && (await hasSamples(database));
    const signIns = samples
      ? ` · sample sign-ins: ${sampleSignIns.map((each) => `${each.token} (${each.officeEn})`).join(', ')}`
      : '';
    say(`Anusas is ready at ${api.url}${signIns} · what is here for this machine: ${api.url}/start · Ctrl-C stops it`);
  } catch (error) {
    await foundation.close();
    throw error;
  }
});

/** Nobody has entered anything yet: sample data never mix with a register in use. */
async function isEmpty(db: { query<T>(sql: string): Promise<T> }): Promise<boolean> {
  const rows = await db.query<unknown[]>('SELECT FROM case_history UNION ALL SELECT FROM people LIMIT 1');
  return rows.length === 0;
}
