import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { runCommand, shoot } from './browser-page.ts';
import { launchBrowser, missing } from './chromium.ts';
import { startStage } from './stage.ts';

describe.skipIf(missing)('/server in a browser', () => {
  test.each([
    ['desktop', 1280],
    ['phone', 390],
  ] as const)('on a %s: what is set, what changes it, and what was saved', async (device, width) => {
    const stage = await startStage();
    stage.driver.channel('matches');
    stage.driver.channel('lounge');
    stage.driver.role('Deck editors');
    const browser = await launchBrowser();
    const page: Page = await (await browser.newContext({ viewport: { width, height: 1600 } })).newPage();
    await page.goto(`${stage.preview.url}/?user=Ada`);
    await page.getByTestId('bot-status').filter({ hasText: 'bot online' }).waitFor();
    const card = await runCommand(page, 'server');
    await card.filter({ hasText: 'may run in every channel' }).waitFor();
    await shoot(card, `server-${device}`);
    const selects = card.getByTestId('message-select');
    // By keyboard, as somebody does who uses no mouse.
    await selects.nth(0).focus();
    await selects.nth(0).selectOption({ label: 'First deck' });
    await card.filter({ hasText: 'ask from it where nobody names a deck' }).waitFor();
    await selects.nth(2).getByLabel('#matches').check();
    await selects.nth(2).getByTestId('choose').click();
    await card.filter({ hasText: 'may run only in #matches' }).waitFor();
    await selects.nth(3).selectOption({ label: 'Deck editors' });
    await card.filter({ hasText: 'people with @Deck editors' }).waitFor();
    await selects.nth(1).selectOption({ label: 'Second deck' });
    await card.filter({ hasText: 'come from Second deck first' }).waitFor();
    await shoot(card, `server-saved-${device}`);
    expect(await stage.store.serverSettings(stage.preview.guildId)).toMatchObject({
      defaultDeck: 'first',
      matchChannels: [stage.driver.channel('matches').id],
    });
    await browser.close();
    await stage.close();
  });
});
