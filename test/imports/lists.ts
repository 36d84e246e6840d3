import { cast } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import type { House } from '../support/house.js';
import { upload } from '../documents/uploads.js';

const RUN = `id status rowsTotal rowsRead rowsDone rowsPerSecond secondsLeft notes rejectsDocumentId
  rows { row action number problems { column value message } refusals }`;

/** Uploads a list and brings it in, in the background, as people do. @returns the run as it ended. */
export async function bringIn(
  house: House,
  text: string,
  { as = cast.officer, ...input }: { as?: CastMember; apply?: boolean; source?: string; encoding?: string } = {},
) {
  const { document } = await upload(
    house,
    { bytes: Buffer.from(text), name: 'list.csv' },
    { kind: 'import', visibility: 'secretariat' },
    as,
  );
  const begun = await house.send('importList', { documentId: document.id, apply: true, ...input }, as, 'run { id }');
  if (!begun.run) throw new Error(JSON.stringify(begun.userErrors));
  await house.drain();
  const { data } = await house.ask(`query ($id: ID!) { importRun(id: $id) { ${RUN} } }`, { id: begun.run.id }, as);
  return data.importRun;
}

/** The recommendation that came in under a reference of its list. */
export async function byReference(house: House, reference: string, selection: string, as = cast.officer) {
  const [row] = await house.db.query<{ number: string; id: string }[]>(
    `SELECT id, number FROM recommendations WHERE external_reference = $1`,
    [reference],
  );
  const { data, errors } = await house.ask(
    `query ($id: ID!) { recommendation(id: $id) { ${selection} } }`,
    { id: `rec_${row?.id.replaceAll('-', '')}` },
    as,
  );
  if (errors) throw new Error(JSON.stringify(errors));
  return data.recommendation;
}
