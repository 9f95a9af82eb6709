import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { press, runCommand, shoot } from './browser-page.ts';
import { launchBrowser, missing } from './chromium.ts';
import { startStage } from './stage.ts';

const DAY = 24 * 3_600_000;

describe.skipIf(missing)('boards in a browser', () => {
  test('of two people, one on a desktop and one on a phone, through a season to its podium', async () => {
    const stage = await startStage();
    const others = Array.from({ length: 11 }, (_, each) => stage.driver.person(`Student ${each + 1}`));
    const browser = await launchBrowser();
    const open = async (name: string, width: number): Promise<Page> => {
      const page = await (await browser.newContext({ viewport: { width, height: 1400 } })).newPage();
      await page.goto(`${stage.preview.url}/?user=${name}`);
      await page.getByTestId('bot-status').filter({ hasText: 'bot online' }).waitFor();
      return page;
    };
    const [desktop, phone] = [await open('Ada', 1280), await open('Bob', 390)];
    const [ada, bob] = [stage.driver.person('Ada'), stage.driver.person('Bob')];
    const begun = await ada.run('season start', { name: 'Autumn' });
    expect(begun.message?.text).toContain('has begun');
    for (const person of [ada, ada, ada, bob, ...others, ...others.slice(0, 4)]) {
      const asked = await person.run('quiz', { topic: 'choice' });
      await person.press(asked.message, 'B');
      stage.advance(DAY / 8);
      if (person === ada) stage.advance(DAY);
    }
    for (const [page, device] of [
      [desktop, 'desktop'],
      [phone, 'phone'],
    ] as const) {
      const board = await runCommand(page, 'leaderboard');
      await board.filter({ hasText: 'You:' }).waitFor();
      await press(board, 'Season');
      await board.filter({ hasText: 'Since' }).waitFor();
      await press(board, 'All time');
      await board.filter({ hasText: 'all time' }).waitFor();
      await shoot(board, `board-${device}`);
      await press(board, 'Next ›');
      await board.getByRole('button', { name: '‹ Previous' }).waitFor();
      await shoot(board, `board-second-page-${device}`);
      await press(board, 'Season');
      await board.filter({ hasText: 'Since' }).waitFor();
      await shoot(board, `board-season-${device}`);
    }
    await bob.run('settings', { board: 'off' });
    const asked = await ada.run('season end');
    await ada.press(asked.message, 'End it now');
    for (const [page, device] of [
      [desktop, 'desktop'],
      [phone, 'phone'],
    ] as const) {
      const over = page.getByTestId('message').filter({ hasText: 'is over' }).last();
      await over.waitFor();
      await shoot(over, `season-over-${device}`);
      const before = await page.getByTestId('message').count();
      await press(over, 'Final standings');
      const final = page.getByTestId('message').nth(before);
      await final.filter({ hasText: 'Final standings ·' }).waitFor();
      await shoot(final, `season-final-${device}`);
    }
    const shared = await ada.run('leaderboard', { share: true, period: 'all' });
    expect(shared.message?.text).not.toContain('You:');
    const seen = phone.getByTestId('message').filter({ hasText: 'My place' }).last();
    await shoot(seen, 'board-shared-phone');
    await browser.close();
    await stage.close();
  });
});
