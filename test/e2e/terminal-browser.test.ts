import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDeckFiles } from '../../src/decks/files.ts';
import { LAB_DIRECTORY } from '../../src/decks/labs/files.ts';
import { loadLabs } from '../../src/decks/labs/index.ts';
import { type Preview, startPreview } from '../../src/preview/server.ts';
import { launchBrowser, missing, SHOTS } from './chromium.ts';
import { type BotProcess, startProcess } from './process.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const { labs } = loadLabs(await readDeckFiles(LAB_DIRECTORY));
const lesson = labs.find(({ id }) => id === 'two-levels');

const PASTED = 'cat > pasted <<EOF\nfirst\nsecond\nEOF\nwc -l pasted\necho all-done\n';

/** A port that was free a moment ago: the bot takes the same one again after it was killed. */
async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

describe.skipIf(missing)('a lab in the browser', () => {
  let folder: string;
  let preview: Preview;
  let bot: BotProcess;
  let browser: Browser;
  let environment: Readonly<Record<string, string>>;
  const strangers: string[] = [];
  const troubles: string[] = [];

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'podium-terminal-'));
    preview = await startPreview({ port: 0 });
    environment = {
      DISCORD_TOKEN: preview.token,
      DISCORD_API_URL: preview.apiUrl,
      TERMINAL_PORT: String(await freePort()),
    };
    bot = await started();
    browser = await launchBrowser();
  });
  afterAll(async () => {
    await browser?.close();
    bot?.kill('SIGTERM');
    await bot?.ended;
    await preview?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  async function started(): Promise<BotProcess> {
    const ready = preview.driver.gateway.nextReady();
    const process = startProcess(folder, environment);
    await process.says('Podium serves');
    await ready;
    return process;
  }

  /** The address behind “Open in the browser” of the message that /lab gives this person. */
  async function address(person: string, lab: string): Promise<string> {
    const { message } = await preview.driver.person(person).run('lab', { name: lab });
    const button = message?.buttons.find(({ label }) => label === 'Open in the browser');
    if (button?.url === undefined) throw new Error(`no link in: ${message?.text}`);
    return button.url;
  }

  async function open(url: string, width: number, scheme: 'dark' | 'light'): Promise<Page> {
    const context = await browser.newContext({
      viewport: { width, height: width < 600 ? 844 : 800 },
      colorScheme: scheme,
      hasTouch: width < 600,
    });
    const page = await context.newPage();
    page.on('request', (request) => {
      if (!request.url().startsWith(new URL(url).origin) && !request.url().startsWith('data:'))
        strangers.push(request.url());
    });
    page.on('pageerror', (error) => troubles.push(error.message));
    page.on('console', (message) => {
      if (/Content Security Policy/.test(message.text())) troubles.push(message.text());
    });
    await page.goto(url);
    await page.locator('.task h1').waitFor();
    return page;
  }

  const screen = (page: Page, text: string | RegExp) => page.locator('.xterm-rows').filter({ hasText: text });
  const focused = (page: Page): Promise<string> =>
    page.evaluate(
      "document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent.trim()",
    );

  async function faultless(page: Page, name: string): Promise<void> {
    await page.evaluate(AXE);
    const found = await page.evaluate(async () => {
      const axe = (globalThis as unknown as { axe: { run(): Promise<{ violations: { id: string }[] }> } })
        .axe;
      return (await axe.run()).violations.map(({ id }) => id);
    });
    expect(found, name).toEqual([]);
    const wide = await page.evaluate('document.documentElement.scrollWidth - innerWidth');
    expect(wide, `${name} is wider than its window`).toBeLessThanOrEqual(0);
  }

  /** Types what the lab's own solution types, with the keyboard alone, wherever the focus of the terminal is. */
  async function solved(page: Page, step: number): Promise<void> {
    for (const move of lesson?.steps[step]?.solution ?? []) {
      if (move.kind === 'line') {
        await page.keyboard.type(move.text);
        await page.keyboard.press('Enter');
        if (/^(nano|vi|vim) /.test(move.text)) await page.locator('.cm-content').waitFor();
        else await page.locator('.xterm-rows').filter({ hasText: /# *$/ }).waitFor();
        continue;
      }
      const now = await page
        .locator('.cm-content')
        .evaluate((content) =>
          [...content.querySelectorAll('.cm-line')].map((line) => line.textContent ?? '').join('\n'),
        );
      const text =
        move.kind === 'edit'
          ? (move.text ?? '')
          : Object.entries(move.replace).reduce((all, [from, to]) => all.replace(from, () => to), now);
      await page.keyboard.press('Control+a');
      await page.keyboard.insertText(text);
      await page.keyboard.press('Control+s');
      await page.locator('.editor').waitFor({ state: 'detached' });
    }
  }

  /** From the terminal back to Check with Shift+Tab, pressed, and to the terminal again. */
  async function checkedByKeyboard(page: Page): Promise<void> {
    for (let presses = 0; presses < 12 && (await focused(page)) !== 'Check'; presses += 1)
      await page.keyboard.press('Shift+Tab');
    expect(await focused(page)).toBe('Check');
    await page.keyboard.press('Enter');
  }

  async function backToTerminal(page: Page): Promise<void> {
    for (let presses = 0; presses < 12 && !(await focused(page)).startsWith('Terminal. '); presses += 1)
      await page.keyboard.press('Tab');
    expect(await focused(page)).toMatch(/^Terminal\. /);
  }

  test.each([
    ['Ada', 1280, 'dark'],
    ['Grace', 390, 'light'],
  ] as const)(
    '%s does the lesson’s lab at %d px with the keyboard alone, through a kill -9, and axe finds nothing',
    async (person, width, scheme) => {
      const page = await open(await address(person, 'two-levels'), width, scheme);
      await backToTerminal(page);
      await page.keyboard.type('kubec');
      await page.keyboard.press('Tab');
      await page.keyboard.type('get --n');
      await page.keyboard.press('Tab');
      await screen(page, '--no-headers').waitFor();
      await page.screenshot({ path: `${SHOTS}/terminal-tab-${width}.png` });
      await faultless(page, 'terminal');
      await page.keyboard.press('Control+c');

      await page.keyboard.type('nano wrong.yaml');
      await page.keyboard.press('Enter');
      await page.locator('.cm-content').waitFor();
      await page.keyboard.insertText(
        'apiVersion: v1\nkind: Pod\nmetadata:\n  name: p\nspec:\n  containers:\n  - name: a\n    image: nginx\n    securityContext:\n      fsGroup: 1\n',
      );
      await page.locator('.findings li').filter({ hasText: 'Line 10, error' }).waitFor();
      await page.locator('.cm-lintRange-error').first().waitFor();
      await page.screenshot({ path: `${SHOTS}/terminal-editor-${width}.png` });
      await faultless(page, 'editor');
      await page.keyboard.press('Control+s');
      await page.locator('.editor').waitFor({ state: 'detached' });

      await solved(page, 0);
      bot.kill('SIGKILL');
      await bot.ended;
      bot = await started();
      await checkedByKeyboard(page);
      await page.getByText('Step 2 of 4').waitFor();
      await page.screenshot({ path: `${SHOTS}/terminal-step-${width}.png`, fullPage: true });
      await faultless(page, 'second step');
      for (const [step, heading] of [
        [1, 'Step 3 of 4'],
        [2, 'Step 4 of 4'],
        [3, 'This lab is done'],
      ] as const) {
        await backToTerminal(page);
        await solved(page, step);
        await checkedByKeyboard(page);
        await page.locator('.task').filter({ hasText: heading }).waitFor();
      }
      await page.screenshot({ path: `${SHOTS}/terminal-done-${width}.png`, fullPage: true });
      await faultless(page, 'done');
      const again = await preview.driver.person(person).run('lab', { name: 'two-levels' });
      expect(again.message?.text).toMatch(/Done in .*no hints · \*\*\+5 points/);
      await page.context().close();
    },
    120_000,
  );

  test('a line typed while the bot is dead runs once, when it is back', async () => {
    const page = await open(await address('Linus', 'two-levels'), 1280, 'dark');
    await backToTerminal(page);
    bot.kill('SIGKILL');
    await bot.ended;
    await page.keyboard.type('echo once >> count; cat count');
    await page.keyboard.press('Enter');
    await page.locator('.status').filter({ hasText: 'Podium does not answer' }).waitFor();
    bot = await started();
    await screen(page, /cat count\s*once/).waitFor();
    await page.keyboard.type('wc -l count');
    await page.keyboard.press('Enter');
    await screen(page, '1 count').waitFor();
    await page.context().close();
  });

  test('what is done in Discord meanwhile is shown, and nothing runs on what one did not see', async () => {
    const page = await open(await address('Linus', 'will-run-as-root'), 1280, 'light');
    await preview.driver.person('Linus').run('k', { line: 'echo from-discord' });
    await screen(page, 'from-discord').waitFor();
    await page.locator('.status').filter({ hasText: 'Something was done in Discord' }).waitFor();
    await faultless(page, 'told');
    await page.context().close();
  });

  test('several pasted lines run one after the other, a heredoc as one', async () => {
    const page = await open(await address('Linus', 'two-levels'), 1280, 'dark');
    await backToTerminal(page);
    await page.evaluate(`{
      const data = new DataTransfer();
      data.setData('text/plain', ${JSON.stringify(PASTED)});
      const paste = new ClipboardEvent('paste', { clipboardData: data, bubbles: true });
      document.querySelector('.xterm-helper-textarea').dispatchEvent(paste);
    }`);
    await screen(page, /2 pasted[\s\S]*all-done/).waitFor();
    await page.keyboard.press('Control+r');
    await page.keyboard.type('wc -l p');
    await screen(page, /reverse-i-search.*wc -l pasted/).waitFor();
    await page.keyboard.press('Enter');
    await screen(page, /2 pasted[\s\S]*all-done[\s\S]*2 pasted/).waitFor();
    await page.context().close();
  });

  test('nothing was asked of another host, and nothing went wrong in the page', () => {
    expect(strangers).toEqual([]);
    expect(troubles).toEqual([]);
  });
});

test('without a port of its own there is no link in the lab', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'podium-terminal-'));
  const preview = await startPreview({ port: 0 });
  const ready = preview.driver.gateway.nextReady();
  const bot = startProcess(folder, { DISCORD_TOKEN: preview.token, DISCORD_API_URL: preview.apiUrl });
  await bot.says('Podium serves');
  await ready;
  const { message } = await preview.driver.person('Ada').run('lab', { name: 'two-levels' });
  expect(message?.buttons.map(({ label }) => label)).not.toContain('Open in the browser');
  bot.kill('SIGTERM');
  await bot.ended;
  await preview.close();
  rmSync(folder, { recursive: true, force: true });
});
