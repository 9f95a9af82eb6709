import { expect, test } from 'vitest';
import { ourDecks } from '../../../src/cli/shipped.ts';
import { questionMessage } from '../../../src/discord/ask/view-question.ts';
import { suspendedList } from '../../../src/discord/ask/view-review.ts';
import { unmarked } from '../../../src/discord/platform/components.ts';
import { drawQuestion } from '../../../src/study/index.ts';

const cards = (await ourDecks()).flatMap((deck) => deck.cards);
const run = { deck: null, topic: null, index: 0, count: 1, shared: false, right: 0, seen: [] };

/** Every text of a message that Discord shows as it is: labels of options and buttons, and what stands below them. */
function labelsIn(message: unknown): readonly string[] {
  const found: string[] = [];
  JSON.stringify(message, (key, value) => {
    if ((key === 'label' || key === 'description') && typeof value === 'string') found.push(value);
    return value as unknown;
  });
  return found;
}

test('an option to choose from shows no backticks: Discord renders no Markdown there', () => {
  const questions = cards.map((card) => drawQuestion(card, 7));
  const marked = questions.filter(
    ({ kind, options = [] }) => kind === 'multi' && /`/.test(JSON.stringify(options)),
  );
  expect(marked.length).toBeGreaterThan(0);
  for (const question of questions) {
    const ask = { id: 1, userId: '1', guildId: null, channelId: '1', question, run, now: 0, outcome: null };
    for (const label of labelsIn(questionMessage(ask))) expect(label, question.card).not.toMatch(/`|\*\*/);
  }
});

test('nor does a suspended card in the list of them', () => {
  const suspended = cards
    .slice(0, 25)
    .map(({ key, prompt, deckTitle }) => ({ card: key, prompt, deck: deckTitle }));
  expect(suspended.some(({ prompt }) => prompt.includes('`'))).toBe(true);
  for (const label of labelsIn(suspendedList(suspended))) expect(label).not.toMatch(/`|\*\*/);
});

test('a text of nothing but marks stays, because a label may not be empty', () => {
  expect(unmarked('`')).toBe('`');
  expect(unmarked('set `drop: ["ALL"]` **now**')).toBe('set drop: ["ALL"] now');
});
