import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { DECK_DIRECTORY, readDeckFiles } from '../../src/decks/files.ts';
import { checkDecks, formatProblem } from '../../src/decks/index.ts';
import { deckJsonSchema } from '../../src/decks/json-schema.ts';
import { explain } from '../../src/manifest/index.ts';

const files = await readDeckFiles(DECK_DIRECTORY);

test('the decks that come with Podium pass the check, and every verify is proven', () => {
  const { problems, claims } = checkDecks(files, explain);
  expect(problems.filter((each) => each.severity === 'error').map(formatProblem)).toEqual([]);
  expect(claims).toBeGreaterThan(0);
});

test('each of their cards says why every option is right or wrong, and where it stands', () => {
  const { decks } = checkDecks(files, explain);
  const bare = decks
    .flatMap(({ cards }) => cards)
    .filter(
      (card) =>
        card.explanation === '' || card.source === undefined || card.options.some(({ why }) => why === ''),
    );
  expect(bare.map(({ key }) => key)).toEqual([]);
});

test('each option of theirs has an id of its own, so that it may be reworded', () => {
  const { decks } = checkDecks(files, explain);
  const options = decks.flatMap(({ cards }) => cards.flatMap((card) => card.options));
  expect(options.length).toBeGreaterThan(600);
  expect(options.filter(({ derived }) => derived === true)).toEqual([]);
});

test('a claim that the engine contradicts is an error', () => {
  const broken = files.map((file) =>
    file.name === 'levels-and-precedence.yaml'
      ? { ...file, text: file.text.replace('value: 2000,', 'value: 2001,') }
      : file,
  );
  const { problems } = checkDecks(broken, explain);
  expect(problems.map((each) => each.code)).toContain('verify');
});

test('each deck is named after its file and tells editors its schema', () => {
  for (const file of files) {
    expect(file.text.split('\n')[0]).toBe('# yaml-language-server: $schema=./deck.schema.json');
    expect(file.text).toContain(`\nid: ${file.name.replace('.yaml', '')}\n`);
  }
});

test('questions/deck.schema.json is fresh (npm run renew:deck-schema)', () => {
  const stored: unknown = JSON.parse(readFileSync(join(DECK_DIRECTORY, 'deck.schema.json'), 'utf8'));
  expect(stored).toEqual(JSON.parse(JSON.stringify(deckJsonSchema())));
});
