import type { INestApplicationContext } from '@nestjs/common';
import { SignIns } from '#accounts';
import type { Viewer } from '#platform';

/** Who acts at the terminal: the sign-in of `--as` or ANUSAS_TOKEN. Every act has somebody who answers for it. */
export async function signedIn(app: INestApplicationContext, token: string | undefined): Promise<Viewer> {
  const viewer = await app.get(SignIns).viewerOf(token ?? process.env['ANUSAS_TOKEN'], { fromHere: true });
  if (viewer.role === 'public') {
    throw new Error('Say who acts: --as TOKEN (or ANUSAS_TOKEN), such as --as sample-officer beside the sample data.');
  }
  return viewer;
}
