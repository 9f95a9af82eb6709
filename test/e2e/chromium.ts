import { existsSync, mkdirSync } from 'node:fs';
import { type Browser, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll } from 'vitest';
import { type Stage, type StageOptions, startStage } from './stage.ts';

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

interface Viewport {
  readonly width: number;
  readonly height: number;
}

/** A stage and its page as Ada sees it, for all tests of a suite. */
export function visiting(viewport: Viewport, options: StageOptions): { readonly page: () => Page } {
  let stage: Stage | undefined;
  let browser: Browser | undefined;
  let page: Page | undefined;
  beforeAll(async () => {
    stage = await startStage(options);
    browser = await launchBrowser();
    page = await (await browser.newContext({ viewport })).newPage();
    await page.goto(`${stage.preview.url}/?user=Ada`);
    await page.getByTestId('bot-status').filter({ hasText: 'bot online' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });
  return {
    page() {
      if (page === undefined) throw new TypeError('the page is there in a test, not before');
      return page;
    },
  };
}
