import type { Client } from 'discord.js';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { call } from '../preview/api.ts';
import { startDemoBot } from '../preview/demo-bot.ts';
import { launchBrowser, missing } from './chromium.ts';

const LINES = {
  type: 3,
  custom_id: 'line',
  placeholder: 'Choose the line',
  options: ['4', '5', '6'].map((value) => ({ label: `Line ${value}`, value })),
};
const button = (label: string, disabled = false) => ({
  type: 2,
  style: 2,
  label,
  custom_id: `pick:${label}`,
  disabled,
});
const row = (...components: readonly object[]) => ({ type: 1, components });

describe.skipIf(missing)('the page with the keyboard alone', () => {
  let preview: Preview;
  let client: Client;
  let browser: Browser;

  beforeAll(async () => {
    preview = await startPreview({ port: 0 });
    client = await startDemoBot(preview);
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    await client?.destroy();
    await preview?.close();
  });

  async function open(user: string, prepare?: (page: Page) => Promise<unknown>): Promise<Page> {
    const page = await (await browser.newContext()).newPage();
    await prepare?.(page);
    // What the bot posts before the page listens is seen after a reload only.
    const listening = page.waitForResponse(/\/preview\/events/);
    await page.goto(`${preview.url}/?user=${user}`);
    await listening;
    await page.getByTestId('bot-status').filter({ hasText: 'bot online' }).waitFor();
    return page;
  }

  /** A message that the bot posts, as the page shows it. */
  async function post(page: Page, content: string, ...components: readonly object[]): Promise<Posted> {
    const path = `/channels/${preview.driver.world.home.id}/messages`;
    const { body } = await call(preview, 'POST', path, { content, components });
    const card = page.locator(`[data-id="${body.id}"]`);
    await card.waitFor();
    return { id: String(body.id), card, path: `${path}/${body.id}` };
  }

  /** The values of every choice so far. */
  const chosen = () => preview.driver.interactions.flatMap(({ event }) => valuesOf(event.data) ?? []);
  const sent = ({ id }: Posted) =>
    preview.driver.when('a choice', (change) =>
      change.kind === 'interaction' && change.interaction.source?.message.id === id
        ? valuesOf(change.interaction.event.data)
        : undefined,
    );

  test.each([
    ['string', LINES, '5'],
    ['user', { type: 5, custom_id: 'user', placeholder: 'Choose a person' }, 'Grace'],
    ['role', { type: 6, custom_id: 'role', placeholder: 'Choose a role' }, 'Certified'],
    ['channel', { type: 8, custom_id: 'channel', placeholder: 'Choose a channel' }, '#security-context'],
  ] as const)(
    'an arrow opens the list of a %s select, and only Enter sends',
    async (kind, select, wanted) => {
      const page = await open('Ada');
      const posted = await post(page, `A ${kind} select`, row(select));
      const box = posted.card.getByTestId('message-select');
      const values = await box
        .locator('option')
        .evaluateAll((all: { value: string; text: string }[]) =>
          all.map(({ value, text }) => ({ value, text })),
        );
      const at = values.findIndex(({ value, text }) => value === wanted || text === wanted);
      expect(at).toBeGreaterThan(0);
      const before = chosen().length;
      await box.focus();
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => isOpen(box)).toBe(true);
      expect(await box.inputValue()).toBe('');
      await page.keyboard.press('Escape');
      await expect.poll(() => isOpen(box)).toBe(false);
      await page.keyboard.press('ArrowDown');
      await expect.poll(() => isOpen(box)).toBe(true);
      for (let step = 0; step < at; step += 1) await page.keyboard.press('ArrowDown');
      expect(chosen().length).toBe(before);
      const choice = sent(posted);
      await page.keyboard.press('Enter');
      expect(await choice).toEqual([values[at]?.value]);
      await page.context().close();
    },
  );

  test('the keyboard stays in a message that is drawn anew: on the select, then on what stands there', async () => {
    const page = await open('Ada');
    const { card, path } = await post(page, 'Which line?', row(LINES), row(button('Hint')));
    await card.getByTestId('message-select').focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.getByTestId('message').filter({ hasText: 'Chosen: 4' }).waitFor();
    expect(await focused(page)).toEqual(['Which line?', 'line']);
    await call(preview, 'PATCH', path, {
      content: 'Right',
      components: [row(button('A', true), button('Next'))],
    });
    await card.filter({ hasText: 'Right' }).waitFor();
    expect(await focused(page)).toEqual(['Right', 'pick:Next']);
    await call(preview, 'PATCH', path, { content: 'Over', components: [] });
    await card.filter({ hasText: 'Over' }).waitFor();
    expect((await focused(page))[0]).toBe('Over');
    await page.context().close();
  });

  test('a browser that cannot open a list moves the closed select, and sends at Enter', async () => {
    const page = await open('Ada', (fresh) =>
      fresh.addInitScript('delete HTMLSelectElement.prototype.showPicker'),
    );
    const posted = await post(page, 'Without a picker', row(LINES), row(button('Hint')));
    const box = posted.card.getByTestId('message-select');
    const before = chosen().length;
    await box.focus();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowDown');
    expect(await box.inputValue()).toBe('5');
    await page.keyboard.press('Tab');
    expect(await box.inputValue()).toBe('');
    await page.keyboard.press('Shift+Tab');
    await page.keyboard.press('ArrowDown');
    expect(await box.inputValue()).toBe('4');
    expect(chosen().length).toBe(before);
    const choice = sent(posted);
    await page.keyboard.press('Enter');
    expect(await choice).toEqual(['4']);
    await page.context().close();
  });

  test('who joins is known to the tabs that are open: in mentions, selects and the list of people', async () => {
    const page = await open('Ada');
    // A person's id follows from the name, so that a bot may know somebody from before the preview was started.
    const elsewhere = await startPreview({ port: 0 });
    const { id } = elsewhere.driver.person('Bob');
    await elsewhere.close();
    const select = { type: 5, custom_id: 'user', placeholder: 'Choose a person' };
    const { card } = await post(page, `Well done, <@${id}>`, row(select));
    await card.filter({ hasText: '@unknown-user' }).waitFor();
    const bob = await open('Bob');
    await card.filter({ hasText: 'Well done, @Bob' }).waitFor();
    expect(await card.locator(`option[value="${id}"]`).textContent()).toBe('Bob');
    expect(await page.getByTestId('user-menu').locator('option').allTextContents()).toEqual([
      'Ada',
      'Grace',
      'Linus',
      'Bob',
    ]);
    expect(await page.getByTestId('user-menu').locator('option:checked').textContent()).toBe('Ada');
    await bob.context().close();
    await page.context().close();
  });

  test('/exam means the command of that name, not one that holds it', async () => {
    const commands = [
      { name: 'group', description: 'g', options: [{ type: 1, name: 'exam', description: 'e' }] },
      { name: 'exam', description: 'e' },
    ];
    await call(preview, 'PUT', `/applications/${preview.applicationId}/commands`, commands);
    const page = await open('Ada');
    await page.getByTestId('message-input').focus();
    await page.keyboard.type('/exam');
    await page.getByTestId('choice').filter({ hasText: '/group exam' }).waitFor();
    await page.keyboard.press('Enter');
    expect(await page.getByTestId('command-panel').getAttribute('aria-label')).toBe('/exam');
    await page.context().close();
  });
});

interface Posted {
  readonly id: string;
  readonly card: Locator;
  /** Its path in the API. */
  readonly path: string;
}

function isOpen(box: Locator): Promise<boolean> {
  return box.evaluate((one: { matches(selector: string): boolean }) => one.matches(':open'));
}

/** The text of the message that has the keyboard, and the custom id of the control. */
function focused(page: Page): Promise<[string, string]> {
  return page.evaluate(
    `[document.activeElement.closest('article')?.querySelector('.md').textContent.replace('(edited)', ''), document.activeElement.dataset.customId]`,
  );
}

function valuesOf(data: unknown): readonly string[] | undefined {
  return (data as { values?: readonly string[] } | undefined)?.values;
}
