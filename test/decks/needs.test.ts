import { expect, test } from 'vitest';
import { formatProblem, loadDecks } from '../../src/decks/index.ts';

const deck = (id: string, cards: readonly string[], after = '') => ({
  name: `${id}.yaml`,
  text: `id: ${id}\ntitle: T\ndescription: D.\n${after}cards:\n${cards.map((each) => `  - {kind: recall, topic: t, difficulty: 1, prompt: 'What?', answer: x, ${each}}\n`).join('')}`,
});
const problems = (...files: readonly ReturnType<typeof deck>[]) =>
  loadDecks(files).problems.map(formatProblem);

test('needs may name cards of the deck, in any order, and of a deck that is not there', () => {
  expect(problems(deck('d', ["id: a, needs: [b, 'elsewhere/x']", 'id: b'], 'after: [elsewhere]\n'))).toEqual(
    [],
  );
});

test.each([
  [
    'a card that the deck has not',
    deck('d', ['id: a, needs: [c]']),
    'is "d/c", and that deck has no such card',
  ],
  ['itself', deck('d', ['id: a, needs: [a]']), 'which itself comes after this card'],
  [
    'a circle',
    deck('d', ['id: a, needs: [b]', 'id: b, needs: [c]', 'id: c, needs: [a]']),
    'which itself comes after',
  ],
  ['a deck after itself', deck('d', ['id: a'], 'after: [d]\n'), 'which itself comes after this deck'],
  ['what is no id', deck('d', ["id: a, needs: ['B c']"]), 'must be the id of a card of this deck'],
])('needs that name %s are an error, with its place', (_, file, said) => {
  expect(problems(file).join('\n')).toMatch(/^d\.yaml:\d+:\d+: error: /);
  expect(problems(file).join('\n')).toContain(said);
});

test('a card that only hangs on a circle is not said to be in it', () => {
  const said = problems(deck('d', ['id: a, needs: [b]', 'id: b, needs: [a]', 'id: c, needs: [a]'])).join(
    '\n',
  );
  expect(said).not.toContain('cards[2]');
});

test('a circle across two decks is found where both are read', () => {
  const files = [deck('d', ["id: a, needs: ['e/a']"]), deck('e', ["id: a, needs: ['d/a']"])];
  expect(problems(...files)).toHaveLength(2);
});
