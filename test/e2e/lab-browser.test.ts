import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readDeckFiles } from '../../src/decks/files.ts';
import { LAB_DIRECTORY } from '../../src/decks/labs/files.ts';
import { loadLabs } from '../../src/decks/labs/load.ts';
import { labSource } from '../../src/play/labs-source.ts';
import { launchBrowser, missing, SHOTS } from './chromium.ts';
import { type Stage, startStage } from './stage.ts';

const { labs } = loadLabs(await readDeckFiles(LAB_DIRECTORY));

const POD = `apiVersion: v1
kind: Pod
metadata:
  name: secure-pod
spec:
  securityContext:
    runAsUser: 1000
    runAsGroup: 3000
  containers:
  - name: app
    image: busybox:1.36
    command: ["sleep", "3600"]
`;

describe.skipIf(missing).each([
  ['desktop', 1280, 1500],
  // Higher than a phone, so that all of a message is on its picture.
  ['phone', 390, 1900],
] as const)('the lesson’s own lab in a browser, on a %s', (device, width, height) => {
  let stage: Stage;
  let browser: Browser;
  let page: Page;
  beforeAll(async () => {
    stage = await startStage({ labs: labSource(() => labs) });
    browser = await launchBrowser();
    page = await (await browser.newContext({ viewport: { width, height } })).newPage();
    await page.goto(`${stage.preview.url}/?user=Ada`);
    await page.getByTestId('bot-status').filter({ hasText: 'bot online' }).waitFor();
  });
  afterAll(async () => {
    await browser?.close();
    await stage?.close();
  });

  async function command(name: string): Promise<Locator> {
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

  const button = (card: Locator, name: string | RegExp) =>
    card.getByRole('button', typeof name === 'string' ? { name, exact: true } : { name });
  const press = (card: Locator, name: string | RegExp) => button(card, name).click();

  async function shoot(card: Locator, name: string): Promise<void> {
    await card.scrollIntoViewIfNeeded();
    expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
    await card.screenshot({ path: `${SHOTS}/lab-${name}-${device}.png` });
  }

  /** Fills in the box that is open; the last text area is the text. */
  async function submit(text: string): Promise<void> {
    const modal = page.getByTestId('modal');
    await modal.waitFor();
    await modal.locator('textarea').last().fill(text);
    await page.getByTestId('modal-submit').click();
    await modal.waitFor({ state: 'detached' });
  }

  async function type(card: Locator, line: string, comes: string | RegExp): Promise<void> {
    await press(card, 'Type');
    await submit(line);
    await card.filter({ hasText: comes }).waitFor();
  }

  test('is done from the list to the congratulation, with the buttons alone', async () => {
    const card = await command('lab');
    await card.filter({ hasText: 'Next for you' }).waitFor();
    await shoot(card, 'list');
    await press(card, /^Start: /);
    await card.filter({ hasText: 'One UID for the whole pod' }).waitFor();
    await shoot(card, 'begin');
    await press(card, 'nano secure-pod.yaml');
    await button(card, 'Edit secure-pod.yaml').waitFor();
    await shoot(card, 'editor');
    await press(card, 'Edit secure-pod.yaml');
    await page.getByTestId('modal').waitFor();
    await page.screenshot({ path: `${SHOTS}/lab-edit-${device}.png` });
    await submit(POD.replace(/ {2}securityContext:\n.*\n.*\n/, ''));
    await card.filter({ hasText: '(saved)' }).waitFor();
    await press(card, 'kubectl apply -f secure-pod.yaml');
    await card.filter({ hasText: 'pod/secure-pod created' }).waitFor();
    await press(card, 'Check');
    await card.filter({ hasText: 'Check: 1 of 3 met' }).waitFor();
    await shoot(card, 'unmet');
    await press(card, 'Hint');
    await card.filter({ hasText: 'Hint 1 of 3' }).waitFor();
    await shoot(card, 'hint');
    await press(card, 'Files');
    await card.filter({ hasText: 'files on your machine' }).waitFor();
    await shoot(card, 'files');
    await press(card, 'Back to the terminal');
    await press(card, 'nano secure-pod.yaml');
    await press(card, 'Edit secure-pod.yaml');
    await submit(POD);
    await type(card, 'kubectl replace --force -f secure-pod.yaml', 'replaced');
    await press(card, 'Check');
    await card.filter({ hasText: 'Step 1 done' }).waitFor();
    await press(card, 'kubectl describe pod secure-pod');
    await card.filter({ hasText: 'Events:' }).waitFor();
    await press(card, 'More…');
    await button(card, 'Undo').waitFor();
    await shoot(card, 'terminal');
    await press(card, 'kubectl exec secure-pod -- id > before.txt');
    await press(card, 'Check');
    await card.filter({ hasText: 'Step 2 done' }).waitFor();
    await type(
      card,
      "sed -i 's/    command:.*/&\\n    securityContext:\\n      runAsUser: 2000/' secure-pod.yaml",
      'sed -i',
    );
    await press(card, 'kubectl apply -f secure-pod.yaml');
    await card.filter({ hasText: 'is invalid' }).waitFor();
    await shoot(card, 'refused');
    await press(card, 'kubectl replace --force -f secure-pod.yaml');
    await card.filter({ hasText: 'replaced' }).waitFor();
    await press(card, 'Check');
    await card.filter({ hasText: 'Step 3 done' }).waitFor();
    await press(card, 'kubectl exec secure-pod -- id > after.txt');
    await type(
      card,
      "kubectl get pod secure-pod -o jsonpath='{.spec.securityContext.runAsUser} {.spec.containers[0].securityContext.runAsUser}' > levels.txt",
      'levels.txt',
    );
    await press(card, 'Check');
    await card.filter({ hasText: 'comes back in /review' }).waitFor();
    await shoot(card, 'finished');
    const before = await page.getByTestId('message').count();
    await press(card, 'Share here');
    const shared = page.getByTestId('message').nth(before);
    await shared.waitFor();
    await shoot(shared, 'shared');
  });
});
