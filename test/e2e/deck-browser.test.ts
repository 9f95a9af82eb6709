import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { ourDecks } from '../../src/cli/shipped.ts';
import { questionSource } from '../../src/play/library.ts';
import { upload } from '../../src/preview/driver.ts';
import { shoot } from './browser-page.ts';
import { launchBrowser, missing } from './chromium.ts';
import { startStage } from './stage.ts';

const DECKS = await ourDecks();

/** A table as a quiz site exports it, with a heading misspelt and the options' columns unknown. */
const QUIZ = `Question,Opion A,Antwort B,Correct
Which level wins for runAsUser?,the pod,the container,2
Who owns a volume with fsGroup?,root,the group,2
`;
const FAULTY = `id: users-and-groups
title: Who runs what
description: Three cards with something wrong each.
cards:
  - id: who-wins
    kind: choise
    topic: levels
    difficulty: 7
    prompt: Which level wins: the pod or the container?
    options:
      - {text: The container: it is nearer, correct: true, why: It sets its own value.}
      - {text: The pod, why: Its value is a default.}
  - id: root
    kind: recall
    topic: levels
    difficulty: 1
    prompt: {uid 0} is who?
    answer: root
`;

describe.skipIf(missing)('decks in a browser', () => {
  test('what is wrong with a file, on a desktop and on a phone', async () => {
    const stage = await startStage({ questions: questionSource(() => DECKS) });
    const browser = await launchBrowser();
    const open = async (width: number): Promise<Page> => {
      const page = await (await browser.newContext({ viewport: { width, height: 1400 } })).newPage();
      await page.goto(`${stage.preview.url}/?user=Ada`);
      await page.getByTestId('bot-status').filter({ hasText: 'bot online' }).waitFor();
      return page;
    };
    const pages = [
      [await open(1280), 'desktop'],
      [await open(390), 'phone'],
    ] as const;
    const ada = stage.driver.person('Ada');
    const latin = Buffer.from('Question,Answer\nWie heißt UID 0?,Größe: root\n', 'latin1');
    for (const [name, file, text] of [
      ['table', upload('quiz.csv', QUIZ), 'no column holds options'],
      ['faulty', upload('ours.yaml', FAULTY), 'put it in quotes'],
      ['latin', upload('words.csv', latin), 'Imported: words'],
    ] as const) {
      await ada.run('deck import', { file });
      for (const [page, device] of pages) {
        const card = page.getByTestId('message').filter({ hasText: text }).last();
        await card.waitFor();
        await shoot(card, `deck-${name}-${device}`);
      }
    }
    await ada.run('deck remove', { deck: 'users-and-groups' });
    for (const [page, device] of pages) {
      const card = page.getByTestId('message').filter({ hasText: 'cannot be removed' }).last();
      await card.waitFor();
      await shoot(card, `deck-remove-${device}`);
      expect(await page.evaluate('document.documentElement.scrollWidth')).toBeLessThanOrEqual(
        device === 'phone' ? 390 : 1280,
      );
    }
    await browser.close();
    await stage.close();
  });
});
