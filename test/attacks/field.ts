import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Addresses } from '#accounts';
import { openScene } from '../policy/scene.js';
import { cast } from '../support/cast.js';
import type { CastMember } from '../support/cast.js';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';
import { openMailServer } from '../support/mail-server.js';

/** One line of the threat table: what somebody may try, what stands against it, and the attack itself. */
export type Threat = { threat: string; control: string } & (
  | { attack: (field: Field) => Promise<void>; notYet?: never }
  /** Why there is nothing to attack yet. */
  | { notYet: string; attack?: never }
);

/** Where the attacks take place: a house with something of every kind in it, and one as it stands in production. */
export interface Field {
  house: House;
  /** The things of the scene by their names, as global ids. */
  ids: Record<string, string>;
  production: House;
  mail: Awaited<ReturnType<typeof openMailServer>>;
  /** Every line that either house has logged. */
  logged: string[];
  close(): Promise<void>;
}

export const SITE = 'https://anusas.example.org';
/** Who has an address to sign in with, in both houses. */
export const addressOf = (member: CastMember): string => `${member.token}@example.org`;

export async function openField(): Promise<Field> {
  const logged: string[] = [];
  const keep = (line: string) => void logged.push(line);
  const data = await mkdtemp(join(tmpdir(), 'anusas-attacks-'));
  const mail = await openMailServer();
  const { world, ids } = await openScene({ ANUSAS_DATA: data, LOG_LEVEL: 'debug' }, keep);
  const production = await openHouse(
    {
      NODE_ENV: 'production',
      ANUSAS_SECRET: 'x'.repeat(40),
      ANUSAS_DATA: data,
      PUBLIC_URL: SITE,
      MAIL_URL: mail.url,
      MAIL_FROM: 'anusas@anusas.example.org',
      LOG_LEVEL: 'debug',
    },
    keep,
  );
  for (const house of [world.house, production]) {
    const addresses = house.api.app.get(Addresses, { strict: false });
    for (const member of [cast.officer, cast.otherOfficer, cast.coordinator, cast.representative(1)])
      await addresses.give(house.db, member.personId, addressOf(member));
  }
  return {
    house: world.house,
    ids,
    production,
    mail,
    logged,
    async close() {
      await world.house.close();
      await production.close();
      mail.close();
      await rm(data, { recursive: true, force: true });
    },
  };
}

/** An `input` with a key of its own. */
export const input = (fields: object = {}) => ({ input: { idempotencyKey: randomUUID(), ...fields } });

/** Each attack begins on another day: what the one before tried is forgotten, and who signed in is signed out. */
export const nextDay = ({ house, production }: Field): void => {
  for (const each of [house, production]) each.clock.advance(26 * 3_600_000);
};

/** A request word for word, with headers that a browser would not let anybody set. */
export function sendRaw(
  url: string,
  { method = 'GET', headers = {}, body }: { method?: string; headers?: Record<string, string>; body?: string },
): Promise<{ status: number; headers: Record<string, string | string[] | undefined>; text: string }> {
  const { hostname, port } = new URL(url);
  // The path as it is written: a URL would tidy up the dots.
  const path = url.replace(/^https?:\/\/[^/]+/, '');
  return new Promise((resolve, reject) => {
    const sent = request({ hostname, port, path, method, headers }, (response) => {
      let text = '';
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
      response.on('end', () => resolve({ status: response.statusCode ?? 0, headers: response.headers, text }));
    });
    sent.on('error', reject);
    sent.end(body);
  });
}
