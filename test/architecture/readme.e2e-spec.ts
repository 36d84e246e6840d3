import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Processes, drawProcess } from '#workflow';
import { openHouse } from '../support/house.js';
import type { House } from '../support/house.js';

let house: House;
beforeAll(async () => {
  house = await openHouse();
});
afterAll(() => house?.close());

const FILE = 'README.md';
const BEGIN = '<!-- drawings: npm run drawings writes them -->';
const END = '<!-- end of drawings -->';

describe('the README', () => {
  it('shows every process as its machine is', () => {
    const drawings = house.api.app
      .get(Processes)
      .all()
      .map(
        (process) =>
          `<details><summary>${process.name}</summary>\n\n\`\`\`mermaid\n${drawProcess(process)}\n\`\`\`\n\n</details>`,
      )
      .join('\n');
    const text = readFileSync(FILE, 'utf8');
    const shown = `${text.slice(0, text.indexOf(BEGIN))}${BEGIN}\n${drawings}\n${text.slice(text.indexOf(END))}`;
    if (process.env['ANUSAS_WRITE_DRAWINGS']) writeFileSync(FILE, shown);
    expect(readFileSync(FILE, 'utf8')).toBe(shown);
  });

  it('names only files that are there', () => {
    const named = [...readFileSync(FILE, 'utf8').matchAll(/`((?:libs|apps|test|migrations|deploy)\/[\w./-]+)`/g)].map(
      (match) => match[1] as string,
    );
    expect(named.length).toBeGreaterThan(5);
    expect(named.filter((path) => !existsSync(path))).toEqual([]);
  });
});
