import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';
import type { Browser } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';

/** Why browser tests cannot run here; nothing when they can. In CI they may not be skipped. */
export function noBrowser(): string | undefined {
  if (existsSync(CHROMIUM)) return undefined;
  if (process.env['CI']) throw new Error(`CI needs a browser: ${CHROMIUM} is not there`);
  return 'no chromium';
}

/** Debian's Chromium, with everything off that would look for a network. */
export function openBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: CHROMIUM,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
    ],
  });
}
