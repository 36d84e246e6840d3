import { Addresses } from '#accounts';
import type { CastMember } from '../support/cast.js';
import type { House } from '../support/house.js';
import { signInByMail } from '../support/visitor.js';
import type { Page, Visitor } from '../support/visitor.js';

/** A browser without scripts in which this member of the cast is signed in. */
export async function visitorOf(house: House, who: CastMember): Promise<Visitor> {
  const address = `${who.token}@example.org`;
  await house.api.app.get(Addresses, { strict: false }).give(house.db, who.personId, address);
  return signInByMail(house, address);
}

const ENTITIES: Record<string, string> = { 38: '&', 60: '<', 62: '>', 34: '"', 39: "'" };
/** What a person reads, without the marks of the page. */
export const read = (html: string): string =>
  html
    .replace(/<(head|style)[\s\S]*?<\/\1>/g, '')
    .replace(/<[^>]*>/g, ' ')
    .replace(/&#(\d+);/g, (_, code: string) => ENTITIES[code] ?? String.fromCharCode(Number(code)))
    .replace(/\s+/g, ' ');

/** Latin words in a Khmer page, outside what is marked as English and what is written so everywhere. */
export const latinIn = (html: string): string[] => {
  const khmer = html
    .replace(/<(\w+)[^>]*\blang="en"[^>]*>[\s\S]*?<\/\1>/g, ' ')
    .replace(/<code>[\s\S]*?<\/code>/g, ' ');
  return (read(khmer).match(/[A-Za-z]{2,}[\w-]*/g) ?? []).filter((word) => !/^(SHA-256|TEST-.*|test)$/.test(word));
};

/** The fields of a form as the page fills them in: of radio buttons the chosen one. `button` is how it is sent. */
export function formOf(page: Page, button: string): Record<string, string> {
  const form = page.text
    .split('<form')
    .find((each) => each.includes(`value="${button}"`) && each.includes('name="key"'));
  if (!form) throw new Error(`There is no button ${button} on this page: ${read(page.text)}`);
  const inside = form.split('</form>')[0] ?? '';
  const fields: Record<string, string> = { act: button };
  for (const [tag] of inside.matchAll(/<input[^>]*>/g)) {
    const attribute = (name: string) => new RegExp(`\\b${name}="([^"]*)"`).exec(tag)?.[1] ?? '';
    const choice = ['radio', 'checkbox'].includes(attribute('type'));
    if (!choice || /\schecked/.test(tag)) fields[attribute('name')] = attribute('value');
  }
  for (const [, name = '', value = ''] of inside.matchAll(
    /<textarea[^>]*name="([^"]*)"[^>]*>\n?([\s\S]*?)<\/textarea/g,
  ))
    fields[name] = value.trim();
  return fields;
}
