import type { Locator, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { questionSource } from '../../src/play/library.ts';
import { upload } from '../../src/preview/driver.ts';
import { press, runCommand, shoot } from './browser-page.ts';
import { launchBrowser, missing, SHOTS } from './chromium.ts';
import { startStage } from './stage.ts';

const DECKS = await ourDecks();

/** A deck whose cards are as long as real ones are. */
const deck = (cards: readonly (readonly [id: string, prompt: string])[]) => `id: ours
title: Our cluster
description: What we run.
cards:
${cards
  .map(
    ([id, prompt]) => `  - id: ${id}
    kind: choice
    topic: about ${id}
    difficulty: 2
    prompt: ${prompt}
    manifest: |
      apiVersion: v1
      kind: Pod
      metadata: {name: database}
      spec:
        securityContext: {runAsUser: 1000}
        containers:
          - {name: db, image: "postgres:17", securityContext: {runAsUser: 70}}
    options:
      - {text: The user with UID 70, correct: true, why: The container says so.}
      - {text: The user with UID 1000, why: The container overrides the pod.}
      - {text: root, why: Nothing asks for root.}
    explanation: A value at the container takes the place of the pod's, field by field.
    source: {title: Our wiki, url: "https://example.com/wiki"}
`,
  )
  .join('')}`;

const ONE = ['who-runs-it', 'Which user runs our database?'] as const;
const TWO = ['who-else', 'And which one runs its backups?'] as const;

describe.skipIf(missing)('reports in a browser', () => {
  test('a manager on a desktop and on a phone sees, settles and retires; a member is told; an import asks', async () => {
    const stage = await startStage({ questions: questionSource(() => DECKS) });
    const browser = await launchBrowser();
    const open = async (name: string, width: number): Promise<Page> => {
      const page = await (await browser.newContext({ viewport: { width, height: 1400 } })).newPage();
      await page.goto(`${stage.preview.url}/?user=${name}`);
      await page.getByTestId('bot-status').filter({ hasText: 'bot online' }).waitFor();
      return page;
    };
    const widths = [
      ['desktop', 1280],
      ['phone', 390],
    ] as const;
    const ada = stage.driver.person('Ada');
    await ada.run('deck import', { file: upload('ours.yaml', deck([ONE, TWO])) });
    // A card each: two entries to settle.
    for (const [name, [about], words] of [
      [
        'Grace',
        ONE,
        'UID 70 is right only on Alpine: the *Debian* image has 999. @everyone see https://example.com',
      ],
      ['Linus', TWO, 'The manifest does not say who runs the init container, so nobody can know.'],
    ] as const) {
      const person = stage.driver.person(name, { acceptsDms: name === 'Grace' });
      const asked = await person.run('quiz', { deck: 'Our cluster', topic: `about ${about}` });
      await person.press(asked.message, name === 'Grace' ? 'A' : 'B');
      await person.press(asked.message, 'More…');
      await person.submit(await person.press(asked.message, 'Report a mistake'), { text: words });
    }
    for (const [device, width] of widths) {
      const page = await open('Ada', width);
      const card: Locator = await runCommand(page, 'reports');
      await card.getByText('Retire this card here').waitFor();
      await shoot(card, `reports-${device}`);
      await press(card, 'Retire this card here');
      await card.getByText('Bring it back').waitFor();
      await shoot(card, `reports-retired-${device}`);
      await press(card, 'Bring it back');
      await card.getByText('It is back').waitFor();
      await press(card, 'Resolved…');
      await page.getByText('What came of it?').waitFor();
      await page.screenshot({ path: `${SHOTS}/reports-note-${device}.png` });
      await page.keyboard.press('Escape');
      await page.context().close();
    }
    const shown = await ada.run('reports');
    for (const note of ['We added the image to the question.', ''])
      await ada.submit(await ada.press(shown.message, 'Resolved…'), { note });
    await stage.bot.reportNews.check();
    expect(stage.driver.person('Grace').inDm().messages().at(-1)?.text).toContain('settled it');
    for (const [device, width] of widths) {
      const page = await open(device === 'desktop' ? 'Grace' : 'Linus', width);
      if (device === 'phone') await runCommand(page, 'review');
      const place = page.getByTestId('message').filter({ hasText: 'Your report of' }).last();
      if (device === 'phone') {
        await place.waitFor();
        await shoot(place, `reports-told-${device}`);
      }
      await page.context().close();
    }
    for (const [device, width] of widths) {
      const page = await open('Ada', width);
      const other = [ONE[0], `Which user runs our database today, on a ${device}?`] as const;
      await ada.run('deck import', { file: upload('ours.yaml', deck([other])) });
      const card = page.getByTestId('message').filter({ hasText: 'Replace Our cluster?' }).last();
      await card.waitFor();
      await shoot(card, `replace-${device}`);
      await press(card, 'Cancel');
      await page.getByText('Cancelled: the deck stays as it was.').first().waitFor();
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(width);
      await page.context().close();
    }
    await browser.close();
    await stage.close();
  });
});
