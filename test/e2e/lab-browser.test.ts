import type { Locator } from 'playwright-core';
import { describe, test } from 'vitest';
import { readDeckFiles } from '../../src/decks/files.ts';
import { LAB_DIRECTORY } from '../../src/decks/labs/files.ts';
import { loadLabs } from '../../src/decks/labs/load.ts';
import { labSource } from '../../src/play/labs-source.ts';
import { SECURE_POD } from '../secure-pod.ts';
import { buttonOf, press, runCommand, shoot } from './browser-page.ts';
import { missing, SHOTS, visiting } from './chromium.ts';

const { labs } = loadLabs(await readDeckFiles(LAB_DIRECTORY));

describe.skipIf(missing).each([
  ['desktop', 1280, 1500],
  // Higher than a phone, so that all of a message is on its picture.
  ['phone', 390, 1900],
] as const)('the lesson’s own lab in a browser, on a %s', (device, width, height) => {
  const visit = visiting({ width, height }, { labs: labSource(() => labs) });
  const shot = (card: Locator, name: string) => shoot(card, `lab-${name}-${device}`);

  /** Fills in the box that is open; the last text area is the text. */
  async function submit(text: string): Promise<void> {
    const modal = visit.page().getByTestId('modal');
    await modal.waitFor();
    await modal.locator('textarea').last().fill(text);
    await visit.page().getByTestId('modal-submit').click();
    await modal.waitFor({ state: 'detached' });
  }

  async function type(card: Locator, line: string, comes: string | RegExp): Promise<void> {
    await press(card, 'Type');
    await submit(line);
    await card.filter({ hasText: comes }).waitFor();
  }

  test('is done from the list to the congratulation, with the buttons alone', async () => {
    const card = await runCommand(visit.page(), 'lab');
    await card.filter({ hasText: 'Next for you' }).waitFor();
    await shot(card, 'list');
    await press(card, /^Start: /);
    await card.filter({ hasText: 'One UID for the whole pod' }).waitFor();
    await shot(card, 'begin');
    await press(card, 'nano secure-pod.yaml');
    await buttonOf(card, 'Edit secure-pod.yaml').waitFor();
    await shot(card, 'editor');
    await press(card, 'Edit secure-pod.yaml');
    await visit.page().getByTestId('modal').waitFor();
    await visit.page().screenshot({ path: `${SHOTS}/lab-edit-${device}.png` });
    await submit(SECURE_POD.replace(/ {2}securityContext:\n.*\n.*\n/, ''));
    await card.filter({ hasText: '(saved)' }).waitFor();
    await press(card, 'kubectl apply -f secure-pod.yaml');
    await card.filter({ hasText: 'pod/secure-pod created' }).waitFor();
    await press(card, 'Check');
    await card.filter({ hasText: 'Check: 1 of 3 met' }).waitFor();
    await shot(card, 'unmet');
    await press(card, 'Hint');
    await card.filter({ hasText: 'Hint 1 of 3' }).waitFor();
    await shot(card, 'hint');
    await press(card, 'Files');
    await card.filter({ hasText: 'files on your machine' }).waitFor();
    await shot(card, 'files');
    await press(card, 'Back to the terminal');
    await press(card, 'nano secure-pod.yaml');
    await press(card, 'Edit secure-pod.yaml');
    await submit(SECURE_POD);
    await type(card, 'kubectl replace --force -f secure-pod.yaml', 'replaced');
    await press(card, 'Check');
    await card.filter({ hasText: 'Step 1 done' }).waitFor();
    await press(card, 'kubectl describe pod secure-pod');
    await card.filter({ hasText: 'Events:' }).waitFor();
    await press(card, 'More…');
    await buttonOf(card, 'Undo').waitFor();
    await shot(card, 'terminal');
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
    await shot(card, 'refused');
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
    await shot(card, 'finished');
    const before = await visit.page().getByTestId('message').count();
    await press(card, 'Share here');
    const shared = visit.page().getByTestId('message').nth(before);
    await shared.waitFor();
    await shot(shared, 'shared');
  });
});
