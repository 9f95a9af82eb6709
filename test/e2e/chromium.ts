import { existsSync, mkdirSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const CHROMIUM = '/usr/bin/chromium';

/** Where screenshots are kept, for a person to look at. */
export const SHOTS = 'test-artifacts';

/** Whether the browser tests are skipped, which is said once; in CI they must run. */
export const missing = !existsSync(CHROMIUM);
if (missing && process.env.CI === 'true')
  throw new Error(`CI must run the browser tests, and there is no ${CHROMIUM}.`);
if (missing)
  process.stderr.write(
    `The browser tests are skipped: there is no ${CHROMIUM}. Install chromium to run them.\n`,
  );

/** Starts headless Chromium; the folder for screenshots is made. */
export async function launchBrowser(): Promise<Browser> {
  mkdirSync(SHOTS, { recursive: true });
  return chromium.launch({
    executablePath: CHROMIUM,
    args: ['--no-sandbox', '--disable-gpu', '--disable-dev-shm-usage'],
  });
}
