/** Only where it listens. */
type At = { api: { url: string } };

/** What a page answered. */
export interface Page {
  status: number;
  headers: Headers;
  text: string;
}

/** A browser without scripts: it keeps cookies, sends forms as a page of ours does, and follows nothing by itself. */
export class Visitor {
  readonly cookies = new Map<string, string>();

  constructor(
    private readonly house: At,
    private readonly headers: Record<string, string> = {},
  ) {}

  get(path: string): Promise<Page> {
    return this.ask(path, { method: 'GET', headers: { 'accept-language': 'en', ...this.headers } });
  }

  /** Sends a form. `headers` replace what a browser says of where it comes from. */
  post(path: string, fields: Record<string, string> = {}, headers?: Record<string, string>): Promise<Page> {
    const from = headers ?? { 'sec-fetch-site': 'same-origin' };
    const body = new URLSearchParams(fields);
    return this.ask(path, { method: 'POST', headers: { 'accept-language': 'en', ...this.headers, ...from }, body });
  }

  /** Sends JSON, as the script of the pages does. */
  async json(path: string, body: unknown): Promise<{ status: number; json: any }> {
    const headers = { 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' };
    const page = await this.ask(path, { method: 'POST', headers, body: JSON.stringify(body) });
    return { status: page.status, json: JSON.parse(page.text) };
  }

  /** Sends GraphQL with the cookies. */
  async graphql(
    query: string,
    variables: Record<string, unknown> = {},
    headers: Record<string, string> = { 'sec-fetch-site': 'same-origin' },
  ): Promise<{ data: any; errors?: { message: string; extensions: Record<string, unknown> }[] }> {
    const page = await this.ask('/graphql', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify({ query, variables }),
    });
    return JSON.parse(page.text);
  }

  private async ask(path: string, init: RequestInit & { headers: Record<string, string> }): Promise<Page> {
    const cookie = [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const response = await fetch(`${this.house.api.url}${path}`, {
      ...init,
      redirect: 'manual',
      headers: { ...init.headers, ...(cookie ? { cookie } : {}) },
    });
    for (const set of response.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      if (value === '' || /Max-Age=0/.test(set)) this.cookies.delete(name);
      else this.cookies.set(name, value);
    }
    return { status: response.status, headers: response.headers, text: await response.text() };
  }
}

/** The newest mail to an address, out of the mailbox of this machine. */
export async function newestMail(
  house: At,
  address: string,
): Promise<{ text: string; code: string; link: string } | undefined> {
  const { text } = await new Visitor(house).get('/sign-in/mailbox');
  const mail = text.split('<h2>').find((each) => each.includes(`· ${address}</h2>`));
  if (!mail) return undefined;
  return {
    text: mail,
    code: /Your code: (\d{4}) (\d{4})/.exec(mail)?.slice(1).join('') ?? '',
    link: /\/sign-in\/link\?t=([\w-]+)/.exec(mail)?.[1] ?? '',
  };
}

/** Signs in by mail with the code. */
export async function signInByMail(house: At, address: string, visitor = new Visitor(house)): Promise<Visitor> {
  await visitor.post('/sign-in/mail', { address });
  const mail = await newestMail(house, address);
  const page = await visitor.post('/sign-in/code', { code: mail?.code ?? '' });
  if (page.status !== 303) throw new Error(`${address} could not sign in: ${page.status} ${page.text}`);
  return visitor;
}
