import { randomUUID } from 'node:crypto';

/** What a step of the story works with: the product's own API, a sign-in for each act, and the clock. */
export interface Stage {
  /** Sends a mutation and gives its payload; throws with every reason when it is refused. */
  // The story reads what it asked for.
  send(token: string, mutation: string, type: string, input: Record<string, unknown>, selection: string): Promise<any>;
  /** Asks a query. */
  ask(token: string, query: string, variables?: Record<string, unknown>): Promise<any>;
  /** Hands in an invented letter; gives the document's id. */
  upload(token: string, kind: string, name: string): Promise<string>;
  /** Ids of organisations, as clients see them, by their codes. */
  organisations: ReadonlyMap<string, string>;
  /** The civil day so many days before today. */
  day(ago: number): string;
  /** Goes on to the moment so many days before today, and performs what falls due on the way. */
  moveTo(ago: number): Promise<void>;
}

/** The smallest page that is a PDF; it says nothing. */
const SAMPLE_LETTER = `%PDF-1.4
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]>>endobj
trailer<</Root 1 0 R>>
%%EOF
`;

/** A client of the api at `url`: the sample data come in by the same door as people's work. */
export function apiClient(url: string): Pick<Stage, 'send' | 'ask' | 'upload'> {
  const ask: Stage['ask'] = async (token, query, variables = {}) => {
    const response = await fetch(`${url}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}` },
      body: JSON.stringify({ query, variables }),
    });
    const answer = (await response.json()) as { data: unknown; errors?: unknown };
    if (answer.errors) throw new Error(`The sample data were not accepted: ${JSON.stringify(answer.errors)}`);
    return answer.data;
  };
  return {
    ask,
    async upload(token, kind, name) {
      const form = new FormData();
      form.set('kind', kind);
      form.set('visibility', 'secretariat');
      form.set('file', new Blob([SAMPLE_LETTER]), name);
      const response = await fetch(`${url}/documents`, {
        method: 'POST',
        headers: { authorization: `Bearer ${token}` },
        body: form,
      });
      const answer = (await response.json()) as { document?: { id: string } };
      if (!answer.document) throw new Error(`A sample document was not accepted: ${JSON.stringify(answer)}`);
      return answer.document.id;
    },
    async send(token, mutation, type, input, selection) {
      const data = (await ask(
        token,
        `mutation ($input: ${type}!) { ${mutation}(input: $input) { ${selection} userErrors { code messageEn path } } }`,
        { input: { idempotencyKey: randomUUID(), ...input } },
      )) as Record<string, { userErrors: unknown[] }>;
      const payload = data[mutation] as { userErrors: unknown[] };
      if (payload.userErrors.length > 0) throw new Error(`${mutation}: ${JSON.stringify(payload.userErrors)}`);
      return payload;
    },
  };
}
