import { expect, test } from 'vitest';
import { guessAll, luckOf } from '../../src/decks/fairness.ts';
import { DECK_DIRECTORY, readDeckFiles } from '../../src/decks/files.ts';
import { checkDecks, loadDecks, writeDeck } from '../../src/decks/index.ts';
import { inOrder } from '../../src/decks/option-order.ts';
import { explain } from '../../src/manifest/index.ts';

const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));
const cards = decks.flatMap((deck) => deck.cards);

/** How often a guess may be right over our decks, as a multiple of chance; the same as the drills are held to. */
const LONGEST = 1.2;
const OTHERWISE = 1.6;
/** Who has learnt that the longest option is wrong takes the next. Many cards, so a tighter bound than for the rest. */
const SECOND_LONGEST = 1.3;
/** Where the longest option is hardly ever right, one may strike it out unread. */
const LONGEST_AT_LEAST = 0.7;

function bound(id: string): number {
  if (id === 'longest') return LONGEST;
  return id === 'second-longest' ? SECOND_LONGEST : OTHERWISE;
}

test('who knows nothing of Kubernetes gets no further with our decks by any cue than by lot', () => {
  const guesses = guessAll(cards);
  expect(guesses.length).toBeGreaterThan(15);
  expect(guesses.find(({ guess }) => guess.id === 'longest')?.cards).toBeGreaterThan(100);
  const over = guesses.filter(({ guess, hits, chance }) => hits > chance * bound(guess.id));
  expect(
    over.map(({ guess, hits, chance, given }) => [guess.id, hits, chance, given.map(({ key }) => key)]),
  ).toEqual([]);
});

test('the longest option is right often enough that nobody strikes it out unread', () => {
  const longest = guessAll(cards).find(({ guess }) => guess.id === 'longest');
  expect(longest?.chance).toBeGreaterThan(40);
  expect((longest?.hits ?? 0) / (longest?.chance ?? 0)).toBeGreaterThan(LONGEST_AT_LEAST);
});

const WRONG = ['It waits', 'It runs on', 'It is taken'] as const;

/** A deck of so many cards, of which each has this right option beside three wrong ones. */
function deckOf(count: number, right: (index: number) => string, wrong: readonly string[] = WRONG): string {
  const written = Array.from({ length: count }, (_, index) => ({
    id: `card-${index}`,
    kind: 'choice',
    topic: 't',
    difficulty: 1,
    prompt: `What becomes of number ${index}?`,
    explanation: 'e',
    source: { title: 's', url: 'https://example.com' },
    options: [right(index), ...wrong].map((text, at) => ({
      text,
      why: 'w',
      ...(at === 0 ? { correct: true } : {}),
    })),
  }));
  return JSON.stringify({ id: 'd', title: 'D', description: 'D.', cards: written });
}

const guessable = (...texts: readonly string[]): readonly string[] =>
  checkDecks(
    texts.map((text, index) => ({
      name: `${index}.yaml`,
      text: text.replace('"id":"d"', `"id":"d${index}"`),
    })),
    explain,
  )
    .problems.filter(({ code }) => code === 'guessable')
    .map(({ message }) => message);

test('a deck whose longest options are right is told so, with the cards to begin with', () => {
  const [longest] = guessable(deckOf(12, (index) => `It goes away ${'at last '.repeat(1 + (index % 3))}`));
  expect(longest).toMatch(
    /^cards can be guessed: who knows nothing and takes the longest option is right on 12 of 12 cards, by lot on 3: reword some of card-\d+, .* and 7 more$/,
  );
});

test('a deck whose second longest options are right is told so', () => {
  const said = guessable(
    deckOf(12, (index) => `It goes off ${index}`, ['It stays where it is', 'It waits', 'It ends']),
  );
  expect(said.filter((each) => each.includes('takes the second longest option'))).toHaveLength(1);
});

test('where the two longest options are equally long, the second longest is either', () => {
  const { decks: drawn } = loadDecks([
    { name: 'd.yaml', text: deckOf(6, () => 'It is gone', ['It goes on', 'It waits', 'It ends']) },
  ]);
  const second = guessAll(drawn.flatMap((deck) => deck.cards)).find(
    ({ guess }) => guess.id === 'second-longest',
  );
  expect(second).toMatchObject({ cards: 6, hits: 3, chance: 1.5 });
});

test('where one option alone refuses and is right each time, the deck is told so', () => {
  const said = guessable(deckOf(12, () => 'Refused'));
  expect(said.some((each) => each.includes('the only option that speaks of a refusal'))).toBe(true);
});

test('three cards that give themselves away may be luck, and nothing is said', () => {
  expect(guessable(deckOf(3, () => 'It goes away, but only after a very long while'))).toEqual([]);
});

test('what a single deck is too small to show is said of all decks together', () => {
  const small = deckOf(3, () => 'It goes away, but only after a very long while');
  expect(guessable(small)).toEqual([]);
  const said = guessable(small, small, small);
  expect(said.length).toBeGreaterThan(0);
  expect(said[0]).toMatch(/^cards of all decks together can be guessed: .* d\d\/card-\d/);
});

test('an option that is like its neighbours in every way is no guess, and no luck is counted from none', () => {
  const [longest] = guessAll(
    loadDecks([{ name: 'd.yaml', text: deckOf(9, () => 'It waits', ['It stops', 'It reads', 'It sorts']) }])
      .decks[0]?.cards ?? [],
  );
  expect(longest).toMatchObject({ cards: 0, hits: 0, chance: 0 });
  expect(longest && luckOf(longest)).toBe(1);
});

test('a deck in which three options are always to be chosen is told so', () => {
  const rights = deckOf(12, (index) => `It goes ${index}`)
    .replaceAll('"text":"It waits"', '"text":"It waits","correct":true')
    .replaceAll('"text":"It runs on"', '"text":"It runs on","correct":true')
    .replaceAll('"choice"', '"multi"');
  expect(guessable(rights).filter((each) => each.includes('3 options of each choose-all card'))).toHaveLength(
    1,
  );
});

test('the options of our decks stand in the order of an export (npm run renew:option-order)', () => {
  const ids = (options: readonly { readonly id: string }[]): readonly string[] => options.map(({ id }) => id);
  const others = cards.filter(
    ({ id, kind, options }) => kind !== 'locate' && ids(options).join() !== ids(inOrder(id, options)).join(),
  );
  expect(others.map(({ key }) => key)).toEqual([]);
});

test('no exported deck begins its options with the right one: a spreadsheet would show it', () => {
  const first = { right: 0, chance: 0 };
  for (const deck of decks) {
    const [again] = loadDecks([{ name: 'd.yaml', text: writeDeck(deck, 'yaml') }]).decks;
    for (const { kind, options } of again?.cards ?? []) {
      if (kind !== 'choice' && kind !== 'multi') continue;
      first.right += options[0]?.correct === true ? 1 : 0;
      first.chance += options.filter(({ correct }) => correct).length / options.length;
    }
  }
  expect(first.chance).toBeGreaterThan(30);
  expect(first.right).toBeLessThan(first.chance * 1.3);
});
