import { expect, test } from 'vitest';
import { DECK_DIRECTORY, readDeckFiles } from '../../src/decks/files.ts';
import { loadDecks } from '../../src/decks/index.ts';
import { questionSource } from '../../src/play/library.ts';
import { DRILLS } from '../../src/study/index.ts';

const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));
const source = questionSource(() => decks);
const drills = { deck: 'drills', topic: null };

test('the drills are a deck like the others, each of its topics with at least one card', () => {
  const deck = source.decks.find((each) => each.id === 'drills');
  expect(deck?.title).toBe('Drills');
  expect(source.count(drills)).toBe(DRILLS.length);
  for (const topic of deck?.topics ?? []) expect(source.count({ deck: 'drills', topic })).toBeGreaterThan(0);
});

test('a series over the drills asks each of them once, then has none left', () => {
  const seen: string[] = [];
  for (let seed = 1; seed <= DRILLS.length; seed++) {
    const question = source.draw(drills, seen, seed);
    if (question !== undefined) seen.push(question.card);
  }
  expect([...seen].sort()).toEqual(
    source
      .pool(drills)
      .map(({ card }) => card)
      .sort(),
  );
  expect(source.draw(drills, seen, 99)).toBeUndefined();
});

test('a drill comes back under the same card as another question, and for the same seed as the same one', () => {
  const one = source.drawCard('drill/uid', 1);
  expect(source.drawCard('drill/uid', 1)).toEqual(one);
  const again = source.drawCard('drill/uid', 2);
  expect(again?.card).toBe(one?.card);
  expect(again?.manifest).not.toBe(one?.manifest);
});

test('any deck means the drills too', () => {
  const any = { deck: null, topic: null };
  expect(source.count(any)).toBe(decks.flatMap((each) => each.cards).length + DRILLS.length);
  const cards = Array.from({ length: 300 }, (_, seed) => source.draw(any, [], seed)?.card ?? '');
  expect(cards.some((card) => card.startsWith('drill/'))).toBe(true);
  expect(cards.some((card) => !card.startsWith('drill/'))).toBe(true);
});
