import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { lessonSource } from '../../src/play/lessons-source.ts';
import { OUR_LESSONS } from '../play/lesson-fixture.ts';
import { runCommand } from './browser-page.ts';
import { missing, SHOTS, visiting } from './chromium.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What axe finds on the page as it is now: the rule, and the elements that break it. */
async function found(page: Page): Promise<readonly string[]> {
  await page.evaluate(AXE);
  const said = await page.evaluate(
    `axe.run().then(({ violations }) => JSON.stringify(violations.map(({ id, nodes }) =>
      id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | '))))`,
  );
  return JSON.parse(String(said)) as string[];
}

describe.skipIf(missing).each([
  ['desktop', 1280, 900],
  ['phone', 390, 844],
] as const)('axe finds nothing on the preview, on a %s', (device, width, height) => {
  const visit = visiting({ width, height }, { lessons: lessonSource(() => OUR_LESSONS) });

  test('in an empty channel', async () => {
    expect(await found(visit.page())).toEqual([]);
  });

  test('with private messages: help, figures, lessons, a question', async () => {
    const page = visit.page();
    for (const name of ['help', 'stats', 'settings', 'learn', 'quiz']) await runCommand(page, name);
    expect(await found(page)).toEqual([]);
  });

  test('with the list of commands open, and with the options of one', async () => {
    const page = visit.page();
    await page.getByTestId('message-input').click();
    await page.getByTestId('message-input').pressSequentially('/');
    await page.getByTestId('choice').first().waitFor();
    expect(await found(page)).toEqual([]);
    await page.getByTestId('message-input').pressSequentially('quiz');
    await page.keyboard.press('Enter');
    await page.getByTestId('command-panel').waitFor();
    expect(await found(page)).toEqual([]);
    await page.keyboard.press('Escape');
  });

  test.runIf(device === 'phone')('what to do first is on the screen, in /help and in /learn', async () => {
    const page = visit.page();
    for (const [name, button] of [
      ['help', 'First question'],
      ['learn', /^Start: /],
    ] as const) {
      const card = await runCommand(page, name);
      const box = await card.getByRole('button', { name: button }).boundingBox();
      expect(box?.y ?? -1, name).toBeGreaterThan(48);
      expect((box?.y ?? height) + (box?.height ?? 0), name).toBeLessThan(height);
    }
  });

  test.runIf(device === 'phone')('a button of a message is at least 40 px high', async () => {
    const card = await runCommand(visit.page(), 'learn');
    await card.screenshot({ path: `${SHOTS}/lessons-phone.png` });
    const buttons = await card.locator('.row .button, .row select').all();
    expect(buttons.length).toBeGreaterThanOrEqual(2);
    for (const button of buttons)
      expect((await button.boundingBox())?.height ?? 0).toBeGreaterThanOrEqual(40);
  });

  test('in a dialog', async () => {
    const page = visit.page();
    await page.reload();
    await page.getByTestId('bot-status').filter({ hasText: 'bot online' }).waitFor();
    await page.getByTestId('message-input').click();
    await page.getByTestId('message-input').pressSequentially('/explain');
    await page.getByTestId('choice').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('command-panel').waitFor();
    await page.getByTestId('send').click();
    await page.getByTestId('modal').waitFor();
    expect(await found(page)).toEqual([]);
  });
});
