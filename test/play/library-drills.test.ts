import { expect, test } from 'vitest';
import { DECK_DIRECTORY, readDeckFiles } from '../../src/decks/files.ts';
import { loadDecks } from '../../src/decks/index.ts';
import { labSource } from '../../src/play/labs-source.ts';
import { questionSource } from '../../src/play/library.ts';
import { openShelf } from '../../src/play/shelf.ts';
import { DRILLS, drillCard } from '../../src/study/index.ts';
import { askInput, NOON, question, right, tempStore } from '../store/fixtures.ts';

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

test('a drill is drawn at the difficulty of whoever is asked, in /quiz as in /review', async () => {
  const store = await tempStore();
  const shelf = openShelf(
    source,
    store,
    labSource(() => []),
  );
  const scope = { userId: '100000000000000001', guildId: null };
  const own = async () => [
    (await shelf.drawFor(scope.userId, 'drill/uid', 5))?.difficulty,
    (
      await shelf.draw(
        scope,
        drills,
        DRILLS.map(drillCard).filter((key) => key !== 'drill/uid'),
        5,
      )
    )?.difficulty,
  ];
  expect(await own()).toEqual([1, 1]);
  const { id } = await store.ask(askInput({ question: question('drill/uid'), now: NOON }));
  await store.recordAnswer(right(id, { difficulty: 1, grade: 'easy' }));
  expect(await own()).toEqual([2, 2]);
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
