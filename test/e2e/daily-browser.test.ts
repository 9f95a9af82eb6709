import { describe, expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { questionSource } from '../../src/play/library.ts';
import { DAY, MINUTE } from '../../src/study/schedule/day.ts';
import { adaAndBob, buttonOf, press, runCommand, shoot } from './browser-page.ts';
import { launchBrowser, missing } from './chromium.ts';
import { startStage } from './stage.ts';

const DECKS = await ourDecks();

describe.skipIf(missing)('a daily question in a browser', () => {
  test('of two people, one on a desktop and one on a phone, from the question to the reveal', async () => {
    const stage = await startStage({ questions: questionSource(() => DECKS) });
    const browser = await launchBrowser();
    const [ada, bob] = await adaAndBob(browser, stage.preview.url);
    const pages = [
      [ada, 'desktop'],
      [bob, 'phone'],
    ] as const;
    const settle = async (ms: number): Promise<void> => {
      stage.advance(ms);
      await stage.bot.daily.check();
    };
    const both = async (text: string | RegExp, name: string): Promise<void> => {
      for (const [page, device] of pages) {
        const card = page.getByTestId('message').filter({ hasText: text }).last();
        await card.waitFor();
        await shoot(card, `daily-${name}-${device}`);
      }
    };
    const manager = stage.driver.person('Manager', { admin: true });
    const time = new Date(Date.now() + 2 * MINUTE).toISOString().slice(11, 16);
    await manager.run('daily set', { time, timezone: 'UTC' });
    await settle(2 * MINUTE);
    await both('Question of the day', 'asked');

    for (const [page, device] of pages) {
      const asked = page.getByTestId('message').filter({ hasText: 'Question of the day' }).last();
      await press(asked, device === 'desktop' ? 'A' : 'B');
      const taken = page.getByTestId('message').filter({ hasText: 'You chose' }).last();
      await taken.waitFor();
      await shoot(taken, `daily-taken-${device}`);
    }
    await settle(DAY);
    await both(/answers right/, 'revealed');
    const next = bob.getByTestId('message').filter({ hasText: 'Nobody has answered yet' }).last();
    await press(next, 'A');
    const streak = bob.getByTestId('message').filter({ hasText: 'Your streak: 2' }).last();
    await press(streak, 'Let others see my streak');
    await buttonOf(bob.getByTestId('message').last(), 'Hide my streak').waitFor();
    await shoot(bob.getByTestId('message').last(), 'daily-shared-phone');
    await settle(DAY);
    await both(/answer right/, 'streak');
    for (const [page, device] of pages)
      await shoot(await runCommand(page, 'daily status'), `daily-status-${device}`);
    expect(await bob.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(390);
    await browser.close();
    await stage.close();
  });
});
