import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fromHtml, toHtml } from '../../../src/decks/formats/html.ts';
import { rowsOfNote } from '../../../src/decks/formats/notes.ts';
import { loadDecks } from '../../../src/decks/index.ts';
import { DECK_LIMITS } from '../../../src/study/index.ts';
import { growthPerDoubling } from '../../growth.ts';
import { propertyRuns } from '../../property-runs.ts';

const filled = (part: string): string => part.repeat(Math.floor((DECK_LIMITS.bytes - 200) / part.length));
const ANKI = '#separator:tab\n#html:true\n#notetype:Cloze\n';

/** Each of these once took seconds to minutes, or could have. */
test.each([
  ['blanks that are opened and never closed', 'a.txt', ANKI + filled('{{c1::')],
  [
    'a blank of every number',
    'a.txt',
    ANKI + Array.from({ length: 60_000 }, (_, n) => `{{c${n}::a}}`).join(''),
  ],
  ['tags inside each other', 'a.txt', ANKI + filled('<b>')],
  ['blocks inside each other', 'a.txt', ANKI + filled('<div>')],
  ['nothing but separators', 'a.csv', `prompt,answer\n${filled(',')}`],
  ['quotes', 'a.csv', `prompt,answer\n${filled('"')}`],
  ['quotes where none belongs', 'a.csv', `prompt,answer\n${filled('a"b,')}`],
  ['settings', 'a.csv', filled('#a:b\n')],
  ['columns', 'a.csv', filled('option 1,why 2,')],
  ['separators behind a setting', 'a.csv', `#deck:${filled(',')}x\nprompt,answer\n`],
])('a megabyte of %s is refused', (_what, name, text) => {
  const { decks, problems } = loadDecks([{ name, text }]);
  expect(decks).toEqual([]);
  expect(problems.filter(({ severity }) => severity === 'error').length).toBeGreaterThan(0);
});

/** A field of the most that is read of one: each of these once took seconds, in a queue that all servers share. */
test.each([
  ['spaces in a block of code', (size: number) => `<pre>${' '.repeat(size)}x</pre>`],
  ['spaces and tabs between line ends', (size: number) => `<pre>${' \t'.repeat(size / 2)}x\n</pre>`],
  ['sounds that are never closed', (size: number) => '[sound:'.repeat(size / 7)],
])('%s: twice as long takes at most two and a half times as long', (_, field) => {
  const many = (size: number): void => {
    for (let i = 0; i < 20; i++) fromHtml(field(size));
  };
  expect(growthPerDoubling(many, 4_900)).toBeLessThanOrEqual(2.5);
});

test.each([
  ['blanks that are never closed', (size: number) => `${'{{c1::}{'.repeat(size / 8)}`],
  ['blanks that close at the end', (size: number) => `${'{{c1::'.repeat(size / 6)}}}`],
  ['braces in a blank', (size: number) => `{{c1::${'}{'.repeat(size / 2)}}}`],
])('%s: twice as many take at most two and a half times as long', (_, prompt) => {
  const many = (size: number): void => {
    for (let i = 0; i < 50; i++) rowsOfNote(new Map([['prompt', prompt(size)]]), 'Cloze');
  };
  expect(growthPerDoubling(many, 3_900)).toBeLessThanOrEqual(2.5);
});

test.each([
  ['unclosed code', (size: number) => '```\n'.repeat(size / 4)],
  ['code that opens in code', (size: number) => '``\n```0\n0'.repeat(size / 9)],
])('%s as HTML: twice as long takes at most two and a half times as long', (_, text) => {
  expect(growthPerDoubling((size) => void toHtml(text(size)), 50_000)).toBeLessThanOrEqual(2.5);
});

const piece = fc.constantFrom(
  ...[
    'prompt',
    'answer',
    'option 1',
    'correct',
    'front',
    'Podium',
    '#separator:',
    '#columns:',
    '#html:true',
    '#guid column:1',
  ],
  ...[
    '\n',
    '\r\n',
    '\r',
    ',',
    ';',
    '\t',
    '"',
    '""',
    ' ',
    '{{c1::a}}',
    '<b>',
    '</b>',
    '&lt;',
    '{"id":"a"}',
    '1 3',
    'ü',
    '\0',
    '🙂',
  ],
);

test('whatever stands in a table, reading it never throws and every problem has its place', () => {
  fc.assert(
    fc.property(
      fc.array(piece, { maxLength: 40 }),
      fc.constantFrom('a.csv', 'a.txt', 'a.tsv'),
      (pieces, name) => {
        const text = pieces.join('');
        const lines = text.split(/\r\n?|\n/).length;
        for (const { line, column } of loadDecks([{ name, text }]).problems) {
          expect(line).toBeGreaterThan(0);
          expect(line).toBeLessThanOrEqual(lines);
          expect(column).toBeGreaterThan(0);
        }
      },
    ),
    { numRuns: propertyRuns(3000) },
  );
});
