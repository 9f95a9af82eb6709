import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DAY } from '../../src/study/schedule/day.ts';
import { launchBrowser, missing, SHOTS } from './chromium.ts';
import { type Stage, startStage } from './stage.ts';

describe.skipIf(missing).each([
  ['desktop', 1280, 1000],
  ['phone', 390, 844],
] as const)('spaced repetition in a browser, on a %s', (device, width, height) => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    stage = await startStage();
    browser = await launchBrowser();
    page = await (await browser.newContext({ viewport: { width, height } })).newPage();
    await page.goto(`${stage.preview.url}/?user=Ada`);
    await page.getByTestId('bot-status').filter({ hasText: 'bot online' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  async function command(name: string, option?: readonly [name: string, value: string]): Promise<Locator> {
    const before = await page.getByTestId('message').count();
    await page.getByTestId('message-input').click();
    await page.getByTestId('message-input').pressSequentially(`/${name}`);
    await page.getByTestId('choice').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('command-panel').waitFor();
    if (option !== undefined) {
      await page.getByTestId(`add-option-${option[0]}`).click();
      await page.getByTestId(`option-${option[0]}`).fill(option[1]);
    }
    await page.getByTestId('send').click();
    const card = page.getByTestId('message').nth(before);
    await card.waitFor();
    return card;
  }

  const press = (card: Locator, name: string | RegExp) =>
    card.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name }).click();

  async function shoot(name: string): Promise<void> {
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await page.screenshot({ path: `${SHOTS}/review-${name}-${device}.png` });
  }

  test('/review: reveal, grade, undo, grade again, and all is done', async () => {
    const card = await command('review', ['deck', 'second']);
    await press(card, 'Reveal');
    await card.getByRole('button', { name: /^Good · 10 min/ }).waitFor();
    await shoot('grades');
    await press(card, /^Good ·/);
    await card.filter({ hasText: 'Graded Good · comes back in 10 min' }).waitFor();
    await press(card, 'Undo');
    await card
      .filter({ hasText: 'What does fsGroup own?' })
      .getByRole('button', { name: 'Reveal' })
      .waitFor();
    await press(card, 'Reveal');
    await press(card, /^Easy ·/);
    await card.filter({ hasText: 'Graded Easy' }).waitFor();
    await press(card, 'Next');
    await card.filter({ hasText: 'Which line sets the UID?' }).waitFor();
    await shoot('question');
    await card.getByTestId('message-select').selectOption('5');
    const send = card.getByTestId('choose');
    if ((await send.count()) > 0) await send.click();
    await card.filter({ hasText: '✓ Right' }).waitFor();
    await press(card, /^Easy ·/);
    await card.filter({ hasText: 'Graded Easy' }).waitFor();
    await shoot('outcome');
    await press(card, 'More…');
    await press(card, 'Card info');
    await page.getByTestId('message').filter({ hasText: 'Retrievability: 100 %' }).waitFor();
    await shoot('info');
    await press(card, 'Next');
    await card.filter({ hasText: 'All done for now.' }).waitFor();
    await card.scrollIntoViewIfNeeded();
    await shoot('done');
  });

  test('/settings shows what holds', async () => {
    const card = await command('settings', [
      'reminder',
      `${String(new Date().getUTCHours()).padStart(2, '0')}:00`,
    ]);
    await card.filter({ hasText: /Reminder: \d\d:00 by direct message/ }).waitFor();
    await card.scrollIntoViewIfNeeded();
    await shoot('settings');
  });

  test.runIf(device === 'desktop')(
    'a reminder comes as a direct message, and Start begins there',
    async () => {
      stage.advance(20 * DAY);
      await stage.bot.reminders.check();
      stage.advance(DAY);
      await stage.bot.reminders.check();
      await page.getByTestId('channel-1-Podium').click();
      const reminder = page.getByTestId('message').filter({ hasText: 'are due.' });
      await reminder.waitFor();
      await shoot('reminder');
      await press(page.getByTestId('message').last(), 'Start');
      await page.getByTestId('message').filter({ hasText: 'left: 2 review' }).waitFor();
      await shoot('reminder-started');
    },
  );
});
