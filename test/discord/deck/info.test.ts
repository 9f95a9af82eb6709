import { expect, test } from 'vitest';
import { deckOf } from '../../../src/decks/deck-file.ts';
import { loadDecks } from '../../../src/decks/index.ts';
import type { DeckFile } from '../../../src/decks/schema.ts';
import { deckList } from '../../../src/discord/deck/view.ts';
import { importedDeck, refusedDeck } from '../../../src/discord/deck/view-import.ts';
import { deckInfo } from '../../../src/discord/deck/view-info.ts';
import { checkMessage } from '../../../src/discord/platform/payload-limits.ts';
import { DECK_LIMITS } from '../../../src/study/index.ts';

/** The longest deck of its kind, in an alphabet of three bytes a letter. */
const letters = (count: number, index: number): string => `${index}${'字'.repeat(count)}`.slice(0, count);
const deck = deckOf({
  id: 'a'.repeat(DECK_LIMITS.id),
  title: letters(DECK_LIMITS.title, 0),
  description: letters(DECK_LIMITS.description, 0),
  cards: Array.from({ length: 40 }, (_, card) => ({
    id: `card-${card}`,
    kind: 'choice',
    topic: letters(DECK_LIMITS.topic, card),
    difficulty: 1,
    prompt: letters(DECK_LIMITS.prompt, card),
    options: Array.from({ length: DECK_LIMITS.options }, (_, option) => ({
      text: letters(DECK_LIMITS.choiceText, option),
      ...(option === 0 ? { correct: true } : {}),
    })),
  })),
} as unknown as DeckFile);
const stats = new Map(
  deck.cards.map(({ key, options }) => [
    key,
    { right: 1, wrong: 3, chosen: new Map([[options[1]?.id ?? '', 3]]) },
  ]),
);

test('the largest deck is told within what Discord takes', () => {
  expect(checkMessage(deckInfo(deck, stats))).toEqual([]);
  const result = {
    added: 1,
    changed: 2,
    kept: 3,
    reworded: Array.from({ length: 900 }, (_, index) => `${'w'.repeat(56)}-${index}`),
    removed: 4,
  };
  const faulty = { name: 'x.csv', text: `prompt,kind\n${'字,字字字\n'.repeat(900)}` };
  const { problems } = loadDecks([faulty]);
  expect(problems.length).toBeGreaterThan(800);
  expect(checkMessage(refusedDeck('字'.repeat(200), problems))).toEqual([]);
  expect(
    checkMessage(importedDeck(deck, result, problems, `${'9'.repeat(20)}.${'x'.repeat(DECK_LIMITS.id)}`)),
  ).toEqual([]);
  const own = Array.from({ length: 20 }, (_, index) => ({
    id: `deck-${index}`,
    title: letters(DECK_LIMITS.title, index),
    description: '',
    cards: 1000,
    topics: [],
    importedAt: 0,
  }));
  const ours = Array.from({ length: 10 }, () => ({ title: 'Users and groups', cards: 20, drawn: false }));
  expect(checkMessage(deckList({ own, ours }))).toEqual([]);
});

test('a deck nobody has answered says so, and one card answered is told in full', () => {
  expect(JSON.stringify(deckInfo(deck, new Map()))).toContain('None of its cards has been answered yet');
  const one = deckInfo(deck, new Map([...stats].slice(0, 1)));
  expect(JSON.stringify(one)).toContain('25 %** of 4');
});

test('no cell of the statistics is run by a spreadsheet as a formula', () => {
  const [card] = deck.cards;
  if (card === undefined) throw new RangeError('the deck of this test has no card');
  const sly = { ...deck, cards: [{ ...card, prompt: '=HYPERLINK("https://example.com","look")' }] };
  const [file] = deckInfo(sly, stats).files ?? [];
  expect(String(file?.data)).toContain(`,"'=HYPERLINK(""https://example.com"",""look"")",`);
});
