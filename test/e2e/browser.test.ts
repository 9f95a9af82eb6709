import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { startDemoBot } from '../preview/demo-bot.ts';
import { launchBrowser, missing, SHOTS } from './chromium.ts';
import { learnForMonths, monthsOfCards } from './learner.ts';
import { type Stage, startStage } from './stage.ts';

const FLATTENED = `apiVersion: v1
kind: Pod
metadata:
name: secure-pod
spec:
securityContext:
runAsUser: 1000
runAsGroup: 3000
containers:
- name: app
image: nginx:1.28
securityContext:
runAsUser: 2000`;

describe.skipIf(missing)('the preview in a browser', () => {
  let stage: Stage;
  let browser: Browser;
  const strangers: string[] = [];
  const troubles: string[] = [];

  beforeAll(async () => {
    stage = await startStage();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  /** A tab of its own, as one person; what it asks of other hosts, and its errors, are kept. */
  async function open(
    user: string,
    width = 1280,
    height = 900,
    preview: Preview = stage.preview,
  ): Promise<Page> {
    const context = await browser.newContext({ viewport: { width, height } });
    const page = await context.newPage();
    page.on('request', (request) => {
      if (!request.url().startsWith(preview.url) && !/^(data|blob):/.test(request.url()))
        strangers.push(request.url());
    });
    page.on('pageerror', (error) => troubles.push(error.message));
    await page.goto(`${preview.url}/?user=${user}`);
    await page.getByTestId('bot-status').filter({ hasText: 'bot online' }).waitFor();
    return page;
  }

  /** Types `/`, picks the command with the keyboard and sends it. */
  async function command(page: Page, name: string): Promise<void> {
    // A click waits until nothing lies over the input: keys pressed while a modal closes reach nobody.
    await page.getByTestId('message-input').click();
    await page.getByTestId('message-input').pressSequentially(`/${name}`);
    await page.getByTestId('choice').first().waitFor();
    await page.keyboard.press('Enter');
    await page.getByTestId('command-panel').waitFor();
    await page.getByTestId('send').click();
  }

  test('/explain reads UID 2000 from a paste that lost its indentation', async () => {
    const page = await open('Ada');
    await command(page, 'explain');
    const modal = page.getByTestId('modal');
    await modal.waitFor();
    await page.screenshot({ path: `${SHOTS}/explain-modal.png` });
    await modal.locator('textarea').first().fill(FLATTENED);
    await page.getByTestId('modal-submit').click();
    const answer = page.getByTestId('message').filter({ hasText: '2000' });
    await answer.waitFor();
    expect(await answer.textContent()).toContain('app');
    expect(await answer.textContent()).toContain('3000');
    expect(await answer.getAttribute('data-ephemeral')).toBe('true');
    await page.screenshot({ path: `${SHOTS}/explain.png` });
    await page.context().close();
  });

  test('/quiz is answered with a button and the score is shown', async () => {
    const page = await open('Grace');
    await page.getByTestId('message-input').pressSequentially('/quiz');
    await page.keyboard.press('Enter');
    await page.getByTestId('add-option-topic').click();
    await page.getByTestId('option-topic').fill('choice');
    await page.getByTestId('send').click();
    const card = page.getByTestId('message');
    await card.getByTestId('message-button').first().waitFor();
    await page.screenshot({ path: `${SHOTS}/quiz.png` });
    await card.getByRole('button', { name: 'B', exact: true }).click();
    await card.filter({ hasText: '+2 points' }).waitFor();
    await page.screenshot({ path: `${SHOTS}/quiz-answered.png` });
    await command(page, 'stats');
    await card.nth(1).waitFor();
    await page.screenshot({ path: `${SHOTS}/stats.png` });
    await page.context().close();
  });

  test('/stats shows months of learning as a picture, on a desktop and on a phone', async () => {
    const learning = await startStage({ questions: monthsOfCards });
    const { id } = learning.driver.person('Ada');
    await learnForMonths(learning.store, id, Date.now(), 120);
    for (const [name, width, height] of [
      ['desktop', 1280, 1100],
      ['phone', 390, 844],
    ] as const) {
      const page = await open('Ada', width, height, learning.preview);
      await command(page, 'stats');
      const card = page.getByTestId('message').filter({ hasText: 'Your stats' }).last();
      const picture = card.getByRole('img', { name: /^Reviews in the last 26 weeks: [1-9]/ });
      await picture.waitFor();
      const alt = await picture.getAttribute('alt');
      expect(alt).toMatch(/Due in the next 30 days: [1-9].*by month: .* Cards: \d{3}; .* suspended [3-9]\./);
      await picture.scrollIntoViewIfNeeded();
      // A picture is drawn once its bytes are there and read: decode() waits for that.
      const drawn = await picture.evaluate(
        async (image: { decode(): Promise<void>; naturalWidth: number }) => {
          await image.decode();
          return image.naturalWidth;
        },
      );
      expect(drawn).toBe(1100);
      const box = await picture.boundingBox();
      expect(box?.width).toBeGreaterThan(name === 'phone' ? 260 : 500);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      expect(await card.textContent()).toMatch(/days in a row\s*\d+ due today · true retention \d+ %/);
      await page.screenshot({ path: `${SHOTS}/stats-picture-${name}.png` });
      await picture.screenshot({ path: `${SHOTS}/stats-picture-${name}-alone.png` });
      await page.context().close();
    }
    await learning.close();
  });

  test('two tabs are two people: a plain message is shared, an ephemeral one is not', async () => {
    const [ada, linus] = [await open('Ada'), await open('Linus')];
    await command(ada, 'help');
    await ada.getByTestId('message').filter({ hasText: 'Only you can see this' }).last().waitFor();
    await ada.getByTestId('message-input').fill('**hello** `linus`');
    await ada.keyboard.press('Enter');
    await linus.getByTestId('message').filter({ hasText: 'hello linus' }).waitFor();
    expect(await linus.getByTestId('message').count()).toBe(1);
    await ada.context().close();
    await linus.context().close();
  });

  test('a phone of 390 pixels shows everything without scrolling sideways', async () => {
    const page = await open('Phone', 390, 844);
    await command(page, 'quiz');
    await page.locator('[data-testid=message-button], [data-testid=message-select]').first().waitFor();
    const wide = await page.evaluate('document.documentElement.scrollWidth');
    expect(wide).toBeLessThanOrEqual(390);
    await page.screenshot({ path: `${SHOTS}/phone.png` });
    await page.context().close();
  });

  test('options, files, autocomplete, embeds, apps on a message and a silent bot', async () => {
    const preview = await startPreview({ port: 0 });
    const client = await startDemoBot(preview);
    const page = await open('Ada', 1280, 900, preview);
    await page.getByTestId('message-input').pressSequentially('/card');
    await page.keyboard.press('Enter');
    await page.getByTestId('add-option-deck').click();
    await page.getByTestId('option-deck').pressSequentially('vol');
    await page.getByTestId('choice').filter({ hasText: 'volumes' }).click();
    await page.getByTestId('add-option-file').click();
    await page
      .getByTestId('option-file')
      .setInputFiles({ name: 'pod.yaml', mimeType: 'application/yaml', buffer: Buffer.from('kind: Pod\n') });
    await page.getByTestId('add-option-share').click();
    await page.getByTestId('option-share').fill('True');
    await page.getByTestId('send').click();
    const card = page.getByTestId('message').filter({ hasText: 'deck: volumes' });
    await card.filter({ hasText: 'File pod.yaml, 10 bytes' }).waitFor();
    expect(await card.getAttribute('data-ephemeral')).toBe('false');
    await card.getByTestId('message-select').selectOption('groups');
    const chosen = page.getByTestId('message').filter({ hasText: 'Chosen: groups' });
    await chosen.getByTestId('dismiss').click();
    await chosen.waitFor({ state: 'detached' });
    await command(page, 'slow');
    const slow = page.getByTestId('message').filter({ hasText: 'secure-pod' });
    await slow.getByTestId('attachment').waitFor();
    await page.getByTestId('message-input').fill('kind: Pod');
    await page.keyboard.press('Enter');
    const said = page.getByTestId('message').filter({ hasText: 'kind: Pod' }).last();
    await said.hover();
    await said.getByTestId('message-menu').click();
    await page.getByTestId('menu-item').filter({ hasText: 'Read code' }).click();
    await page.getByTestId('message').filter({ hasText: 'That message has 9 characters.' }).waitFor();
    await command(page, 'paste');
    await page.getByTestId('modal-input-manifest').fill('a: 1\nb: 2');
    await page.getByTestId('modal-submit').click();
    await page.getByTestId('modal').filter({ hasText: 'is required' }).waitFor();
    await page.getByTestId('modal-input-version-1.35').check();
    await page.getByTestId('modal-input-strict').check();
    await page.getByTestId('modal-input-level').selectOption('container');
    await page
      .getByTestId('modal-input-files')
      .setInputFiles([{ name: 'a.yaml', mimeType: 'application/yaml', buffer: Buffer.from('a: 1') }]);
    await page.screenshot({ path: `${SHOTS}/form.png` });
    await page.getByTestId('modal-submit').click();
    const filled = '2 lines, level container, version 1.35, strict true, files a.yaml';
    await page.getByTestId('message').filter({ hasText: filled }).waitFor();
    await page.getByTestId('modal').waitFor({ state: 'detached' });
    await command(page, 'silent');
    await page.getByTestId('pending').filter({ hasText: 'The application did not respond' }).waitFor();
    await page.screenshot({ path: `${SHOTS}/variety.png` });
    await page.getByTestId('channel-1-Podium').click();
    await page.getByText('This is your direct message history').waitFor();
    await page.context().close();
    await client.destroy();
    await preview.close();
  });

  test('the page asked nothing of any other host and threw no error', () => {
    expect(strangers).toEqual([]);
    expect(troubles).toEqual([]);
  });
});
