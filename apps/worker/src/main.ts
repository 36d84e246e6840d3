import { openFoundation, startOrSayWhy, untilToldToStop } from '#product';
import { createWorker } from './worker.js';

await startOrSayWhy(async () => {
  const foundation = await openFoundation('worker', { embedded: false });
  const worker = await createWorker(foundation);
  const url = await worker.serveHealth();
  worker.run();
  foundation.log.info({ url }, 'working');
  untilToldToStop(async () => {
    await worker.close();
    await foundation.close();
  });
});
