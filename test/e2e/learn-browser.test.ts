import type { Locator } from 'playwright-core';
import { describe, test } from 'vitest';
import { ourDecks, ourLabs } from '../../src/cli/shipped.ts';
import { labSource } from '../../src/play/labs-source.ts';
import { lessonSource } from '../../src/play/lessons-source.ts';
import { questionSource } from '../../src/play/library.ts';
import { OUR_LESSONS } from '../play/lesson-fixture.ts';
import { press, runCommand, shoot } from './browser-page.ts';
import { missing, visiting } from './chromium.ts';

const [DECKS, LABS] = [await ourDecks(), await ourLabs()];

describe.skipIf(missing).each([
  ['desktop', 1280, 2200],
  // Higher than a phone, so that all of a message is on its picture.
  ['phone', 390, 2900],
] as const)('the second lesson in a browser, on a %s', (device, width, height) => {
  const visit = visiting(
    { width, height },
    {
      questions: questionSource(() => DECKS),
      labs: labSource(() => LABS),
      lessons: lessonSource(() => OUR_LESSONS),
    },
  );
  const shot = (card: Locator, name: string) => shoot(card, `learn-${name}-${device}`);

  test('is read from the list to its end, with the buttons alone', async () => {
    const card = await runCommand(visit.page(), 'learn');
    await card.filter({ hasText: 'Next for you' }).waitFor();
    await shot(card, 'list');
    await press(card, /^Start: /);
    for (const [index] of OUR_LESSONS[0]?.steps.entries() ?? []) {
      await card.filter({ hasText: `step ${index + 1} of` }).waitFor();
      await press(card, index + 1 === OUR_LESSONS[0]?.steps.length ? 'Finish' : 'Next');
    }
    await press(card, /^Next: Two levels/);
    await card.filter({ hasText: 'step 1 of 9' }).getByRole('img').last().waitFor();
    await shot(card, 'two-places');
    await press(card, 'Next');
    await card.filter({ hasText: 'step 2 of 9' }).waitFor();
    await press(card, 'Next');
    await card.filter({ hasText: 'step 3 of 9' }).waitFor();
    await press(card, 'Next');
    await card.filter({ hasText: 'step 4 of 9' }).getByRole('img').last().waitFor();
    await shot(card, 'override');
    await press(card, 'Next');
    await card.filter({ hasText: 'step 5 of 9' }).waitFor();
    await shot(card, 'question-step');
    await press(card, 'Answer');
    await card.getByRole('button', { name: 'Back to the lesson' }).waitFor();
    await shot(card, 'question');
    await press(card, 'A');
    await card.getByRole('button', { name: 'Go on with the lesson' }).waitFor();
    await shot(card, 'outcome');
    await press(card, 'Go on with the lesson');
    for (const step of [6, 7, 8]) {
      await card.filter({ hasText: `step ${step} of 9` }).waitFor();
      if (step === 6) await shot(card, 'verify');
      await press(card, 'Next');
    }
    await card.filter({ hasText: 'step 9 of 9' }).waitFor();
    await shot(card, 'last');
    await press(card, 'Finish');
    await card.filter({ hasText: '2 of 12 lessons done' }).waitFor();
    await shot(card, 'finished');
  }, 60_000);
});
