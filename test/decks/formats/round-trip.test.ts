import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deckOf, fileOf } from '../../../src/decks/deck-file.ts';
import { DECK_DIRECTORY, readDeckFiles } from '../../../src/decks/files.ts';
import { DECK_EXTENSIONS, type DeckFormat, loadDecks, writeDeck } from '../../../src/decks/index.ts';
import type { DeckFile } from '../../../src/decks/schema.ts';
import type { Deck } from '../../../src/study/index.ts';
import { propertyRuns } from '../../property-runs.ts';

const { decks } = loadDecks(await readDeckFiles(DECK_DIRECTORY));

const FORMATS = Object.keys(DECK_EXTENSIONS) as DeckFormat[];

/** A written deck has every id in it, so who rewords it there keeps what hangs on them. */
function withItsIds(deck: Deck): Deck {
  return deckOf(fileOf(deck));
}

function reread(deck: Deck, format: DeckFormat): Deck | undefined {
  const name = `${deck.id}.${DECK_EXTENSIONS[format]}`;
  const { decks: again, problems } = loadDecks([{ name, text: writeDeck(deck, format) }]);
  expect(problems).toEqual([]);
  return again[0];
}

test.each(FORMATS)('every deck of ours, exported as %s, comes back as the same deck', (format) => {
  expect(decks.length).toBeGreaterThan(8);
  for (const deck of decks) expect(reread(deck, format)).toEqual(deck);
});

/** Text as people write it, with everything in it that a format might trip over. */
const words = fc
  .array(
    fc.oneof(
      fc.constantFrom(
        'runAsUser',
        '#deck:x',
        '"',
        "'",
        ',',
        ';',
        '\t',
        '\n',
        '<b>',
        '&amp;',
        '  ',
        '- a: 1',
        '=1+1',
        '{{c1::x}}',
        '```',
        'ü',
        '🙂',
      ),
      fc.string({ maxLength: 8 }),
    ),
    { minLength: 1, maxLength: 8 },
  )
  .map((parts) => `${parts.join(' ')}.`.replaceAll('\r', ' ').replaceAll('\0', ' '));
/** Cut, without half a character at the end: no file holds one. */
const cut = (text: string, most: number): string =>
  Buffer.from(text.slice(0, most).replace(/[\ud800-\udbff]$/, ''))
    .toString()
    .trim() || 'x';
const short = words.map((text) => cut(text, 60));

const card = fc
  .record({
    kind: fc.constantFrom('choice', 'recall', 'number'),
    prompt: words,
    topic: short.map((text) => cut(text, 40)),
    difficulty: fc.integer({ min: 1, max: 5 }),
    answer: words,
    number: fc.integer(),
    options: fc.uniqueArray(short, { minLength: 2, maxLength: 5 }),
    right: fc.nat(),
    why: fc.option(short),
    ids: fc.option(fc.uniqueArray(fc.stringMatching(/^[a-z0-9]{1,9}$/), { minLength: 5, maxLength: 5 })),
    revision: fc.option(fc.integer({ min: 1, max: 1000 })),
    explanation: fc.option(words),
  })
  .map((drawn) => ({
    ...drawn,
    options: drawn.options.map((text, index) => ({
      ...(drawn.ids === null ? {} : { id: drawn.ids[index] }),
      text,
      ...(index === drawn.right % drawn.options.length ? { correct: true } : {}),
      ...(drawn.why === null ? {} : { why: drawn.why }),
    })),
  }));

test('any card comes back as it was, from every format', () => {
  fc.assert(
    fc.property(fc.array(card, { minLength: 1, maxLength: 4 }), (drawn) => {
      const cards = drawn.map(
        ({ kind, prompt, topic, difficulty, explanation, revision, ...rest }, index) => ({
          id: `card-${index}`,
          kind,
          prompt,
          topic,
          difficulty,
          ...(explanation === null ? {} : { explanation }),
          ...(revision === null ? {} : { revision }),
          ...(kind === 'choice' ? { options: rest.options } : {}),
          ...(kind === 'recall' ? { answer: rest.answer } : {}),
          ...(kind === 'number' ? { answer: rest.number } : {}),
        }),
      );
      const deck = deckOf({ id: 'any', title: 'Any', description: 'Any.', cards } as DeckFile);
      for (const format of FORMATS) expect(reread(deck, format)).toEqual(withItsIds(deck));
    }),
    { numRuns: propertyRuns(300) },
  );
});
