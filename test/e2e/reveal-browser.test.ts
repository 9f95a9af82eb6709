import type { Locator } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import type { Question } from '../../src/study/index.ts';
import { buttonOf, press, runCommand, shoot } from './browser-page.ts';
import { missing, visiting } from './chromium.ts';
import { ofFixture, ofOurs, oneQuestion, withBelief } from './one-question.ts';

describe.skipIf(missing).each([
  ['desktop', 1280, 1400],
  ['phone', 390, 1600],
] as const)('what a learner sees after an answer in a browser, on a %s', (device, width, height) => {
  const questions = oneQuestion();
  const visit = visiting({ width, height }, { questions: questions.source });
  const shot = (card: Locator, name: string) => shoot(card, `reveal-${name}-${device}`);

  async function asked(command: string, question: Question): Promise<Locator> {
    questions.put(question);
    return runCommand(visit.page(), command);
  }

  async function type(card: Locator, value: string): Promise<void> {
    await press(card, 'Answer…');
    await visit.page().getByRole('dialog').getByRole('textbox').fill(value);
    await visit.page().getByRole('dialog').getByRole('button', { name: 'Submit' }).click();
  }

  test('a drill answered wrong, then right, with More open', async () => {
    const { question, key } = withBelief('drill/uid', 'pod-wins');
    const wrong = await asked('quiz', question);
    await shot(wrong, 'asked');
    await press(wrong, key);
    await wrong.filter({ hasText: 'You answered as if' }).waitFor();
    await shot(wrong, 'drill-wrong');
    await press(wrong, 'More…');
    await buttonOf(wrong, 'Report a mistake').waitFor();
    await shot(wrong, 'more');
    const right = await asked('quiz', question);
    await press(right, question.options?.find(({ correct }) => correct)?.key ?? '');
    await right.filter({ hasText: '✓ Right' }).waitFor();
    await shot(right, 'drill-right');
  });

  test('a curated card, a line, one of choose-all half right, a recall, a number with its diagnosis', async () => {
    const choice = await asked('quiz', ofFixture('choice'));
    await press(choice, 'B');
    await choice.filter({ hasText: '✓ Right' }).waitFor();
    await shot(choice, 'right');
    const locate = await asked('quiz', ofFixture('locate'));
    await locate.getByTestId('message-select').selectOption('4');
    await locate.filter({ hasText: '✗ Wrong' }).waitFor();
    await shot(locate, 'locate');
    const multi = await asked('quiz', ofFixture('multi'));
    await multi.getByRole('checkbox').nth(0).check();
    await multi.getByRole('checkbox').nth(1).check();
    await multi.getByTestId('choose').click();
    await multi.filter({ hasText: 'right, missed' }).waitFor();
    await shot(multi, 'multi');
    const recall = await asked('quiz', ofFixture('recall'));
    await press(recall, 'Reveal');
    await press(recall, 'I did not');
    await recall.filter({ hasText: 'Not yet' }).waitFor();
    await shot(recall, 'recall');
    const number = await asked('quiz', ofOurs('levels-and-precedence/group-override'));
    await type(number, '1300');
    await number.filter({ hasText: 'the right answer is' }).waitFor();
    await shot(number, 'number');
  });

  test('/review: right with its grades, wrong with the mix-up and Undo', async () => {
    const { question, key } = withBelief('drill/gid', 'pod-wins');
    const right = await asked('review', question);
    await press(right, question.options?.find(({ correct }) => correct)?.key ?? '');
    await buttonOf(right, /^Easy/).waitFor();
    await shot(right, 'review-right');
    const boxes = await right.getByRole('button').all();
    for (const box of boxes) expect((await box.boundingBox())?.width ?? 0).toBeLessThan(width - 20);
    const { question: other, key: wrong } = withBelief('drill/uid', 'pod-wins');
    const card = await asked('review', other);
    await press(card, wrong);
    await buttonOf(card, 'Practise this mix-up').waitFor();
    await shot(card, 'review-wrong-again');
    await press(card, 'Practise this mix-up');
    await card.filter({ hasText: 'lead to different answers here' }).waitFor();
    await shot(card, 'apart');
    expect(key).not.toBe('');
  });
});
