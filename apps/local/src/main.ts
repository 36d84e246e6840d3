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
  const { config, database } = foundation;
  await migrate(database);
  await loadRegisters(database);
  const worker = await createWorker(foundation);
  if (config.ANUSAS_SAMPLES && !(await hasSamples(database)) && (await isEmpty(database))) {
    say('First start: bringing in the sample data.');
    await addSamples(worker.app);
  }
  const samples = config.NODE_ENV !== 'production' && (await hasSamples(database));
  const api = await startApi(foundation, (app) =>
    addStartPage(app, { samples, local: config.NODE_ENV !== 'production' }),
  );
  worker.run();
  untilToldToStop(async () => {
    await api.close();
    await worker.close();
    await foundation.close();
  });
  const signIns = samples
    ? ` · sample sign-ins: ${sampleSignIns.map((each) => `${each.token} (${each.officeEn})`).join(', ')}`
    : '';
  say(`Anusas is ready at ${api.url}${signIns} · Ctrl-C stops it`);
});

/** Nobody has entered anything yet: sample data never mix with a register in use. */
async function isEmpty(database: { query<T>(sql: string): Promise<T> }): Promise<boolean> {
  const rows = await database.query<unknown[]>('SELECT 1 FROM case_history LIMIT 1');
  return rows.length === 0;
}
