import { openFoundation, startOrSayWhy, untilToldToStop } from '#product';
import { startApi } from './api.js';

await startOrSayWhy(async () => {
  const foundation = await openFoundation('api', { embedded: false });
  const api = await startApi(foundation);
  foundation.log.info({ url: api.url }, 'listening');
  untilToldToStop(async () => {
    await api.close();
    await foundation.close();
  });
});
