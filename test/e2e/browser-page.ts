import type { Browser, Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { SHOTS } from './chromium.ts';

/** Two people in the server's channel: Ada on a desktop, Bob on a phone, each with the bot online. */
export async function adaAndBob(browser: Browser, url: string): Promise<readonly [ada: Page, bob: Page]> {
  const open = async (name: string, width: number): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width, height: 1400 } })).newPage();
    await page.goto(`${url}/?user=${name}`);
    await page.getByTestId('bot-status').filter({ hasText: 'bot online' }).waitFor();
    return page;
  };
  return [await open('Ada', 1280), await open('Bob', 390)];
}

/** Runs a command without options; gives the message that answers it. */
export async function runCommand(page: Page, name: string): Promise<Locator> {
  const before = await page.getByTestId('message').count();
  await page.getByTestId('message-input').click();
  await page.getByTestId('message-input').pressSequentially(`/${name}`);
  await page.getByTestId('choice').first().waitFor();
  await page.keyboard.press('Enter');
  await page.getByTestId('command-panel').waitFor();
  await page.getByTestId('send').click();
  const card = page.getByTestId('message').nth(before);
  await card.waitFor();
  return card;
}

/** Presses a button of a message, by its whole label or a pattern. */
export function press(card: Locator, name: string | RegExp): Promise<void> {
  return buttonOf(card, name).click();
}

/** The button of a message, by its whole label or a pattern. */
export function buttonOf(card: Locator, name: string | RegExp): Locator {
  return card.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
}

/** A picture of a message, for a person to look at; nothing may be wider than the screen. */
export async function shoot(card: Locator, name: string): Promise<void> {
  const page = card.page();
  // A message that is drawn anew meanwhile is another element: it is looked up again.
  await card.scrollIntoViewIfNeeded().catch(() => card.scrollIntoViewIfNeeded());
  const wide = await page.evaluate('document.documentElement.scrollWidth');
  expect(wide).toBeLessThanOrEqual(page.viewportSize()?.width ?? 0);
  await card.screenshot({ path: `${SHOTS}/${name}.png` });
}

/** The newest message with a text as two people see it, each on a screen of their own. */
export async function shootBoth(desktop: Page, phone: Page, text: string, name: string): Promise<void> {
  for (const [page, device] of [
    [desktop, 'desktop'],
    [phone, 'phone'],
  ] as const) {
    const card = page.getByTestId('message').filter({ hasText: text }).last();
    await card.waitFor();
    await shoot(card, `${name}-${device}`);
  }
}
